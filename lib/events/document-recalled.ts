import * as z from 'zod/mini';
import { documentRef, namesOneDocument, reason } from './common.ts';

/** thu hồi: the issuer takes its document back (Decree 30/2020, Art. 18.4). */
export const documentRecalled = z.object({ ...documentRef, reason }).check(namesOneDocument);
