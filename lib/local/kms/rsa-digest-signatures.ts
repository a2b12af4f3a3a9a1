import {
  constants,
  createHash,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
} from 'node:crypto';
import { DIGEST_BYTES, type HashName } from './key-specs.ts';

// node:crypto signs messages only; KMS signs digests. So the padding is made here, RFC 8017.

/** DER prefixes of DigestInfo, RFC 8017, section 9.2, note 1. */
const DIGEST_INFO: Readonly<Record<HashName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 over a digest. */
export function signPkcs1(key: KeyObject, hash: HashName, digest: Buffer): Buffer {
  return privateEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest]),
  );
}

export function verifyPkcs1(
  key: KeyObject,
  hash: HashName,
  digest: Buffer,
  signature: Buffer,
): boolean {
  const expected = Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest]);
  const found = openSignature(key, signature, constants.RSA_PKCS1_PADDING);
  return found?.equals(expected) ?? false;
}

/** RSASSA-PSS over a digest, MGF1 with the same hash, salt as long as the hash (as KMS does). */
export function signPss(key: KeyObject, hash: HashName, digest: Buffer): Buffer {
  return privateEncrypt(
    { key, padding: constants.RSA_NO_PADDING },
    encodePss(digest, modulusBits(key) - 1, hash),
  );
}

export function verifyPss(
  key: KeyObject,
  hash: HashName,
  digest: Buffer,
  signature: Buffer,
): boolean {
  const encoded = openSignature(key, signature, constants.RSA_NO_PADDING);
  return encoded !== undefined && isPssEncoding(digest, encoded, modulusBits(key) - 1, hash);
}

/** The encoded message inside a signature; undefined when the bytes are no signature of this key. */
function openSignature(key: KeyObject, signature: Buffer, padding: number): Buffer | undefined {
  if (signature.length !== modulusBits(key) / 8) return undefined;
  try {
    return publicDecrypt({ key: createPublicKey(key), padding }, signature);
  } catch {
    // OpenSSL throws on padding that does not fit: for a verifier that is the answer "no".
    return undefined;
  }
}

function modulusBits(key: KeyObject): number {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (bits === undefined) throw new TypeError('Not an RSA key');
  return bits;
}

/** EMSA-PSS-ENCODE, RFC 8017, section 9.1.1, from step 3 on. */
function encodePss(digest: Buffer, bits: number, hash: HashName): Buffer {
  const length = Math.ceil(bits / 8);
  const salt = randomBytes(DIGEST_BYTES[hash]);
  const check = hashSalted(hash, digest, salt);
  const padding = Buffer.alloc(length - salt.length - check.length - 2);
  const block = Buffer.concat([padding, Buffer.from([1]), salt]);
  const masked = xor(block, maskFrom(check, block.length, hash));
  clearTopBits(masked, 8 * length - bits);
  return Buffer.concat([masked, check, Buffer.from([0xbc])]);
}

/** EMSA-PSS-VERIFY, RFC 8017, section 9.1.2, from step 3 on. */
function isPssEncoding(digest: Buffer, encoded: Buffer, bits: number, hash: HashName): boolean {
  const hashLength = DIGEST_BYTES[hash];
  const spareBits = 8 * encoded.length - bits;
  const masked = encoded.subarray(0, encoded.length - hashLength - 1);
  const check = encoded.subarray(masked.length, encoded.length - 1);
  if (encoded.at(-1) !== 0xbc || (masked[0] ?? 0) >> (8 - spareBits) !== 0) return false;
  const block = xor(masked, maskFrom(check, masked.length, hash));
  clearTopBits(block, spareBits);
  const saltAt = block.length - hashLength;
  const padded = block.subarray(0, saltAt - 1).every((byte) => byte === 0);
  if (!padded || block[saltAt - 1] !== 1) return false;
  return hashSalted(hash, digest, block.subarray(saltAt)).equals(check);
}

function hashSalted(hash: HashName, digest: Buffer, salt: Buffer): Buffer {
  return createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
}

/** MGF1, RFC 8017, appendix B.2.1. */
function maskFrom(seed: Buffer, length: number, hash: HashName): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * DIGEST_BYTES[hash] < length; counter++) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    blocks.push(createHash(hash).update(seed).update(suffix).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

function clearTopBits(block: Buffer, count: number): void {
  block[0] = (block[0] ?? 0) & (0xff >> count);
}
