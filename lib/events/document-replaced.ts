import * as z from 'zod/mini';
import { actor, documentRef, identifier, namesOneDocument, reason } from './common.ts';

/** thay thế: a later document takes this one's place (Decree 30/2020, Art. 18.3). */
export const documentReplaced = z
  .object({
    ...documentRef,
    replacedBy: identifier,
    /** Needed from a source that acts for the office. */
    actor: z.optional(actor),
    reason,
  })
  .check(namesOneDocument);
