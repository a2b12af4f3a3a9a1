import { CompactSign, importJWK } from 'jose';
import { type DemoSecrets, saveDemoSecrets } from './demo-secrets.ts';

/** What the approver signs: this signer may sign exactly these bytes of this document (R10). */
export interface Approval {
  readonly documentId: string;
  readonly sha256: string;
  readonly signerId: string;
}

async function signApproval(
  { approver, startedAt }: DemoSecrets,
  approval: Approval,
): Promise<string> {
  const { documentId: document, sha256, signerId: signer } = approval;
  const claims = { document, sha256, signer, iat: Math.floor(Date.parse(startedAt) / 1000) };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', kid: approver.keyId })
    .sign(await importJWK(approver.jwk, 'ES256'));
}

/** Proofs for all drafts; those of an earlier start are used again. Kept in the folder. */
export async function approveDrafts(
  folder: string,
  secrets: DemoSecrets,
  approvals: readonly Approval[],
): Promise<ReadonlyMap<string, string>> {
  const proofs = new Map(Object.entries(secrets.approvalProofs));
  const missing = approvals.filter(({ sha256 }) => !proofs.has(sha256));
  for (const approval of missing)
    proofs.set(approval.sha256, await signApproval(secrets, approval));
  if (missing.length > 0)
    saveDemoSecrets(folder, { ...secrets, approvalProofs: Object.fromEntries(proofs) });
  return proofs;
}
