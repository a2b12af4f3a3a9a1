import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { GetObjectCommandInput, HeadObjectCommandInput } from '@aws-sdk/client-s3';
import { AwsServiceError, type ServiceCall } from '../aws/service.ts';
import type { Bucket } from './bucket-store.ts';
import { type ByteRange, parseByteRange } from './byte-range.ts';
import { currentObject, type ObjectVersion } from './key-record.ts';
import { bucketArn } from './notification-event.ts';
import { checkRead } from './preconditions.ts';
import { toldVersion } from './put-object.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';
import { accessDenied, noSuchKey, noSuchVersion } from './s3-errors.ts';

const KNOWN_MEMBERS = [
  'Bucket',
  'Key',
  'VersionId',
  'Range',
  'IfMatch',
  'IfNoneMatch',
  'IfModifiedSince',
  'IfUnmodifiedSince',
  'ChecksumMode',
  'ExpectedBucketOwner',
  'ResponseCacheControl',
  'ResponseContentDisposition',
  'ResponseContentType',
];

type ReadInput = GetObjectCommandInput | HeadObjectCommandInput;

/** Who may not list a bucket is not told which keys it lacks: 403 instead of 404. */
function refuseMissing(bucket: Bucket, call: ServiceCall, missing: AwsServiceError) {
  const mayList = call.allows({
    action: 's3:ListBucket',
    resource: bucketArn(bucket.settings.name),
    ...(bucket.settings.policy ? { resourcePolicy: bucket.settings.policy } : {}),
  });
  return mayList ? missing : accessDenied();
}

function findNamedVersion(bucket: Bucket, key: string, versionId: string): ObjectVersion {
  const versions = bucket.find(key)?.versions ?? [];
  const version = versions.find((candidate) => candidate.versionId === versionId);
  if (!version) throw noSuchVersion(key, versionId);
  if (version.blob === null) {
    throw new AwsServiceError(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      { status: 405 },
    );
  }
  return version;
}

/** The version a read is about; 404, or 403 for who may not list. */
export function findVersion(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  call: ServiceCall,
): ObjectVersion {
  if (versionId !== undefined) return findNamedVersion(bucket, key, versionId);
  const version = currentObject(bucket.find(key));
  if (!version) throw refuseMissing(bucket, call, noSuchKey(key));
  return version;
}

function describe(version: ObjectVersion) {
  return {
    AcceptRanges: 'bytes',
    ETag: `"${version.eTag}"`,
    LastModified: new Date(version.lastModified),
    ...version.headers,
    Metadata: version.metadata,
    ServerSideEncryption: 'AES256',
    ...toldVersion(version),
  };
}

function overrides(input: ReadInput) {
  const given = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentType: input.ResponseContentType,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function describeRange(version: ObjectVersion, range: ByteRange | undefined) {
  if (!range) return { ContentLength: version.size };
  return {
    $status: 206,
    ContentLength: range.end - range.start + 1,
    ContentRange: `bytes ${range.start}-${range.end}/${version.size}`,
  };
}

interface Reading {
  readonly bucket: Bucket;
  readonly version: ObjectVersion;
  readonly range: ByteRange | undefined;
  readonly answer: object;
}

function prepareRead(
  context: S3Context,
  operation: string,
  input: ReadInput,
  call: ServiceCall,
): Reading {
  refuseOtherMembers(operation, input, KNOWN_MEMBERS);
  checkOwner(context, input.ExpectedBucketOwner);
  const bucket = context.store.get(String(input.Bucket));
  const version = findVersion(bucket, String(input.Key), input.VersionId, call);
  if (checkRead(version, input) === 'notModified') {
    const { ContentType: _, ...headers } = describe(version);
    return { bucket, version, range: undefined, answer: { $status: 304, ...headers } };
  }
  const range = parseByteRange(input.Range, version.size);
  const checksums =
    input.ChecksumMode === 'ENABLED' && !range
      ? { ...version.checksums, ChecksumType: 'FULL_OBJECT' }
      : {};
  const answer = {
    ...describe(version),
    ...overrides(input),
    ...checksums,
    ...describeRange(version, range),
  };
  return { bucket, version, range, answer };
}

/** HeadObject: the headers of GetObject without the bytes. */
export function headObject(
  context: S3Context,
  input: HeadObjectCommandInput,
  call: ServiceCall,
): object {
  return prepareRead(context, 'HeadObject', input, call).answer;
}

/**
 * Opens the bytes before the answer begins, so that a version that is replaced meanwhile can
 * still be read to its end. Undefined when it was removed in this very moment.
 */
async function openBlob(bucket: Bucket, version: ObjectVersion): Promise<FileHandle | undefined> {
  try {
    return await open(bucket.folder.blobFile(String(version.blob)), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** GetObject: streams the bytes from disk. */
export async function getObject(
  context: S3Context,
  input: GetObjectCommandInput,
  call: ServiceCall,
): Promise<object> {
  for (;;) {
    const { bucket, version, range, answer } = prepareRead(context, 'GetObject', input, call);
    if ('$status' in answer && answer.$status === 304) return answer;
    if (version.size === 0) return { ...answer, Body: Readable.from([]) };
    const handle = await openBlob(bucket, version);
    if (handle) return { ...answer, Body: handle.createReadStream({ ...range }) };
    const stillThere = bucket.find(String(input.Key))?.versions.includes(version);
    if (stillThere) throw new Error(`the bytes of version ${version.versionId} are missing`);
  }
}
