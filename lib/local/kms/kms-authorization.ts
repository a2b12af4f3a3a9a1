import { type AuthorizationNeed, AwsServiceError } from '../aws/service.ts';
import { keyIdIn } from './ciphertext.ts';
import type { KeyLookup } from './key-lookup.ts';
import type { KeyStore, StoredKey } from './key-store.ts';

type Input = Readonly<Record<string, unknown>>;
type Conditions = Record<string, string | readonly string[]>;

const ACCOUNT_WIDE = new Set(['CreateKey', 'ListAliases', 'GenerateRandom']);
const SIGNING = new Set(['Sign', 'Verify']);
const MAC = new Set(['GenerateMac', 'VerifyMac']);
const SYMMETRIC = new Set([
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
]);

/** What IAM and the key policy must allow for a KMS call; a missing key throws NotFoundException. */
export function createKmsAuthorization(account: string, store: KeyStore, lookup: KeyLookup) {
  const needOnKey = (action: string, key: StoredKey, context: Conditions): AuthorizationNeed => ({
    action,
    resource: lookup.keyArn(key.id),
    context: {
      'kms:CallerAccount': account,
      'kms:KeySpec': key.spec,
      'kms:KeyUsage': key.usage,
      'kms:ResourceAliases': store
        .listAliases()
        .filter((alias) => alias.keyId === key.id)
        .map((alias) => alias.name),
      ...context,
    },
    resourcePolicy: key.policy,
  });

  const aliasNeeds = (action: string, input: Input): AuthorizationNeed[] => {
    const name = String(input['AliasName']);
    const current = store.findAlias(name)?.keyId;
    const target = input['TargetKeyId'];
    const touched = [
      ...(current === undefined ? [] : [lookup.find(current)]),
      ...(typeof target === 'string' ? [lookup.find(target)] : []),
    ];
    return [
      { action, resource: lookup.aliasArn(name) },
      ...touched.map((key) => needOnKey(action, key, {})),
    ];
  };

  return (operation: string, input: Input): readonly AuthorizationNeed[] => {
    const action = `kms:${operation}`;
    if (ACCOUNT_WIDE.has(operation)) return [{ action, resource: '*' }];
    if (operation.endsWith('Alias')) return aliasNeeds(action, input);
    const keyId = requestedKey(operation, input);
    const alias = lookup.aliasIn(keyId);
    return [
      needOnKey(action, lookup.find(keyId), {
        ...(alias === undefined ? {} : { 'kms:RequestAlias': alias }),
        ...callConditions(operation, input),
      }),
    ];
  };
}

/** Decrypt may leave the key out: it stands in the ciphertext. */
function requestedKey(operation: string, input: Input): string {
  const keyId = input['KeyId'];
  if (typeof keyId === 'string' && keyId !== '') return keyId;
  const blob = input['CiphertextBlob'];
  if (operation === 'Decrypt' && blob instanceof Uint8Array) return keyIdIn(blob);
  throw new AwsServiceError('ValidationException', 'KeyId must not be empty.');
}

function callConditions(operation: string, input: Input): Conditions {
  if (SIGNING.has(operation)) {
    return {
      'kms:MessageType': String(input['MessageType'] ?? 'RAW'),
      'kms:SigningAlgorithm': String(input['SigningAlgorithm']),
    };
  }
  if (MAC.has(operation)) return { 'kms:MacAlgorithm': String(input['MacAlgorithm']) };
  if (!SYMMETRIC.has(operation)) return {};
  const pairs = Object.entries((input['EncryptionContext'] ?? {}) as Record<string, string>);
  return {
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([name]) => name) }),
    ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
  };
}
