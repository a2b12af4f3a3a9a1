import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, reason } from './common.ts';

/**
 * The clerk says what a possible duplicate is: `join` records it as a copy of the document that
 * came first, `keep` as a document of its own.
 */
export const duplicateDecided = z
  .object({ ...documentRef, decision: z.enum(['join', 'keep']), actor, reason })
  .check(namesOneDocument);
