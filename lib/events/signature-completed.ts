import * as z from 'zod/mini';
import { documentRef, fileRef, identifier, namesOneDocument, sha256 } from './common.ts';

/** A signature made outside (token, SIM, HSM of the cipher committee) has come back. */
export const signatureCompleted = z
  .object({
    ...documentRef,
    signerId: identifier,
    part: z.enum(['leader', 'agency']),
    /** The bytes that were given out to be signed. */
    basedOn: sha256,
    file: fileRef,
  })
  .check(namesOneDocument);
