import type {
  CopyObjectCommandInput,
  CreateBucketCommandInput,
  DeleteObjectCommandInput,
  DeleteObjectsCommandInput,
  GetObjectCommandInput,
  HeadObjectCommandInput,
  ListObjectsV2CommandInput,
  ListObjectVersionsCommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import * as sdk from '@aws-sdk/client-s3';
import type { EmulatedService, OperationHandler, ServiceContext } from '../aws/service.ts';
import { bucketConfigurationOperations } from './bucket-configuration.ts';
import { createBucket, deleteBucket, headBucket, listBuckets } from './bucket-operations.ts';
import { type BucketStore, openBucketStore } from './bucket-store.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { getObject, headObject } from './get-object.ts';
import { expireObjects, lifecycleOperations } from './lifecycle.ts';
import { listObjectsV2, listObjectVersions } from './list-operations.ts';
import {
  createNotificationOutbox,
  type DeliveryFailure,
  type NotificationHook,
} from './notification-outbox.ts';
import { putObject } from './put-object.ts';
import { createS3Authorization } from './s3-authorization.ts';
import { createSequencer, type S3Context } from './s3-context.ts';

export interface S3Options {
  /**
   * Takes each notification of a created object to its queue or bus. Pending ones survive
   * kill -9 and are handed over again after the next start; a rejection is tried again.
   */
  readonly onObjectCreated: NotificationHook;
  /** Told of each failed delivery. Default: a line on the console. */
  readonly onDeliveryFailure?: (failure: DeliveryFailure) => void;
}

export interface S3Service extends EmulatedService {
  /** Resolves when no delivery is under way. */
  notificationsSettled(): Promise<void>;
  /** Applies the lifecycle rules by the clock; returns how many objects and versions expired. */
  expireObjects(): Promise<number>;
}

function objectOperations(context: S3Context): Record<string, OperationHandler> {
  return {
    CreateBucket: (input: CreateBucketCommandInput) => createBucket(context, input),
    HeadBucket: (input: sdk.HeadBucketCommandInput) => headBucket(context, input),
    ListBuckets: () => listBuckets(context),
    DeleteBucket: (input: sdk.DeleteBucketCommandInput) => deleteBucket(context, input),
    PutObject: (input: PutObjectCommandInput, call) => putObject(context, input, call),
    GetObject: (input: GetObjectCommandInput, call) => getObject(context, input, call),
    HeadObject: (input: HeadObjectCommandInput, call) => headObject(context, input, call),
    CopyObject: (input: CopyObjectCommandInput, call) => copyObject(context, input, call),
    DeleteObject: (input: DeleteObjectCommandInput) => deleteObject(context, input),
    DeleteObjects: (input: DeleteObjectsCommandInput, call) => deleteObjects(context, input, call),
    ListObjectsV2: (input: ListObjectsV2CommandInput) => listObjectsV2(context, input),
    ListObjectVersions: (input: ListObjectVersionsCommandInput) =>
      listObjectVersions(context, input),
  };
}

function lastSequencer(store: BucketStore): string | undefined {
  const all = store
    .list()
    .flatMap((bucket) => bucket.sortedKeys().map((key) => bucket.find(key)?.versions ?? []))
    .flat()
    .map(({ sequencer }) => sequencer);
  return all.reduce<string | undefined>(
    (highest, next) => (highest === undefined || next > highest ? next : highest),
    undefined,
  );
}

function printFailure({ notification, error }: DeliveryFailure): void {
  console.warn(`S3 notification ${notification.id} was not taken and is tried again:`, error);
}

/** Embedded S3 for development, demonstration and training. Path-style addresses only. */
export async function createS3(context: ServiceContext, options: S3Options): Promise<S3Service> {
  const store = await openBucketStore(context.folder);
  const outbox = createNotificationOutbox(
    options.onObjectCreated,
    options.onDeliveryFailure ?? printFailure,
  );
  const nextSequencer = createSequencer(() => context.now(), lastSequencer(store));
  const s3: S3Context = { service: context, store, outbox, nextSequencer };
  for (const bucket of store.list()) {
    for (const key of bucket.pendingKeys()) outbox.resume(bucket, key);
  }
  return {
    signingName: 's3',
    protocol: 'restXml',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    sdk,
    handlers: {
      ...objectOperations(s3),
      ...bucketConfigurationOperations(s3),
      ...lifecycleOperations(s3),
    },
    authorize: createS3Authorization(store),
    notificationsSettled: () => outbox.settled(),
    expireObjects: () => expireObjects(s3),
    close: () => outbox.close(),
  };
}
