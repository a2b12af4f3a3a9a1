import * as z from 'zod/mini';
import { documentRef, identifier, namesOneDocument, reason } from './common.ts';

/** thay thế: a later document takes this one's place (Decree 30/2020, Art. 18.3). */
export const documentReplaced = z
  .object({ ...documentRef, replacedBy: identifier, reason })
  .check(namesOneDocument);
