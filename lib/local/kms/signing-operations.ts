import { createHash } from 'node:crypto';
import type {
  GenerateMacRequest,
  GetPublicKeyRequest,
  SignRequest,
  VerifyMacRequest,
  VerifyRequest,
} from '@aws-sdk/client-kms';
import { AwsServiceError, type OperationHandler } from '../aws/service.ts';
import { checkLength } from './cipher-operations.ts';
import { signEcdsa, verifyEcdsa } from './ec-digest-signatures.ts';
import type { KeyLookup } from './key-lookup.ts';
import { computeMac, exportPublicKey, importPrivateKey, isSameMac } from './key-material.ts';
import {
  DIGEST_BYTES,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
  signingAlgorithmsOf,
} from './key-specs.ts';
import type { StoredKey } from './key-store.ts';
import { signPkcs1, signPss, verifyPkcs1, verifyPss } from './rsa-digest-signatures.ts';

/** KMS takes no longer message; longer ones are hashed by the caller (MessageType DIGEST). */
const MAX_MESSAGE = 4096;

/** GetPublicKey, Sign, Verify, GenerateMac, VerifyMac. */
export function createSigningOperations(lookup: KeyLookup): Record<string, OperationHandler> {
  return {
    GetPublicKey(input: GetPublicKeyRequest) {
      const key = lookup.find(input.KeyId);
      if (key.usage !== 'SIGN_VERIFY') {
        throw new AwsServiceError(
          'UnsupportedOperationException',
          `${lookup.keyArn(key.id)} key spec is ${key.spec} which is not valid for GetPublicKey.`,
        );
      }
      const usable = lookup.findUsable(input.KeyId, 'SIGN_VERIFY');
      return {
        KeyId: lookup.keyArn(key.id),
        PublicKey: exportPublicKey(usable.material),
        KeySpec: key.spec,
        CustomerMasterKeySpec: key.spec,
        KeyUsage: key.usage,
        SigningAlgorithms: signingAlgorithmsOf(key.spec),
      };
    },

    Sign(input: SignRequest) {
      const { key, algorithm, digest } = prepare(lookup, input);
      return {
        KeyId: lookup.keyArn(key.id),
        Signature: signDigest(key, algorithm, digest),
        SigningAlgorithm: input.SigningAlgorithm,
      };
    },

    Verify(input: VerifyRequest) {
      const { key, algorithm, digest } = prepare(lookup, input);
      if (!verifyDigest(key, algorithm, digest, Buffer.from(input.Signature ?? []))) {
        throw new AwsServiceError('KMSInvalidSignatureException', '');
      }
      return {
        KeyId: lookup.keyArn(key.id),
        SignatureValid: true,
        SigningAlgorithm: input.SigningAlgorithm,
      };
    },

    GenerateMac(input: GenerateMacRequest) {
      const { key, mac } = macOf(lookup, input);
      return { KeyId: lookup.keyArn(key.id), Mac: mac, MacAlgorithm: input.MacAlgorithm };
    },

    VerifyMac(input: VerifyMacRequest) {
      const { key, mac } = macOf(lookup, input);
      if (!isSameMac(mac, input.Mac ?? new Uint8Array())) {
        throw new AwsServiceError('KMSInvalidMacException', '');
      }
      return { KeyId: lookup.keyArn(key.id), MacValid: true, MacAlgorithm: input.MacAlgorithm };
    },
  };
}

interface PreparedSigning {
  readonly key: StoredKey;
  readonly algorithm: SigningAlgorithm;
  readonly digest: Buffer;
}

function prepare(lookup: KeyLookup, input: SignRequest | VerifyRequest): PreparedSigning {
  const key = lookup.findUsable(input.KeyId, 'SIGN_VERIFY');
  const name = input.SigningAlgorithm ?? '';
  const algorithm = SIGNING_ALGORITHMS[name];
  if (algorithm === undefined || !signingAlgorithmsOf(key.spec).includes(name)) {
    throw new AwsServiceError(
      'InvalidKeyUsageException',
      `Algorithm ${name} is incompatible with key spec ${key.spec}.`,
    );
  }
  const message = Buffer.from(input.Message ?? []);
  return { key, algorithm, digest: digestOf(message, input.MessageType, name, algorithm) };
}

function digestOf(
  message: Buffer,
  type: string | undefined,
  name: string,
  algorithm: SigningAlgorithm,
): Buffer {
  if (type === 'DIGEST') {
    if (message.length === DIGEST_BYTES[algorithm.hash]) return message;
    throw new AwsServiceError(
      'ValidationException',
      `Digest is invalid length for algorithm ${name}.`,
    );
  }
  if (type !== undefined && type !== 'RAW') {
    throw new AwsServiceError(
      'UnsupportedOperationException',
      `MessageType ${type} is not emulated here.`,
    );
  }
  checkLength('message', message.length, 1, MAX_MESSAGE);
  return createHash(algorithm.hash).update(message).digest();
}

function signDigest(key: StoredKey, { scheme, hash }: SigningAlgorithm, digest: Buffer): Buffer {
  const privateKey = importPrivateKey(key.material);
  if (scheme === 'ecdsa') return signEcdsa(privateKey, digest);
  return scheme === 'pss' ? signPss(privateKey, hash, digest) : signPkcs1(privateKey, hash, digest);
}

function verifyDigest(
  key: StoredKey,
  { scheme, hash }: SigningAlgorithm,
  digest: Buffer,
  signature: Buffer,
): boolean {
  const privateKey = importPrivateKey(key.material);
  if (scheme === 'ecdsa') return verifyEcdsa(privateKey, digest, signature);
  return scheme === 'pss'
    ? verifyPss(privateKey, hash, digest, signature)
    : verifyPkcs1(privateKey, hash, digest, signature);
}

function macOf(lookup: KeyLookup, input: GenerateMacRequest | VerifyMacRequest) {
  const key = lookup.findUsable(input.KeyId, 'GENERATE_VERIFY_MAC');
  if (input.MacAlgorithm !== 'HMAC_SHA_256') {
    throw new AwsServiceError(
      'InvalidKeyUsageException',
      `Algorithm ${input.MacAlgorithm} is incompatible with key spec ${key.spec}.`,
    );
  }
  const message = input.Message ?? new Uint8Array();
  checkLength('message', message.length, 1, MAX_MESSAGE);
  return { key, mac: computeMac(key.material, message) };
}
