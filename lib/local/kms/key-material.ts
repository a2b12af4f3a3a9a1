import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeySpec } from './key-specs.ts';

const generate = promisify(generateKeyPair);

/** Makes the secret of a new key: base64 of raw bytes, or PKCS#8 PEM of a private key. */
export async function generateKeyMaterial(spec: KeySpec): Promise<string> {
  if (spec === 'SYMMETRIC_DEFAULT' || spec === 'HMAC_256')
    return randomBytes(32).toString('base64');
  if (spec === 'ECC_NIST_P256') {
    const pair = await generate('ec', { namedCurve: 'P-256' });
    return exportPem(pair.privateKey);
  }
  const pair = await generate('rsa', { modulusLength: Number(spec.slice('RSA_'.length)) });
  return exportPem(pair.privateKey);
}

export function importPrivateKey(material: string): KeyObject {
  return createPrivateKey(material);
}

/** The public key as DER SubjectPublicKeyInfo, as GetPublicKey answers it. */
export function exportPublicKey(material: string): Buffer {
  return createPublicKey(material).export({ type: 'spki', format: 'der' });
}

export function computeMac(material: string, message: Uint8Array): Buffer {
  return createHmac('sha256', Buffer.from(material, 'base64')).update(message).digest();
}

export function isSameMac(expected: Buffer, given: Uint8Array): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function exportPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
