import { randomUUID } from 'node:crypto';
import type {
  DeleteObjectCommandInput,
  DeleteObjectsCommandInput,
  ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { AwsServiceError, type ServiceCall } from '../aws/service.ts';
import type { Bucket } from './bucket-store.ts';
import {
  addVersion,
  type KeyRecord,
  NULL_VERSION,
  type ObjectVersion,
  type RecordChange,
  removeVersion,
} from './key-record.ts';
import { checkWrite } from './preconditions.ts';
import { deletionNeed } from './s3-authorization.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';
import { accessDenied } from './s3-errors.ts';

export interface DeleteRequest {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly ifMatch: string | undefined;
}

function deleteMarker(context: S3Context, bucket: Bucket): ObjectVersion {
  const enabled = bucket.settings.versioning === 'Enabled';
  return {
    versionId: enabled ? randomUUID().replaceAll('-', '') : NULL_VERSION,
    lastModified: context.service.now(),
    blob: null,
    size: 0,
    eTag: '',
    checksums: {},
    headers: {},
    metadata: {},
    sequencer: context.nextSequencer(),
  };
}

interface Deletion {
  readonly change: RecordChange | undefined;
  readonly answer: { DeleteMarker?: boolean; VersionId?: string };
}

function decideDeletion(
  context: S3Context,
  bucket: Bucket,
  record: KeyRecord,
  { versionId, ifMatch }: DeleteRequest,
): Deletion {
  if (ifMatch !== undefined) checkWrite(record, { IfMatch: ifMatch });
  if (versionId !== undefined) {
    const found = record.versions.find((version) => version.versionId === versionId);
    const marker = found?.blob === null ? { DeleteMarker: true } : {};
    const change = found && removeVersion(record, versionId);
    return { change, answer: { VersionId: versionId, ...marker } };
  }
  if (bucket.settings.versioning === undefined) {
    const known = record.versions.length > 0;
    return { change: known ? removeVersion(record, NULL_VERSION) : undefined, answer: {} };
  }
  const marker = deleteMarker(context, bucket);
  return {
    change: addVersion(record, marker),
    answer: { DeleteMarker: true, VersionId: marker.versionId },
  };
}

/** Removes an object or one version of it; in a versioned bucket a delete marker covers it. */
export async function deleteKey(
  context: S3Context,
  bucket: Bucket,
  request: DeleteRequest,
): Promise<Deletion['answer']> {
  let answer: Deletion['answer'] = {};
  await bucket.changeKey(request.key, (record) => {
    const deletion = decideDeletion(context, bucket, record, request);
    answer = deletion.answer;
    return deletion.change;
  });
  return answer;
}

/** DeleteObject: no error when the key does not exist. */
export function deleteObject(context: S3Context, input: DeleteObjectCommandInput): Promise<object> {
  refuseOtherMembers('DeleteObject', input, [
    'Bucket',
    'Key',
    'VersionId',
    'IfMatch',
    'ExpectedBucketOwner',
  ]);
  checkOwner(context, input.ExpectedBucketOwner);
  const bucket = context.store.get(String(input.Bucket));
  return deleteKey(context, bucket, {
    key: String(input.Key),
    versionId: input.VersionId,
    ifMatch: input.IfMatch,
  });
}

const MAX_BATCH = 1000;

/** DeleteObjects: each key stands alone, also before IAM; errors are told by key. */
export async function deleteObjects(
  context: S3Context,
  input: DeleteObjectsCommandInput,
  call: ServiceCall,
): Promise<object> {
  checkOwner(context, input.ExpectedBucketOwner);
  const bucket = context.store.get(String(input.Bucket));
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > MAX_BATCH) {
    throw new AwsServiceError('MalformedXML', 'A batch has 1 to 1000 objects');
  }
  const deleted: object[] = [];
  const errors: object[] = [];
  for (const object of objects) {
    try {
      deleted.push(await deleteOfBatch(context, bucket, object, call));
    } catch (error) {
      if (!(error instanceof AwsServiceError)) throw error;
      errors.push({ Key: object.Key, Code: error.code, Message: error.message });
    }
  }
  return { Deleted: input.Delete?.Quiet ? [] : deleted, Errors: errors };
}

async function deleteOfBatch(
  context: S3Context,
  bucket: Bucket,
  object: ObjectIdentifier,
  call: ServiceCall,
): Promise<object> {
  const key = String(object.Key);
  if (!call.allows(deletionNeed(bucket.settings, key, object.VersionId))) throw accessDenied();
  const request = { key, versionId: object.VersionId, ifMatch: object.ETag };
  const answer = await deleteKey(context, bucket, request);
  if (object.VersionId !== undefined) return { Key: key, ...answer };
  return answer.DeleteMarker
    ? { Key: key, DeleteMarker: true, DeleteMarkerVersionId: answer.VersionId }
    : { Key: key };
}
