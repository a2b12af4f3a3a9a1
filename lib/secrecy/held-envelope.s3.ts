import { createCipheriv, createDecipheriv } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { OfficeError } from '../kernel/errors.ts';
import type { HeldEnvelopes } from './held-envelope.ts';

/** Layout of an envelope: length of the wrapped key (2 bytes), wrapped key, tag (16), ciphertext. */
const TAG_BYTES = 16;
/** A data key encrypts one envelope only, so a fixed nonce never repeats under it (NIST SP 800-38D §8.2). */
const NONCE = new Uint8Array(12);

export const envelopeKey = (name: string): string => `held/${name}`;
const contextOf = (name: string) => ({ purpose: 'held-envelope', name });

/**
 * Envelopes in the quarantine bucket. Key and text lie in one object of an unversioned bucket:
 * deleting it leaves nothing that KMS could open.
 */
export const createHeldEnvelopes = (
  clients: { readonly s3: S3Client; readonly kms: KMSClient },
  names: { readonly bucket: string; readonly dataKeyId: string },
): HeldEnvelopes => ({
  async seal(name, content) {
    const { Plaintext, CiphertextBlob } = await clients.kms.send(
      new GenerateDataKeyCommand({
        KeyId: names.dataKeyId,
        KeySpec: 'AES_256',
        EncryptionContext: contextOf(name),
      }),
    );
    if (Plaintext === undefined || CiphertextBlob === undefined)
      throw new Error('KMS gave no data key');
    const cipher = createCipheriv('aes-256-gcm', Plaintext, NONCE);
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    Plaintext.fill(0);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(CiphertextBlob.length);
    await clients.s3.send(
      new PutObjectCommand({
        Bucket: names.bucket,
        Key: envelopeKey(name),
        Body: Buffer.concat([length, CiphertextBlob, cipher.getAuthTag(), sealed]),
        ContentType: 'application/octet-stream',
      }),
    );
  },

  async open(name) {
    let bytes: Buffer;
    try {
      const { Body } = await clients.s3.send(
        new GetObjectCommand({ Bucket: names.bucket, Key: envelopeKey(name) }),
      );
      bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey)
        throw new OfficeError('ENVELOPE_GONE', 'the envelope was destroyed', { cause: error });
      throw error;
    }
    const keyEnd = 2 + bytes.readUInt16BE(0);
    const { Plaintext } = await clients.kms.send(
      new DecryptCommand({
        KeyId: names.dataKeyId,
        CiphertextBlob: bytes.subarray(2, keyEnd),
        EncryptionContext: contextOf(name),
      }),
    );
    if (Plaintext === undefined) throw new Error('KMS gave no data key');
    const decipher = createDecipheriv('aes-256-gcm', Plaintext, NONCE);
    decipher.setAuthTag(bytes.subarray(keyEnd, keyEnd + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(keyEnd + TAG_BYTES)), decipher.final()]);
  },

  async destroy(name) {
    await clients.s3.send(
      new DeleteObjectCommand({ Bucket: names.bucket, Key: envelopeKey(name) }),
    );
  },
});
