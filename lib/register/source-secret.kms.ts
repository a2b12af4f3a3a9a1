import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { SecretOpener } from './source.ts';

const contextOf = (sourceId: string) => ({ purpose: 'source-secret', source: sourceId });

/** Opens source secrets once for each running function; a new secret is a new ciphertext. */
export const createSecretOpener = (client: KMSClient, dataKeyId: string): SecretOpener => {
  const opened = new Map<string, Uint8Array>();
  return {
    async openSourceSecret(sourceId, sealed) {
      const known = opened.get(sealed);
      if (known !== undefined) return known;
      const { Plaintext } = await client.send(
        new DecryptCommand({
          KeyId: dataKeyId,
          CiphertextBlob: Buffer.from(sealed, 'base64'),
          EncryptionContext: contextOf(sourceId),
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
): Promise<string> => {
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({
      KeyId: dataKeyId,
      Plaintext: secret,
      EncryptionContext: contextOf(sourceId),
    }),
  );
  return Buffer.from(CiphertextBlob ?? []).toString('base64');
};
