import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { DigestSigner, SigningAlgorithm } from './signer.ts';

/** A signer on a KMS key, named by id, ARN or alias. The digest goes out, never the document. */
export const createKmsSigner = (
  client: KMSClient,
  keyId: string,
  algorithm: SigningAlgorithm,
): DigestSigner => ({
  algorithm,
  sign: async (digest) => {
    const { Signature } = await client.send(
      new SignCommand({
        KeyId: keyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: algorithm,
      }),
    );
    if (!Signature) throw new Error('KMS answered without a signature');
    return Signature;
  },
});

/** The public key of a KMS key as SubjectPublicKeyInfo (DER), to certify it or to compare. */
export const readKmsPublicKey = async (client: KMSClient, keyId: string): Promise<Uint8Array> => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS answered without a public key');
  return PublicKey;
};
