import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, reason } from './common.ts';

/** "Hủy số": the number given to a document that will not be issued stays in the book as void (R4). */
export const numberVoided = z.object({ ...documentRef, actor, reason }).check(namesOneDocument);
