import * as z from 'zod/mini';
import { documentRef, identifier, namesOneDocument, reason } from './common.ts';

/**
 * đính chính: an error of form or procedure is corrected by a công văn of the issuer; the document
 * itself stays in force (Decree 30/2020, Art. 18.3).
 */
export const documentCorrected = z
  .object({ ...documentRef, correctedBy: identifier, reason })
  .check(namesOneDocument);
