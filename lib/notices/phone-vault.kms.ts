import {
  DecryptCommand,
  EncryptCommand,
  GenerateMacCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { PhoneUnreadableError } from './errors.ts';
import { isMobilePhone, type MobilePhone } from './mobile-phone.ts';
import type { PhoneVault } from './phone-vault.ts';

const contextOf = (personId: string) => ({ purpose: 'phone', personId });

/**
 * Phone numbers under two KMS keys: one encrypts with the person's id as context, one makes the
 * HMAC. What KMS says is not passed on as a cause where it might hold the request.
 */
export const createKmsPhoneVault = (deps: {
  readonly kms: KMSClient;
  /** symmetric key */
  readonly encryptionKeyId: string;
  /** HMAC_256 key */
  readonly hmacKeyId: string;
}): PhoneVault => {
  const fingerprint = async (phone: MobilePhone): Promise<string> => {
    const { Mac } = await deps.kms.send(
      new GenerateMacCommand({
        KeyId: deps.hmacKeyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from(phone),
      }),
    );
    return Buffer.from(Mac ?? []).toString('base64');
  };

  return {
    seal: async (personId, phone) => {
      const { CiphertextBlob } = await deps.kms.send(
        new EncryptCommand({
          KeyId: deps.encryptionKeyId,
          Plaintext: Buffer.from(phone),
          EncryptionContext: contextOf(personId),
        }),
      );
      return {
        ciphertext: Buffer.from(CiphertextBlob ?? []).toString('base64'),
        hmac: await fingerprint(phone),
      };
    },
    open: async (personId, ciphertext) => {
      try {
        const { Plaintext } = await deps.kms.send(
          new DecryptCommand({
            KeyId: deps.encryptionKeyId,
            CiphertextBlob: Buffer.from(ciphertext, 'base64'),
            EncryptionContext: contextOf(personId),
          }),
        );
        const phone = Buffer.from(Plaintext ?? []).toString();
        if (isMobilePhone(phone)) return phone;
      } catch (error) {
        const isDamaged =
          error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException;
        if (!isDamaged) throw error;
      }
      throw new PhoneUnreadableError();
    },
  };
};
