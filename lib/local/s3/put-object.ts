import { randomUUID } from 'node:crypto';
import type { CopyObjectCommandInput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { ServiceCall } from '../aws/service.ts';
import type { Bucket } from './bucket-store.ts';
import { CHECKSUM_MEMBERS, type Checksums } from './checksums.ts';
import {
  addVersion,
  KEPT_HEADERS,
  type KeptHeaders,
  type KeyRecord,
  NULL_VERSION,
  type ObjectVersion,
  type RecordChange,
} from './key-record.ts';
import type { CreatedObject } from './notification-event.ts';
import { notificationsFor } from './notification-settings.ts';
import { checkWrite, type WriteConditions } from './preconditions.ts';
import { receiveBody } from './receive-body.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';
import { invalidArgument, notEmulated } from './s3-errors.ts';

const KNOWN_MEMBERS = [
  ...KEPT_HEADERS,
  ...CHECKSUM_MEMBERS,
  'Bucket',
  'Key',
  'Body',
  'Metadata',
  'ContentLength',
  'ContentMD5',
  'ChecksumAlgorithm',
  'IfMatch',
  'IfNoneMatch',
  'ExpectedBucketOwner',
  'ServerSideEncryption',
];

const MAX_KEY_BYTES = 1024;

/** aws-chunked describes the transport; S3 does not keep it as the object's encoding. */
function keptEncoding(encoding: string | undefined): string | undefined {
  const kept = (encoding ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  return kept.length > 0 ? kept.join(',') : undefined;
}

/** The headers an object keeps, with S3's default content type. */
export function keptHeaders(input: PutObjectCommandInput | CopyObjectCommandInput): KeptHeaders {
  const given = { ...input, ContentEncoding: keptEncoding(input.ContentEncoding) };
  const entries = KEPT_HEADERS.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ContentType: 'binary/octet-stream', ...Object.fromEntries(entries) };
}

function claimedChecksums(input: PutObjectCommandInput): Checksums {
  const claimed = CHECKSUM_MEMBERS.flatMap((member) => {
    const value = input[member];
    return value === undefined ? [] : [[member, value] as const];
  });
  return Object.fromEntries(claimed);
}

/** A key's name: at most 1,024 bytes of UTF-8. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw invalidArgument('Your key is too long');
}

/** The bytes and headers of a version that is about to be. */
type NewVersion = Omit<ObjectVersion, 'versionId' | 'lastModified' | 'sequencer'>;

export interface Creation {
  readonly bucket: Bucket;
  readonly key: string;
  readonly conditions: WriteConditions;
  readonly version: NewVersion;
  readonly eventName: CreatedObject['eventName'];
  readonly principal: string;
}

/**
 * Makes a version visible, together with its undelivered notifications in one write. The
 * conditions are judged once more under the key's lock: of two racing writers one gets 412.
 */
export async function createVersion(
  context: S3Context,
  creation: Creation,
): Promise<ObjectVersion> {
  const { bucket, key } = creation;
  const { region, account } = context.service;
  const enabled = bucket.settings.versioning === 'Enabled';
  const version: ObjectVersion = {
    ...creation.version,
    versionId: enabled ? randomUUID().replaceAll('-', '') : NULL_VERSION,
    lastModified: context.service.now(),
    sequencer: context.nextSequencer(),
  };
  const { eventName, principal } = creation;
  const created = { bucket: bucket.settings.name, key, version, eventName, principal };
  const change = (record: KeyRecord): RecordChange => {
    checkWrite(record, creation.conditions);
    const pending = notificationsFor(bucket.settings.notifications, {
      ...created,
      region,
      account,
    });
    return addVersion({ ...record, pending: [...record.pending, ...pending] }, version);
  };
  try {
    await bucket.changeKey(key, change);
  } catch (error) {
    if (creation.version.blob) await bucket.folder.removeBlobs([creation.version.blob]);
    throw error;
  }
  context.outbox.deliver(bucket, key);
  return version;
}

/** VersionId is told only where versioning is on. */
export function toldVersion(version: ObjectVersion): { VersionId?: string } {
  return version.versionId === NULL_VERSION ? {} : { VersionId: version.versionId };
}

/** PutObject: streams the body to disk, verifies it, then shows it whole. */
export async function putObject(
  context: S3Context,
  input: PutObjectCommandInput,
  call: ServiceCall,
): Promise<object> {
  refuseOtherMembers('PutObject', input, KNOWN_MEMBERS);
  checkOwner(context, input.ExpectedBucketOwner);
  if (input.ServerSideEncryption && input.ServerSideEncryption !== 'AES256') {
    throw notEmulated(`s3: server-side encryption ${input.ServerSideEncryption}`);
  }
  const bucket = context.store.get(String(input.Bucket));
  const key = String(input.Key);
  checkKey(key);
  checkWrite(bucket.find(key), input);
  const claims = { checksums: claimedChecksums(input), contentMd5: input.ContentMD5 };
  const blob = await bucket.folder.newBlob();
  const body = await receiveBody(call.request, claims, blob.file);
  const version = await createVersion(context, {
    bucket,
    key,
    conditions: input,
    version: {
      blob: blob.id,
      size: body.size,
      eTag: body.md5,
      checksums: body.checksums,
      headers: keptHeaders(input),
      metadata: input.Metadata ?? {},
    },
    eventName: 'ObjectCreated:Put',
    principal: call.principal,
  });
  return {
    ETag: `"${version.eTag}"`,
    ...version.checksums,
    ChecksumType: Object.keys(version.checksums).length > 0 ? 'FULL_OBJECT' : undefined,
    ServerSideEncryption: 'AES256',
    ...toldVersion(version),
  };
}
