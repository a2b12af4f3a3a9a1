import * as z from 'zod/mini';
import { actor, documentRef, namesOneDocument, sha256 } from './common.ts';

/** The clerk's act: the agency's seal goes on exactly these bytes (Decree 30/2020, Art. 32.2; R3). */
export const sealOrdered = z.object({ ...documentRef, sha256, actor }).check(namesOneDocument);
