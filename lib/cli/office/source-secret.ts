import { readFileSync } from 'node:fs';

/** Where a source's HMAC secret is looked for; never on the command line, which other users see. */
export const SECRET_VARIABLE = 'VANTHU_SOURCE_SECRET';

/** The secret as UTF-8 text of a file or of the environment; undefined when neither has one. */
export const readSourceSecret = (file: string | undefined): Uint8Array | undefined => {
  const text = file === undefined ? process.env[SECRET_VARIABLE] : readFileSync(file, 'utf8');
  const secret = text?.trim() ?? '';
  return secret === '' ? undefined : Buffer.from(secret);
};
