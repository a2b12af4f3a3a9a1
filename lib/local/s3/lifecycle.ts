import { randomUUID } from 'node:crypto';
import type {
  LifecycleRule,
  PutBucketLifecycleConfigurationCommandInput,
} from '@aws-sdk/client-s3';
import { AwsServiceError, type OperationHandler } from '../aws/service.ts';
import type { ExpirationRule } from './bucket-record.ts';
import type { Bucket } from './bucket-store.ts';
import { deleteKey } from './delete-object.ts';
import { currentObject, type KeyRecord } from './key-record.ts';
import type { S3Context } from './s3-context.ts';
import { notEmulated } from './s3-errors.ts';

const DAY_MS = 86_400_000;

const KNOWN_RULE_MEMBERS = [
  'ID',
  'Status',
  'Prefix',
  'Filter',
  'Expiration',
  'NoncurrentVersionExpiration',
  // Without effect: multipart uploads are not emulated.
  'AbortIncompleteMultipartUpload',
];

function readRule(rule: LifecycleRule): ExpirationRule {
  const other = Object.keys(rule).find((member) => !KNOWN_RULE_MEMBERS.includes(member));
  if (other) throw notEmulated(`s3: lifecycle rule with ${other}`);
  const filter = Object.keys(rule.Filter ?? {}).find((member) => member !== 'Prefix');
  if (filter) throw notEmulated(`s3: lifecycle filter by ${filter}`);
  const { Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  if (expiration && expiration.Days === undefined) {
    throw notEmulated('s3: lifecycle expiration other than by days');
  }
  if (noncurrent?.NewerNoncurrentVersions !== undefined) {
    throw notEmulated('s3: lifecycle with NewerNoncurrentVersions');
  }
  return {
    id: rule.ID ?? randomUUID(),
    enabled: rule.Status === 'Enabled',
    prefix: rule.Filter?.Prefix ?? rule.Prefix ?? '',
    days: expiration?.Days,
    noncurrentDays: noncurrent?.NoncurrentDays,
  };
}

function writeRule(rule: ExpirationRule): object {
  return {
    ID: rule.id,
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Filter: { Prefix: rule.prefix },
    ...(rule.days === undefined ? {} : { Expiration: { Days: rule.days } }),
    ...(rule.noncurrentDays === undefined
      ? {}
      : { NoncurrentVersionExpiration: { NoncurrentDays: rule.noncurrentDays } }),
  };
}

/** S3 counts whole days and acts at the midnight (UTC) after them. */
function dueTime(start: number, days: number): number {
  return Math.ceil((start + days * DAY_MS) / DAY_MS) * DAY_MS;
}

function expiresNow(record: KeyRecord, rule: ExpirationRule, now: number): boolean {
  const current = currentObject(record);
  return (
    current !== undefined &&
    rule.days !== undefined &&
    dueTime(current.lastModified, rule.days) <= now
  );
}

/** Earlier versions whose time since they were replaced has run out. */
function expiredVersions(record: KeyRecord, rule: ExpirationRule, now: number): readonly string[] {
  const { noncurrentDays } = rule;
  if (noncurrentDays === undefined) return [];
  return record.versions
    .filter((_, index) => {
      const successor = record.versions[index + 1];
      return successor !== undefined && dueTime(successor.lastModified, noncurrentDays) <= now;
    })
    .map(({ versionId }) => versionId);
}

async function expireKey(
  context: S3Context,
  bucket: Bucket,
  key: string,
  rule: ExpirationRule,
): Promise<number> {
  const now = context.service.now();
  const record = bucket.find(key);
  if (!record) return 0;
  const versions = expiredVersions(record, rule, now);
  for (const versionId of versions) {
    await deleteKey(context, bucket, { key, versionId, ifMatch: undefined });
  }
  if (!expiresNow(record, rule, now)) return versions.length;
  await deleteKey(context, bucket, { key, versionId: undefined, ifMatch: undefined });
  return versions.length + 1;
}

/** Applies every bucket's lifecycle rules by the endpoints' clock; returns how much expired. */
export async function expireObjects(context: S3Context): Promise<number> {
  let expired = 0;
  for (const bucket of context.store.list()) {
    for (const rule of bucket.settings.expirations.filter(({ enabled }) => enabled)) {
      const keys = bucket.sortedKeys().filter((key) => key.startsWith(rule.prefix));
      for (const key of keys) expired += await expireKey(context, bucket, key, rule);
    }
  }
  return expired;
}

/** Put, get and delete of the lifecycle configuration. */
export function lifecycleOperations(context: S3Context): Record<string, OperationHandler> {
  const bucketOf = (input: { Bucket: string | undefined }) =>
    context.store.get(String(input.Bucket));
  return {
    PutBucketLifecycleConfiguration: async (input: PutBucketLifecycleConfigurationCommandInput) => {
      const expirations = (input.LifecycleConfiguration?.Rules ?? []).map(readRule);
      await bucketOf(input).changeSettings((settings) => ({ ...settings, expirations }));
      return {};
    },
    GetBucketLifecycleConfiguration: (input: { Bucket: string | undefined }) => {
      const { expirations } = bucketOf(input).settings;
      if (expirations.length > 0) return { Rules: expirations.map(writeRule) };
      throw new AwsServiceError(
        'NoSuchLifecycleConfiguration',
        'The lifecycle configuration does not exist',
        { status: 404 },
      );
    },
    DeleteBucketLifecycle: async (input: { Bucket: string | undefined }) => {
      await bucketOf(input).changeSettings((settings) => ({ ...settings, expirations: [] }));
      return undefined;
    },
  };
}
