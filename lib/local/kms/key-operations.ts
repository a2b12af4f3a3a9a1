import { randomUUID } from 'node:crypto';
import type {
  CancelKeyDeletionRequest,
  CreateKeyRequest,
  DescribeKeyRequest,
  DisableKeyRequest,
  EnableKeyRequest,
  GetKeyPolicyRequest,
  PutKeyPolicyRequest,
  ScheduleKeyDeletionRequest,
} from '@aws-sdk/client-kms';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import { defaultKeyPolicy, type KeyLookup } from './key-lookup.ts';
import { generateKeyMaterial } from './key-material.ts';
import { parseKeyPolicy } from './key-policy.ts';
import { checkKeySpec, signingAlgorithmsOf } from './key-specs.ts';
import type { KeyStore, StoredKey } from './key-store.ts';

const DAY_MS = 86_400_000;

/** The life of a key: creation, policy, states, deletion. */
export function createKeyOperations(
  context: ServiceContext,
  store: KeyStore,
  lookup: KeyLookup,
): Record<string, OperationHandler> {
  const describe = (key: StoredKey) => describeKey(key, lookup.keyArn(key.id), context.account);

  const setEnabled = (input: EnableKeyRequest | DisableKeyRequest, enabled: boolean) => {
    const key = lookup.find(input.KeyId);
    if (key.deletionAt !== null) {
      throw new AwsServiceError(
        'KMSInvalidStateException',
        `${lookup.keyArn(key.id)} is pending deletion.`,
      );
    }
    store.saveKey({ ...key, enabled });
    return undefined;
  };

  return {
    async CreateKey(input: CreateKeyRequest) {
      refuseForeignKeys(input);
      const { spec, usage } = checkKeySpec(
        input.KeySpec ?? input.CustomerMasterKeySpec,
        input.KeyUsage,
      );
      const key: StoredKey = {
        id: randomUUID(),
        spec,
        usage,
        material: await generateKeyMaterial(spec),
        createdAt: context.now(),
        description: input.Description ?? '',
        enabled: true,
        deletionAt: null,
        policy:
          input.Policy === undefined
            ? defaultKeyPolicy(context.account)
            : parseKeyPolicy(input.Policy, input.BypassPolicyLockoutSafetyCheck),
        tags: (input.Tags ?? []).map(({ TagKey = '', TagValue = '' }) => ({ TagKey, TagValue })),
      };
      store.saveKey(key);
      return { KeyMetadata: describe(key) };
    },

    DescribeKey: (input: DescribeKeyRequest) => ({
      KeyMetadata: describe(lookup.find(input.KeyId)),
    }),

    GetKeyPolicy(input: GetKeyPolicyRequest) {
      checkPolicyName(input.PolicyName);
      const policy = lookup.find(input.KeyId).policy;
      return { Policy: JSON.stringify(policy), PolicyName: 'default' };
    },

    PutKeyPolicy(input: PutKeyPolicyRequest) {
      checkPolicyName(input.PolicyName);
      const key = lookup.find(input.KeyId);
      const policy = parseKeyPolicy(input.Policy ?? '', input.BypassPolicyLockoutSafetyCheck);
      store.saveKey({ ...key, policy });
      return undefined;
    },

    EnableKey: (input: EnableKeyRequest) => setEnabled(input, true),
    DisableKey: (input: DisableKeyRequest) => setEnabled(input, false),

    ScheduleKeyDeletion(input: ScheduleKeyDeletionRequest) {
      const days = input.PendingWindowInDays ?? 30;
      if (days < 7 || days > 30) {
        throw new AwsServiceError(
          'ValidationException',
          'PendingWindowInDays must be between 7 and 30 (inclusive).',
        );
      }
      const key = lookup.find(input.KeyId);
      if (key.deletionAt !== null) {
        throw new AwsServiceError(
          'KMSInvalidStateException',
          `${lookup.keyArn(key.id)} is pending deletion.`,
        );
      }
      const deletionAt = context.now() + days * DAY_MS;
      store.saveKey({ ...key, enabled: false, deletionAt });
      return {
        KeyId: lookup.keyArn(key.id),
        DeletionDate: new Date(deletionAt),
        KeyState: 'PendingDeletion',
        PendingWindowInDays: days,
      };
    },

    CancelKeyDeletion(input: CancelKeyDeletionRequest) {
      const key = lookup.find(input.KeyId);
      if (key.deletionAt === null) {
        throw new AwsServiceError(
          'KMSInvalidStateException',
          `${lookup.keyArn(key.id)} is not pending deletion.`,
        );
      }
      store.saveKey({ ...key, deletionAt: null });
      return { KeyId: lookup.keyArn(key.id) };
    },
  };
}

function refuseForeignKeys(input: CreateKeyRequest): void {
  const origin = input.Origin ?? 'AWS_KMS';
  if (input.MultiRegion || origin !== 'AWS_KMS') {
    throw new AwsServiceError(
      'UnsupportedOperationException',
      'Multi-Region keys and imported key material are not emulated here.',
    );
  }
}

function checkPolicyName(name: string | undefined): void {
  if (name === undefined || name === 'default') return;
  throw new AwsServiceError('NotFoundException', 'No such policy exists');
}

function describeKey(key: StoredKey, arn: string, account: string) {
  const enabledState = key.enabled ? 'Enabled' : 'Disabled';
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: arn,
    CreationDate: new Date(key.createdAt),
    Enabled: key.enabled,
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.deletionAt === null ? enabledState : 'PendingDeletion',
    ...(key.deletionAt === null ? {} : { DeletionDate: new Date(key.deletionAt) }),
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    MultiRegion: false,
    ...(key.usage === 'SIGN_VERIFY' && { SigningAlgorithms: signingAlgorithmsOf(key.spec) }),
    ...(key.usage === 'ENCRYPT_DECRYPT' && { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
    ...(key.usage === 'GENERATE_VERIFY_MAC' && { MacAlgorithms: ['HMAC_SHA_256'] }),
  };
}
