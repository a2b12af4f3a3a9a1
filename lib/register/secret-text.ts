/** How Standard Webhooks writes a symmetric secret: base64 behind this prefix. */
const PREFIX = 'whsec_';

/** A secret as its holder is given it. */
export const writeSecret = (secret: Uint8Array): string =>
  `${PREFIX}${Buffer.from(secret).toString('base64')}`;

/** The key of a secret as text; one without the prefix, as a training office has them, is the key itself. */
export const readSecret = (text: string): Uint8Array =>
  text.startsWith(PREFIX) ? Buffer.from(text.slice(PREFIX.length), 'base64') : Buffer.from(text);
