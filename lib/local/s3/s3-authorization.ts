import type { AuthorizationNeed } from '../aws/service.ts';
import type { BucketSettings } from './bucket-record.ts';
import type { BucketStore } from './bucket-store.ts';
import { parseCopySource } from './copy-source.ts';
import { bucketArn } from './notification-event.ts';

type Input = Readonly<Record<string, unknown>>;

/** Actions on the bucket itself, by operation. */
const BUCKET_ACTIONS: Readonly<Record<string, string>> = {
  CreateBucket: 's3:CreateBucket',
  DeleteBucket: 's3:DeleteBucket',
  HeadBucket: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  ListObjectVersions: 's3:ListBucketVersions',
  PutBucketVersioning: 's3:PutBucketVersioning',
  GetBucketVersioning: 's3:GetBucketVersioning',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  DeleteBucketLifecycle: 's3:PutLifecycleConfiguration',
  PutBucketNotificationConfiguration: 's3:PutBucketNotification',
  GetBucketNotificationConfiguration: 's3:GetBucketNotification',
  PutBucketPolicy: 's3:PutBucketPolicy',
  GetBucketPolicy: 's3:GetBucketPolicy',
  DeleteBucketPolicy: 's3:DeleteBucketPolicy',
  PutBucketEncryption: 's3:PutEncryptionConfiguration',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  PutBucketOwnershipControls: 's3:PutBucketOwnershipControls',
  GetBucketOwnershipControls: 's3:GetBucketOwnershipControls',
  PutBucketLogging: 's3:PutBucketLogging',
  GetBucketLogging: 's3:GetBucketLogging',
};

function withPolicy(
  need: AuthorizationNeed,
  settings: Pick<BucketSettings, 'policy'> | undefined,
): AuthorizationNeed {
  return settings?.policy ? { ...need, resourcePolicy: settings.policy } : need;
}

/** What deleting an object, or one version of it, needs. */
export function deletionNeed(
  settings: Pick<BucketSettings, 'name' | 'policy'>,
  key: string,
  versionId: string | undefined,
): AuthorizationNeed {
  const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
  return withPolicy({ action, resource: `${bucketArn(settings.name)}/${key}` }, settings);
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function contextOf(entries: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}

/** What each operation of S3 needs of IAM. An operation without an entry is refused earlier. */
export function createS3Authorization(store: BucketStore) {
  const objectNeed = (
    action: string,
    bucket: string,
    key: string,
    context: Record<string, string> = {},
  ): AuthorizationNeed => {
    const need = { action, resource: `${bucketArn(bucket)}/${key}`, context };
    return withPolicy(need, store.find(bucket)?.settings);
  };

  const readNeed = (bucket: string, key: string, versionId: unknown): AuthorizationNeed =>
    versionId === undefined
      ? objectNeed('s3:GetObject', bucket, key)
      : objectNeed('s3:GetObjectVersion', bucket, key, { 's3:VersionId': String(versionId) });

  /** A write that depends on the object's ETag also needs the right to read it. */
  const writeNeeds = (bucket: string, input: Input): AuthorizationNeed[] => {
    const key = String(input['Key']);
    const conditions = {
      's3:if-match': input['IfMatch'],
      's3:if-none-match': input['IfNoneMatch'],
    };
    const write = objectNeed('s3:PutObject', bucket, key, contextOf(conditions));
    return input['IfMatch'] === undefined ? [write] : [write, readNeed(bucket, key, undefined)];
  };

  const copyNeeds = (bucket: string, input: Input): AuthorizationNeed[] => {
    const source = parseCopySource(String(input['CopySource']));
    return [readNeed(source.bucket, source.key, source.versionId), ...writeNeeds(bucket, input)];
  };

  const bucketNeed = (action: string, bucket: string, input: Input): AuthorizationNeed => {
    const listed = {
      's3:prefix': input['Prefix'],
      's3:delimiter': input['Delimiter'],
      's3:max-keys': input['MaxKeys'],
    };
    const need = { action, resource: bucketArn(bucket), context: contextOf(listed) };
    return withPolicy(need, store.find(bucket)?.settings);
  };

  return (operation: string, input: Input): readonly AuthorizationNeed[] => {
    if (operation === 'ListBuckets') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
    const bucket = String(input['Bucket']);
    const key = String(input['Key']);
    const versionId = textOf(input['VersionId']);
    const bucketAction = BUCKET_ACTIONS[operation];
    if (bucketAction) return [bucketNeed(bucketAction, bucket, input)];
    if (operation === 'PutObject') return writeNeeds(bucket, input);
    if (operation === 'CopyObject') return copyNeeds(bucket, input);
    if (operation === 'GetObject' || operation === 'HeadObject') {
      return [readNeed(bucket, key, versionId)];
    }
    if (operation === 'DeleteObject') {
      const policy = store.find(bucket)?.settings.policy;
      return [deletionNeed({ name: bucket, policy }, key, versionId)];
    }
    // DeleteObjects is judged key by key; a refusal is told in its answer.
    if (operation === 'DeleteObjects') return [];
    throw new Error(`no IAM action is known for s3:${operation}`);
  };
}
