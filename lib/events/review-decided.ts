import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, reason, sha256 } from './common.ts';

/** The Office's decision whether this exact version goes on the public portal (R2). */
export const reviewDecided = z
  .object({ ...documentRef, sha256, decision: z.enum(['approve', 'reject']), actor, reason })
  .check(namesOneDocument);
