import type { ListObjectsV2CommandInput, ListObjectVersionsCommandInput } from '@aws-sdk/client-s3';
import type { Bucket } from './bucket-store.ts';
import type { ObjectVersion } from './key-record.ts';
import { listObjects } from './list-objects.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';
import { invalidArgument, notEmulated } from './s3-errors.ts';

const PAGE_LIMIT = 1000;

function pageSize(maxKeys: number | undefined): number {
  if (maxKeys === undefined) return PAGE_LIMIT;
  if (!Number.isInteger(maxKeys) || maxKeys < 0) throw invalidArgument('max-keys is not a number');
  return Math.min(maxKeys, PAGE_LIMIT);
}

/** Keys with characters that XML cannot carry are asked for in URL encoding. */
function keyEncoder(encoding: string | undefined): (key: string) => string {
  if (encoding !== 'url') return (key) => key;
  return (key) => encodeURIComponent(key).replace(/%2F/g, '/');
}

function describe(version: ObjectVersion) {
  return {
    LastModified: new Date(version.lastModified),
    ETag: `"${version.eTag}"`,
    Size: version.size,
    StorageClass: 'STANDARD',
  };
}

/** ListObjectsV2, in pages of at most 1,000. */
export function listObjectsV2(context: S3Context, input: ListObjectsV2CommandInput): object {
  checkOwner(context, input.ExpectedBucketOwner);
  const bucket = context.store.get(String(input.Bucket));
  const maxKeys = pageSize(input.MaxKeys);
  const page = listObjects(bucket, {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    startAfter: input.StartAfter ?? '',
    token: input.ContinuationToken,
    maxKeys,
  });
  const encode = keyEncoder(input.EncodingType);
  return {
    Name: bucket.settings.name,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter,
    StartAfter: input.StartAfter,
    EncodingType: input.EncodingType,
    MaxKeys: maxKeys,
    KeyCount: page.objects.length + page.commonPrefixes.length,
    ContinuationToken: input.ContinuationToken,
    IsTruncated: page.nextToken !== undefined,
    NextContinuationToken: page.nextToken,
    Contents: page.objects.map(({ key, version }) => ({ Key: encode(key), ...describe(version) })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

function versionsOf(bucket: Bucket, prefix: string) {
  return bucket
    .sortedKeys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const newestFirst = [...(bucket.find(key)?.versions ?? [])].reverse();
      return newestFirst.map((version, index) => ({ key, version, isLatest: index === 0 }));
    });
}

/** ListObjectVersions in one page; a bucket with more than 1,000 versions is beyond it. */
export function listObjectVersions(
  context: S3Context,
  input: ListObjectVersionsCommandInput,
): object {
  refuseOtherMembers('ListObjectVersions', input, ['Bucket', 'Prefix', 'ExpectedBucketOwner']);
  checkOwner(context, input.ExpectedBucketOwner);
  const bucket = context.store.get(String(input.Bucket));
  const found = versionsOf(bucket, input.Prefix ?? '');
  if (found.length > PAGE_LIMIT) throw notEmulated('s3:ListObjectVersions beyond one page');
  const entry = ({ key, version, isLatest }: (typeof found)[number]) => ({
    Key: key,
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: new Date(version.lastModified),
  });
  return {
    Name: bucket.settings.name,
    Prefix: input.Prefix ?? '',
    MaxKeys: PAGE_LIMIT,
    IsTruncated: false,
    Versions: found
      .filter(({ version }) => version.blob !== null)
      .map((item) => ({ ...entry(item), ...describe(item.version) })),
    DeleteMarkers: found.filter(({ version }) => version.blob === null).map(entry),
  };
}
