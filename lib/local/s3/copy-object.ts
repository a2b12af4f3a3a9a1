import { constants, copyFile, open } from 'node:fs/promises';
import type { CopyObjectCommandInput } from '@aws-sdk/client-s3';
import type { ServiceCall } from '../aws/service.ts';
import { parseCopySource } from './copy-source.ts';
import { findVersion } from './get-object.ts';
import { KEPT_HEADERS } from './key-record.ts';
import { checkRead, checkWrite } from './preconditions.ts';
import { checkKey, createVersion, keptHeaders, toldVersion } from './put-object.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';
import { invalidArgument } from './s3-errors.ts';

const KNOWN_MEMBERS = [
  ...KEPT_HEADERS,
  'Bucket',
  'Key',
  'CopySource',
  'CopySourceIfMatch',
  'CopySourceIfNoneMatch',
  'MetadataDirective',
  'Metadata',
  'IfMatch',
  'IfNoneMatch',
  'ExpectedBucketOwner',
  'ExpectedSourceBucketOwner',
];

async function copyFlushed(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** CopyObject within these endpoints; metadata is taken along unless the directive is REPLACE. */
export async function copyObject(
  context: S3Context,
  input: CopyObjectCommandInput,
  call: ServiceCall,
): Promise<object> {
  refuseOtherMembers('CopyObject', input, KNOWN_MEMBERS);
  checkOwner(context, input.ExpectedBucketOwner);
  checkOwner(context, input.ExpectedSourceBucketOwner);
  const source = parseCopySource(String(input.CopySource));
  const sourceBucket = context.store.get(source.bucket);
  const original = findVersion(sourceBucket, source.key, source.versionId, call);
  const { CopySourceIfMatch: IfMatch, CopySourceIfNoneMatch: IfNoneMatch } = input;
  const unchanged = checkRead(original, { IfMatch, IfNoneMatch });
  if (unchanged === 'notModified') checkRead(original, { IfMatch: 'none' });
  const bucket = context.store.get(String(input.Bucket));
  const key = String(input.Key);
  checkKey(key);
  const replaces = input.MetadataDirective === 'REPLACE';
  if (!replaces && bucket === sourceBucket && key === source.key && !source.versionId) {
    throw invalidArgument('This copy request is illegal because it changes nothing.');
  }
  checkWrite(bucket.find(key), input);
  const blob = await bucket.folder.newBlob();
  await copyFlushed(sourceBucket.folder.blobFile(String(original.blob)), blob.file);
  const version = await createVersion(context, {
    bucket,
    key,
    conditions: input,
    version: {
      blob: blob.id,
      size: original.size,
      eTag: original.eTag,
      checksums: original.checksums,
      headers: replaces ? keptHeaders(input) : original.headers,
      metadata: replaces ? (input.Metadata ?? {}) : original.metadata,
    },
    eventName: 'ObjectCreated:Copy',
    principal: call.principal,
  });
  return {
    CopyObjectResult: {
      ETag: `"${version.eTag}"`,
      LastModified: new Date(version.lastModified),
      ...version.checksums,
    },
    ...toldVersion(version),
  };
}
