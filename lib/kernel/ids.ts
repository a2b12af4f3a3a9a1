import { createHash } from 'node:crypto';

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** The office's own id of a document: 26 base32 characters (128 bits). */
export type DocumentId = Brand<string, 'DocumentId'>;
/** Lower-case hexadecimal SHA-256 of a file's bytes. */
export type Sha256 = Brand<string, 'Sha256'>;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 §6 base32, lower case, without padding. */
export const toBase32 = (bytes: Uint8Array): string => {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
};

/** The same document of the same source always has the same id, so a resent event meets its row. */
export const documentIdOf = (source: string, sourceDocumentId: string): DocumentId =>
  toBase32(
    createHash('sha256')
      .update(JSON.stringify([source, sourceDocumentId]))
      .digest()
      .subarray(0, 16),
  ) as DocumentId;

export const isDocumentId = (text: string): text is DocumentId => /^[a-z2-7]{26}$/.test(text);

export const sha256Of = (bytes: string | Uint8Array): Sha256 =>
  createHash('sha256').update(bytes).digest('hex') as Sha256;
