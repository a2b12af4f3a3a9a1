import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, reason } from './common.ts';

/** The clerk declares the grade of a held document: ordinary, or refused as secret. */
export const secrecyDecided = z
  .object({ ...documentRef, decision: z.enum(['release', 'refuse']), actor, reason })
  .check(namesOneDocument);
