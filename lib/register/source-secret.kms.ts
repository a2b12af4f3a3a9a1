import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { SecretOpener } from './source.ts';

/** What a source signs with, and what the office signs with when it calls the source's webhook. */
export type SecretPurpose = 'source-secret' | 'webhook-secret';

const contextOf = (purpose: SecretPurpose, sourceId: string) => ({ purpose, source: sourceId });

/** Opens secrets of one purpose, each once for each running function; a new secret is a new ciphertext. */
export const createSecretOpener = (
  client: KMSClient,
  dataKeyId: string,
  purpose: SecretPurpose = 'source-secret',
): SecretOpener => {
  const opened = new Map<string, Uint8Array>();
  return {
    async openSourceSecret(sourceId, sealed) {
      const known = opened.get(sealed);
      if (known !== undefined) return known;
      const { Plaintext } = await client.send(
        new DecryptCommand({
          KeyId: dataKeyId,
          CiphertextBlob: Buffer.from(sealed, 'base64'),
          EncryptionContext: contextOf(purpose, sourceId),
        }),
      );
      if (Plaintext === undefined) throw new Error('KMS opened nothing');
      opened.set(sealed, Plaintext);
      return Plaintext;
    },
  };
};

/** Seals a source's secret for its registration: base64 of the KMS ciphertext. */
export const sealSourceSecret = async (
  client: KMSClient,
  dataKeyId: string,
  sourceId: string,
  secret: Uint8Array,
  purpose: SecretPurpose = 'source-secret',
): Promise<string> => {
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({
      KeyId: dataKeyId,
      Plaintext: secret,
      EncryptionContext: contextOf(purpose, sourceId),
    }),
  );
  return Buffer.from(CiphertextBlob ?? []).toString('base64');
};
