import { readFileSync } from 'node:fs';
import { readSecret } from '../../register/secret-text.ts';

/** Where a source's HMAC secret is looked for; never on the command line, which other users see. */
const SECRET_VARIABLE = 'VANTHU_SOURCE_SECRET';

/** The key of the secret in a file or in the environment; undefined when neither has one. */
export const readSourceSecret = (file: string | undefined): Uint8Array | undefined => {
  const text = file === undefined ? process.env[SECRET_VARIABLE] : readFileSync(file, 'utf8');
  const secret = text?.trim() ?? '';
  return secret === '' ? undefined : readSecret(secret);
};
