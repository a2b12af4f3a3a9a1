import * as z from 'zod/mini';
import { documentRef, identifier, namesOneDocument } from './common.ts';

/** The work the document asked for is done. */
export const documentCompleted = z
  .object({ ...documentRef, personId: identifier })
  .check(namesOneDocument);
