import * as z from 'zod/mini';
import { copyForm } from '../events/document-copied.ts';
import { type DocumentId, sha256Of } from '../kernel/ids.ts';

/** The one sequence of numbers for copies of all forms (Decree 30/2020, Appendix I, part III). */
export const COPY_SERIES = 'sao';

/** The copy that an event tells of: a repeated event finds it again. */
export const copyIdOf = (event: { readonly source: string; readonly id: string }): string =>
  sha256Of(`${event.source}\n${event.id}`).slice(0, 16);

const made = {
  copyId: z.string(),
  form: copyForm,
  count: z.int(),
  addressees: z.array(z.string()),
  madeBy: z.string(),
  /** ISO 8601 UTC. */
  madeAt: z.iso.datetime(),
  signerId: z.optional(z.string()),
};
const copyMade = z.object(made);
export type CopyMade = z.infer<typeof copyMade>;

/** DOC#id / COPY#copyId: a copy the agency made; its number is given a moment after. */
export const documentCopy = z.object({
  ...made,
  documentId: z.custom<DocumentId>((value) => typeof value === 'string'),
  year: z.optional(z.int()),
  n: z.optional(z.int()),
  /** Date in Vietnam that goes with the number. */
  date: z.optional(z.iso.date()),
  /** For example 01/SY-UBDT. */
  code: z.optional(z.string()),
});
export type DocumentCopy = z.infer<typeof documentCopy>;
