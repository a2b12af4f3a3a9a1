import * as z from 'zod/mini';
import { actor, documentRef, identifier, namesOneDocument, reason } from './common.ts';

/**
 * đính chính: an error of form or procedure is corrected by a công văn of the issuer; the document
 * itself stays in force (Decree 30/2020, Art. 18.3).
 */
export const documentCorrected = z
  .object({
    ...documentRef,
    correctedBy: identifier,
    /** Needed from a source that acts for the office. */
    actor: z.optional(actor),
    reason,
  })
  .check(namesOneDocument);
