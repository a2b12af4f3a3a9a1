import { AwsServiceError } from '../aws/service.ts';

export type KeySpec =
  | 'SYMMETRIC_DEFAULT'
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'ECC_NIST_P256'
  | 'HMAC_256';

export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC';

export type HashName = 'sha256' | 'sha384' | 'sha512';

export interface SigningAlgorithm {
  readonly hash: HashName;
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa';
}

export const SIGNING_ALGORITHMS: Readonly<Record<string, SigningAlgorithm>> = {
  RSASSA_PKCS1_V1_5_SHA_256: { hash: 'sha256', scheme: 'pkcs1' },
  RSASSA_PKCS1_V1_5_SHA_384: { hash: 'sha384', scheme: 'pkcs1' },
  RSASSA_PKCS1_V1_5_SHA_512: { hash: 'sha512', scheme: 'pkcs1' },
  RSASSA_PSS_SHA_256: { hash: 'sha256', scheme: 'pss' },
  RSASSA_PSS_SHA_384: { hash: 'sha384', scheme: 'pss' },
  RSASSA_PSS_SHA_512: { hash: 'sha512', scheme: 'pss' },
  ECDSA_SHA_256: { hash: 'sha256', scheme: 'ecdsa' },
};

export const DIGEST_BYTES: Readonly<Record<HashName, number>> = {
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

const RSA_SIGNING = Object.keys(SIGNING_ALGORITHMS).filter((name) => name.startsWith('RSASSA'));

interface SpecFacts {
  readonly usage: KeyUsage;
  readonly signing: readonly string[];
}

// RSA keys for encryption exist on AWS; nothing here uses them, so they are refused by name.
const SPECS: Readonly<Record<KeySpec, SpecFacts>> = {
  SYMMETRIC_DEFAULT: { usage: 'ENCRYPT_DECRYPT', signing: [] },
  RSA_2048: { usage: 'SIGN_VERIFY', signing: RSA_SIGNING },
  RSA_3072: { usage: 'SIGN_VERIFY', signing: RSA_SIGNING },
  RSA_4096: { usage: 'SIGN_VERIFY', signing: RSA_SIGNING },
  ECC_NIST_P256: { usage: 'SIGN_VERIFY', signing: ['ECDSA_SHA_256'] },
  HMAC_256: { usage: 'GENERATE_VERIFY_MAC', signing: [] },
};

export function signingAlgorithmsOf(spec: KeySpec): readonly string[] {
  return SPECS[spec].signing;
}

/** Checks KeySpec and KeyUsage of CreateKey; throws UnsupportedOperationException or ValidationException. */
export function checkKeySpec(
  spec: string | undefined,
  usage: string | undefined,
): { spec: KeySpec; usage: KeyUsage } {
  const chosen = spec ?? 'SYMMETRIC_DEFAULT';
  if (!Object.hasOwn(SPECS, chosen)) {
    throw new AwsServiceError(
      'UnsupportedOperationException',
      `KeySpec ${chosen} is not emulated here.`,
    );
  }
  const known = chosen as KeySpec;
  const facts = SPECS[known];
  if (usage === undefined && known !== 'SYMMETRIC_DEFAULT') {
    throw new AwsServiceError(
      'ValidationException',
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    );
  }
  if (usage !== undefined && usage !== facts.usage) {
    throw new AwsServiceError(
      'ValidationException',
      `KeyUsage ${usage} is not compatible with KeySpec ${chosen}`,
    );
  }
  return { spec: known, usage: facts.usage };
}
