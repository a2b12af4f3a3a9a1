import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import type { DigestSigner } from './signer.ts';

/** DigestInfo for SHA-256 up to the digest itself (RFC 8017, 9.2, note 1). */
const digestInfoHead = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** An RSA key in memory, for the demonstration authority and for training; never a person's key. */
export const createLocalRsaSigner = (privateKey: KeyObject): DigestSigner => ({
  algorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  sign: async (digest) =>
    privateEncrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
      Buffer.concat([digestInfoHead, digest]),
    ),
});
