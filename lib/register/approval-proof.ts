import { compactVerify, importJWK } from 'jose';
import * as z from 'zod/mini';
import { identifier, sha256 } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import type { Source } from './source.ts';

/** What an approver signs (DESIGN §2): this signer may sign exactly these bytes of this document. */
const claims = z.object({
  document: identifier,
  sha256,
  signer: identifier,
  /** Seconds since the epoch. */
  iat: z.int(),
});

const CLOCK_SKEW_S = 300;

const forged = (cause?: unknown): OfficeError =>
  new OfficeError('APPROVAL_FORGED', 'approval proof does not verify', { cause });

/**
 * Checks an approval proof (JWS, ES256 or EdDSA) against the source's registered approvers (R10).
 * @returns the approver's person id
 * @throws OfficeError APPROVAL_MISSING, APPROVAL_FORGED, APPROVAL_OTHER_VERSION
 */
export const checkApprovalProof = async (
  proof: string | undefined,
  approvers: Source['approvers'],
  expected: { documentId: string; sha256: string; signerId: string },
  now: Date,
): Promise<string> => {
  if (proof === undefined) throw new OfficeError('APPROVAL_MISSING', 'no approval proof');
  let approver: Source['approvers'][number] | undefined;
  const verified = await compactVerify(
    proof,
    (header) => {
      approver = approvers.find((candidate) => candidate.keyId === header.kid);
      if (approver === undefined) throw forged();
      return importJWK(approver.jwk, header.alg);
    },
    { algorithms: ['ES256', 'EdDSA'] },
  ).catch((error: unknown) => {
    throw forged(error);
  });
  let payload: unknown;
  try {
    payload = JSON.parse(new TextDecoder().decode(verified.payload));
  } catch (error) {
    throw forged(error);
  }
  const read = claims.safeParse(payload);
  if (!read.success || approver === undefined) throw forged();
  if (read.data.iat > now.getTime() / 1000 + CLOCK_SKEW_S) throw forged();
  const { document, signer } = read.data;
  if (
    document !== expected.documentId ||
    signer !== expected.signerId ||
    read.data.sha256 !== expected.sha256
  )
    throw new OfficeError('APPROVAL_OTHER_VERSION', 'the proof is for another document or version');
  return approver.personId;
};
