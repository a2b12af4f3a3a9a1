import { randomBytes } from 'node:crypto';
import type {
  DecryptRequest,
  EncryptRequest,
  GenerateDataKeyRequest,
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateRandomRequest,
} from '@aws-sdk/client-kms';
import { AwsServiceError, type OperationHandler } from '../aws/service.ts';
import { invalidCiphertext, keyIdIn, openCiphertext, sealPlaintext } from './ciphertext.ts';
import type { KeyLookup } from './key-lookup.ts';

const MAX_PLAINTEXT = 4096;
const MAX_CIPHERTEXT = 6144;
const MAX_RANDOM = 1024;

/** Encrypt, Decrypt, data keys and random bytes. */
export function createCipherOperations(lookup: KeyLookup): Record<string, OperationHandler> {
  const generateDataKey = (
    input: GenerateDataKeyRequest | GenerateDataKeyWithoutPlaintextRequest,
  ) => {
    const key = lookup.findUsable(input.KeyId, 'ENCRYPT_DECRYPT');
    const plaintext = randomBytes(dataKeyBytes(input.KeySpec, input.NumberOfBytes));
    return {
      KeyId: lookup.keyArn(key.id),
      Plaintext: plaintext,
      CiphertextBlob: sealPlaintext(key, plaintext, input.EncryptionContext),
    };
  };

  return {
    Encrypt(input: EncryptRequest) {
      const key = lookup.findUsable(input.KeyId, 'ENCRYPT_DECRYPT');
      const plaintext = input.Plaintext ?? new Uint8Array();
      checkLength('plaintext', plaintext.length, 1, MAX_PLAINTEXT);
      checkAlgorithm(input.EncryptionAlgorithm);
      return {
        KeyId: lookup.keyArn(key.id),
        CiphertextBlob: sealPlaintext(key, plaintext, input.EncryptionContext),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },

    Decrypt(input: DecryptRequest) {
      const blob = input.CiphertextBlob ?? new Uint8Array();
      checkLength('ciphertextBlob', blob.length, 1, MAX_CIPHERTEXT);
      checkAlgorithm(input.EncryptionAlgorithm);
      const key = findDecryptionKey(lookup, input);
      return {
        KeyId: lookup.keyArn(key.id),
        Plaintext: openCiphertext(key, blob, input.EncryptionContext),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },

    GenerateDataKey: generateDataKey,

    GenerateDataKeyWithoutPlaintext(input: GenerateDataKeyWithoutPlaintextRequest) {
      const { KeyId, CiphertextBlob } = generateDataKey(input);
      return { KeyId, CiphertextBlob };
    },

    GenerateRandom(input: GenerateRandomRequest) {
      const bytes = input.NumberOfBytes ?? 0;
      checkLength('numberOfBytes', bytes, 1, MAX_RANDOM);
      return { Plaintext: randomBytes(bytes) };
    },
  };
}

function findDecryptionKey(lookup: KeyLookup, input: DecryptRequest) {
  const sealedUnder = keyIdIn(input.CiphertextBlob);
  if (input.KeyId !== undefined && lookup.find(input.KeyId).id !== sealedUnder) {
    throw new AwsServiceError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  try {
    return lookup.findUsable(sealedUnder, 'ENCRYPT_DECRYPT');
  } catch (error) {
    // The key was destroyed, or the bytes only looked like one of our blobs.
    if (error instanceof AwsServiceError && error.code === 'NotFoundException') {
      throw invalidCiphertext();
    }
    throw error;
  }
}

function dataKeyBytes(spec: string | undefined, bytes: number | undefined): number {
  if ((spec === undefined) === (bytes === undefined)) {
    throw new AwsServiceError(
      'ValidationException',
      'Please specify either number of bytes or key spec.',
    );
  }
  if (bytes !== undefined) {
    checkLength('numberOfBytes', bytes, 1, MAX_RANDOM);
    return bytes;
  }
  return spec === 'AES_128' ? 16 : 32;
}

function checkAlgorithm(algorithm: string | undefined): void {
  if (algorithm === undefined || algorithm === 'SYMMETRIC_DEFAULT') return;
  throw new AwsServiceError(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} is incompatible with key spec SYMMETRIC_DEFAULT.`,
  );
}

export function checkLength(member: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new AwsServiceError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length between ${least} and ${most}`,
  );
}
