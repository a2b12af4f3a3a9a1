import * as z from 'zod/mini';
import { documentRef, identifier, instant, namesOneDocument } from './common.ts';

/** A draft waits for a leader's signature in the operations system (trình ký). */
export const documentPresented = z
  .object({ ...documentRef, signerId: identifier, dueAt: z.optional(instant) })
  .check(namesOneDocument);
