import * as z from 'zod/mini';
import { actor, documentFacts, documentRef, identifier, namesOneDocument } from './common.ts';

/** Hình thức sao by its abbreviation: sao y, trích sao, sao lục (Decree 30/2020, Appendix III). */
export const copyForm = z.enum(['SY', 'TrS', 'SL']);
export type CopyForm = z.infer<typeof copyForm>;

/**
 * The agency has made a copy of a document (Decree 30/2020, Art. 25–27). Copies of all forms have
 * one sequence of numbers of their own.
 */
export const documentCopied = z
  .object({
    ...documentRef,
    form: copyForm,
    /** số lượng bản */
    count: z.int().check(z.minimum(1), z.maximum(10_000)),
    /** Who receives the copies. */
    addressees: documentFacts.addressees,
    /** Who signs the copy for the agency (Art. 27.1): id in the directory. */
    signerId: z.optional(identifier),
    actor,
  })
  .check(namesOneDocument);
