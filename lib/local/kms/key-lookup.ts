import { AwsServiceError, type PolicyDocument, type ServiceContext } from '../aws/service.ts';
import type { KeyUsage } from './key-specs.ts';
import type { KeyStore, StoredKey } from './key-store.ts';

/** Resolves what callers put into KeyId: a key id, a key ARN, an alias name or an alias ARN. */
export interface KeyLookup {
  keyArn(id: string): string;
  aliasArn(name: string): string;
  /** The alias name in a KeyId, when it is an alias. */
  aliasIn(keyId: string): string | undefined;
  /** Any key that is there, also disabled or waiting for deletion; throws NotFoundException. */
  find(keyId: string | undefined): StoredKey;
  /** A key ready for a cryptographic call; throws DisabledException, KMSInvalidStateException, InvalidKeyUsageException. */
  findUsable(keyId: string | undefined, usage: KeyUsage): StoredKey;
}

export function createKeyLookup(context: ServiceContext, store: KeyStore): KeyLookup {
  const prefix = `arn:aws:kms:${context.region}:${context.account}:`;
  const keyArn = (id: string) => `${prefix}key/${id}`;
  const aliasArn = (name: string) => `${prefix}${name}`;

  const localPart = (keyId: string) => {
    if (!keyId.startsWith('arn:')) return keyId;
    if (!keyId.startsWith(prefix)) {
      throw new AwsServiceError('NotFoundException', `Invalid arn ${keyId}`);
    }
    return keyId.slice(prefix.length);
  };
  const aliasIn = (keyId: string) => {
    const local = localPart(keyId);
    return local.startsWith('alias/') ? local : undefined;
  };

  const find = (keyId: string | undefined): StoredKey => {
    if (!keyId) throw new AwsServiceError('ValidationException', 'KeyId must not be empty.');
    const alias = aliasIn(keyId);
    const id =
      alias === undefined ? localPart(keyId).replace(/^key\//, '') : store.findAlias(alias)?.keyId;
    const key = id === undefined ? undefined : store.findKey(id);
    if (key !== undefined) return key;
    throw new AwsServiceError(
      'NotFoundException',
      alias === undefined
        ? `Key '${keyArn(localPart(keyId).replace(/^key\//, ''))}' does not exist`
        : `Alias ${aliasArn(alias)} is not found.`,
    );
  };

  const findUsable = (keyId: string | undefined, usage: KeyUsage): StoredKey => {
    const key = find(keyId);
    if (key.deletionAt !== null) {
      throw new AwsServiceError(
        'KMSInvalidStateException',
        `${keyArn(key.id)} is pending deletion.`,
      );
    }
    if (!key.enabled) {
      throw new AwsServiceError('DisabledException', `${keyArn(key.id)} is disabled.`);
    }
    if (key.usage !== usage) {
      throw new AwsServiceError(
        'InvalidKeyUsageException',
        `${keyArn(key.id)} key usage is ${key.usage} which is not valid for this operation.`,
      );
    }
    return key;
  };

  return { keyArn, aliasArn, aliasIn, find, findUsable };
}

/** The policy KMS gives a key made without one: IAM of the account decides. */
export function defaultKeyPolicy(account: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}
