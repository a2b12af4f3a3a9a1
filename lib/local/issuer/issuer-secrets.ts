import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What the training issuer signs with: of one folder, of no use anywhere else. */
export interface IssuerSecrets {
  readonly note: string;
  /** Private key (ES256) of the tokens. */
  readonly signingKey: JWK;
  /** Key of the issuer's own cookies. */
  readonly cookieKey: string;
}

const NOTE = 'Made for training on this machine only. Whoever has it can act as any demo person.';

/** The issuer's keys of a folder; made at its first start, so that a restart signs nobody out. */
export async function openIssuerSecrets(folder: string): Promise<IssuerSecrets> {
  const file = join(folder, 'issuer-secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as IssuerSecrets;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const secrets: IssuerSecrets = {
    note: NOTE,
    signingKey: {
      ...(await exportJWK(privateKey)),
      alg: 'ES256',
      use: 'sig',
      kid: randomBytes(8).toString('hex'),
    },
    cookieKey: randomBytes(32).toString('base64url'),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
