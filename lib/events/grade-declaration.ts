import * as z from 'zod/mini';
import { identifier, reason } from './common.ts';

/**
 * A clerk's written act for documents that carry no grade of their own: who declared them ordinary,
 * and why. Only the office's desks may send it; it goes into the history (R1, R8).
 */
export const gradeDeclaration = z.optional(z.object({ personId: identifier, reason }));
