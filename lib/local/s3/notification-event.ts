import { randomUUID } from 'node:crypto';
import type { ObjectVersion } from './key-record.ts';

/** A notification on its way: to a queue, or to the default event bus. */
export type ObjectNotification =
  | {
      readonly id: string;
      readonly kind: 'queue';
      readonly queueArn: string;
      /** Bucket as the source, for the queue policy's aws:SourceArn. */
      readonly bucketArn: string;
      /** Body of the SQS message, JSON. */
      readonly body: string;
    }
  | {
      readonly id: string;
      readonly kind: 'eventBridge';
      readonly bucketArn: string;
      /** ISO 8601. */
      readonly time: string;
      readonly detailType: string;
      readonly detail: Readonly<Record<string, unknown>>;
    };

/** An object that has been created, as its events tell of it. */
export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
  readonly version: ObjectVersion;
  readonly eventName: 'ObjectCreated:Put' | 'ObjectCreated:Copy';
  readonly principal: string;
  readonly region: string;
  readonly account: string;
}

/** Keys are URL-encoded in events, a space as `+`. Receivers must decode them. */
function encodeEventKey(key: string): string {
  return encodeURIComponent(key).replace(/%2F/g, '/').replace(/%20/g, '+');
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

function eventRecord(created: CreatedObject, configurationId: string, requestId: string) {
  const { version } = created;
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: created.region,
    eventTime: new Date(version.lastModified).toISOString(),
    eventName: created.eventName,
    userIdentity: { principalId: `AWS:${created.principal}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: created.bucket,
        ownerIdentity: { principalId: created.account },
        arn: bucketArn(created.bucket),
      },
      object: {
        key: encodeEventKey(created.key),
        size: version.size,
        eTag: version.eTag,
        ...(version.versionId === 'null' ? {} : { versionId: version.versionId }),
        sequencer: version.sequencer,
      },
    },
  };
}

/** The message for one queue configuration. */
export function queueNotification(
  created: CreatedObject,
  configuration: { readonly id: string; readonly queueArn: string },
): ObjectNotification {
  const id = randomUUID();
  const body = { Records: [eventRecord(created, configuration.id, id)] };
  return {
    id,
    kind: 'queue',
    queueArn: configuration.queueArn,
    bucketArn: bucketArn(created.bucket),
    body: JSON.stringify(body),
  };
}

/** The event for the default bus, with source aws.s3. */
export function busNotification(created: CreatedObject): ObjectNotification {
  const id = randomUUID();
  const { version } = created;
  return {
    id,
    kind: 'eventBridge',
    bucketArn: bucketArn(created.bucket),
    time: new Date(version.lastModified).toISOString(),
    detailType: 'Object Created',
    detail: {
      version: '0',
      bucket: { name: created.bucket },
      object: {
        key: created.key,
        size: version.size,
        etag: version.eTag,
        ...(version.versionId === 'null' ? {} : { 'version-id': version.versionId }),
        sequencer: version.sequencer,
      },
      'request-id': id,
      requester: created.account,
      'source-ip-address': '127.0.0.1',
      reason: created.eventName === 'ObjectCreated:Copy' ? 'CopyObject' : 'PutObject',
    },
  };
}

/** What S3 sends a queue when it is first named in a configuration. Receivers must ignore it. */
export function testNotification(
  bucket: string,
  queueArn: string,
  now: number,
): ObjectNotification {
  const id = randomUUID();
  const body = {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(now).toISOString(),
    Bucket: bucket,
    RequestId: id,
    HostId: id,
  };
  return {
    id,
    kind: 'queue',
    queueArn,
    bucketArn: bucketArn(bucket),
    body: JSON.stringify(body),
  };
}
