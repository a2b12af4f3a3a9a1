import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, reason } from './common.ts';

/**
 * trả lại: the clerk gives an incoming document back to its sender, because it came to the wrong
 * place or is not authentic and whole (Decree 30/2020, Art. 21.2b).
 */
export const documentReturned = z.object({ ...documentRef, actor, reason }).check(namesOneDocument);
