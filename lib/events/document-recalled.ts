import * as z from 'zod/mini';
import { actor, documentRef, identifier, namesOneDocument, reason } from './common.ts';

/** thu hồi: the issuer takes its document back (Decree 30/2020, Art. 18.4). */
export const documentRecalled = z
  .object({
    ...documentRef,
    /** The document that says so, where there is one. */
    recalledBy: z.optional(identifier),
    /** Needed from a source that acts for the office. */
    actor: z.optional(actor),
    reason,
  })
  .check(namesOneDocument);
