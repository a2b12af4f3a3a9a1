import { constants, createHash, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signEcdsa, verifyEcdsa } from '../../../lib/local/kms/ec-digest-signatures.ts';
import {
  signPkcs1,
  signPss,
  verifyPkcs1,
  verifyPss,
} from '../../../lib/local/kms/rsa-digest-signatures.ts';

const message = Buffer.from('Quyết định số 12/QĐ-UBDT');
const hashes = ['sha256', 'sha384', 'sha512'] as const;
const digestOf = (hash: string) => createHash(hash).update(message).digest();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('RSA signatures over a digest', () => {
  test.each(hashes)('PKCS#1 v1.5 with %s is what node:crypto verifies', (hash) => {
    const signature = signPkcs1(rsa.privateKey, hash, digestOf(hash));
    expect(verify(hash, message, rsa.publicKey, signature)).toBe(true);
    expect(verifyPkcs1(rsa.privateKey, hash, digestOf(hash), signature)).toBe(true);
  });

  test.each(hashes)(
    'PSS with %s is what node:crypto verifies with a salt as long as the hash',
    (hash) => {
      const signature = signPss(rsa.privateKey, hash, digestOf(hash));
      const key = {
        key: rsa.publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      };
      expect(verify(hash, message, key, signature)).toBe(true);
      expect(verifyPss(rsa.privateKey, hash, digestOf(hash), signature)).toBe(true);
    },
  );

  test('a signature over another digest is refused by both schemes', () => {
    const other = createHash('sha256').update('other').digest();
    const pkcs1 = signPkcs1(rsa.privateKey, 'sha256', digestOf('sha256'));
    const pss = signPss(rsa.privateKey, 'sha256', digestOf('sha256'));
    expect(verifyPkcs1(rsa.privateKey, 'sha256', other, pkcs1)).toBe(false);
    expect(verifyPss(rsa.privateKey, 'sha256', other, pss)).toBe(false);
  });

  test('any flipped byte of a PSS signature makes it invalid', () => {
    const signature = signPss(rsa.privateKey, 'sha256', digestOf('sha256'));
    for (let at = 0; at < signature.length; at += 17) {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(verifyPss(rsa.privateKey, 'sha256', digestOf('sha256'), changed)).toBe(false);
    }
  });

  test('bytes that are no signature at all are refused without an error', () => {
    for (const junk of [Buffer.alloc(0), Buffer.alloc(256, 0xff), Buffer.alloc(10)]) {
      expect(verifyPss(rsa.privateKey, 'sha256', digestOf('sha256'), junk)).toBe(false);
      expect(verifyPkcs1(rsa.privateKey, 'sha256', digestOf('sha256'), junk)).toBe(false);
    }
  });
});

describe('ECDSA signatures over a digest', () => {
  test('the digest is signed as it is, not hashed once more', () => {
    for (let round = 0; round < 20; round++) {
      const signature = signEcdsa(ec.privateKey, digestOf('sha256'));
      expect(verify('sha256', message, ec.publicKey, signature)).toBe(true);
      expect(verifyEcdsa(ec.privateKey, digestOf('sha256'), signature)).toBe(true);
    }
  });

  test('another digest, another key and junk are refused', () => {
    const signature = signEcdsa(ec.privateKey, digestOf('sha256'));
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(verifyEcdsa(ec.privateKey, Buffer.alloc(32, 1), signature)).toBe(false);
    expect(verifyEcdsa(stranger.privateKey, digestOf('sha256'), signature)).toBe(false);
    expect(verifyEcdsa(ec.privateKey, digestOf('sha256'), Buffer.from('junk'))).toBe(false);
  });
});
