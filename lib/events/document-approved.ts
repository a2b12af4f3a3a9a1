import * as z from 'zod/mini';
import {
  codeSuffix,
  declaredSecrecy,
  documentFacts,
  filesWithMain,
  identifier,
  outgoingSeries,
  recipients,
  signingLayout,
} from './common.ts';

/** A draft whose text a leader has approved: to be signed, numbered, sealed and issued here. */
export const documentApproved = z.object({
  documentId: identifier,
  secrecy: declaredSecrecy,
  ...documentFacts,
  recipients,
  files: filesWithMain,
  /** The leader who signs: id in the directory. */
  signerId: identifier,
  seriesId: outgoingSeries,
  codeSuffix,
  /** địa danh of the date line, for example "Hà Nội". */
  place: z.string().check(z.minLength(1), z.maxLength(60)),
  layout: z.optional(signingLayout),
  /** JWS by a registered approver over {document, sha256, signer, iat} (DESIGN §2, R10). */
  approvalProof: z.optional(z.string().check(z.maxLength(4_000))),
});
