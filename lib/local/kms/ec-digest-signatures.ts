import { createPublicKey, type KeyObject } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';

// crypto.sign(null, digest, key) hashes the digest once more for EC keys, hence noble.
// lowS is off because KMS does not normalise either: both forms are valid X9.62 signatures.
const OPTIONS = { prehash: false, format: 'der', lowS: false } as const;

/** ECDSA over P-256 of a digest, as DER (ANS X9.62-2005, the form KMS answers). */
export function signEcdsa(key: KeyObject, digest: Buffer): Buffer {
  return Buffer.from(p256.sign(digest, coordinate(key, 'd'), OPTIONS));
}

export function verifyEcdsa(key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  const publicKey = createPublicKey(key);
  const point = Buffer.concat([
    Buffer.from([4]),
    coordinate(publicKey, 'x'),
    coordinate(publicKey, 'y'),
  ]);
  try {
    return p256.verify(signature, digest, point, OPTIONS);
  } catch {
    // noble throws on bytes that are not DER: for a verifier that is the answer "no".
    return false;
  }
}

function coordinate(key: KeyObject, name: 'd' | 'x' | 'y'): Buffer {
  const value = key.export({ format: 'jwk' })[name];
  if (value === undefined) throw new TypeError('Not an EC key');
  return Buffer.from(value, 'base64url');
}
