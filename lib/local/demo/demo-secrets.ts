import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** Secrets of a training office: of its own folder, of no use anywhere else. */
export interface DemoSecrets {
  readonly note: string;
  /** When the samples were first sent; all their event times follow from it. */
  readonly startedAt: string;
  /** HMAC secrets by source, as UTF-8 text. */
  readonly sources: Readonly<Record<string, string>>;
  /** Private key (ES256) of the approver at the e-office. */
  readonly approver: { readonly keyId: string; readonly personId: string; readonly jwk: JWK };
  /** Approval proofs by SHA-256: ES256 makes another one each time, and a resent event must not differ. */
  readonly approvalProofs: Readonly<Record<string, string>>;
}

const NOTE = 'Made for training on this machine only. Proves nothing and opens nothing elsewhere.';

const fileIn = (folder: string): string => join(folder, 'demo-secrets.json');

/** Durable before it is used: a crash leaves the old file or the new one. */
export function saveDemoSecrets(folder: string, secrets: DemoSecrets): void {
  const next = `${fileIn(folder)}.new`;
  writeFileSync(next, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, fileIn(folder));
}

/** The secrets of the folder; made at its first start. */
export async function openDemoSecrets(
  folder: string,
  options: {
    readonly sourceIds: readonly string[];
    readonly approverId: string;
    readonly now: Date;
  },
): Promise<DemoSecrets> {
  if (existsSync(fileIn(folder)))
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as DemoSecrets;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const secrets: DemoSecrets = {
    note: NOTE,
    startedAt: options.now.toISOString(),
    sources: Object.fromEntries(
      options.sourceIds.map((sourceId) => [sourceId, randomBytes(32).toString('base64url')]),
    ),
    approver: {
      keyId: `demo-${randomBytes(6).toString('hex')}`,
      personId: options.approverId,
      jwk: await exportJWK(privateKey),
    },
    approvalProofs: {},
  };
  saveDemoSecrets(folder, secrets);
  return secrets;
}
