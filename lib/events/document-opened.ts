import * as z from 'zod/mini';
import { documentRef, identifier, namesOneDocument } from './common.ts';

/** A recipient has opened the document in the operations system. */
export const documentOpened = z
  .object({ ...documentRef, personId: identifier })
  .check(namesOneDocument);
