import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type QueueConfiguration,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import type { ObjectNotification } from '../../lib/local/s3/notification-event.ts';
import { createS3, type S3Service } from '../../lib/local/s3/s3-service.ts';
import { startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

const Bucket = 'inbox';
const QUEUE = 'arn:aws:sqs:ap-southeast-1:111122223333:receive-inbox';
const START = Date.parse('2026-03-02T01:00:00Z');
const DAY = 86_400_000;

let folder: string;
let endpoints: TestEndpoints;
let service: S3Service;
let s3: S3Client;
let delivered: ObjectNotification[];
let refuse: boolean;

async function start(): Promise<void> {
  endpoints = await startTestEndpoints({
    folder,
    start: START,
    services: async (context) => {
      service = await createS3(inSubfolder(context, 's3'), {
        onObjectCreated: (notification) => {
          if (refuse) throw new Error('the queue is away');
          delivered.push(notification);
        },
        onDeliveryFailure: () => undefined,
      });
      return [service];
    },
  });
  s3 = new S3Client(endpoints.clientFor());
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 's3-'));
  delivered = [];
  refuse = false;
  await start();
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  await endpoints.close();
  await rm(folder, { recursive: true, force: true });
});

const queueConfiguration: QueueConfiguration = {
  Id: 'json-files',
  QueueArn: QUEUE,
  Events: ['s3:ObjectCreated:*'],
  Filter: {
    Key: {
      FilterRules: [
        { Name: 'prefix', Value: 'in/' },
        { Name: 'suffix', Value: '.json' },
      ],
    },
  },
};

function configure(more: object = {}) {
  const NotificationConfiguration = { QueueConfigurations: [queueConfiguration], ...more };
  return s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }),
  );
}

function put(Key: string) {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body: 'body' }));
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds() && performance.now() < deadline) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function bodies(): { Records?: { s3: { object: { key: string; sequencer: string } } }[] }[] {
  return delivered.flatMap((one) => (one.kind === 'queue' ? [JSON.parse(one.body)] : []));
}

describe('notifications', () => {
  test('a created object is told in the shape of S3, its key URL-encoded', async () => {
    await configure();
    delivered = [];
    const { ETag } = await put('in/Công văn 1+2.json');
    await service.notificationsSettled();
    expect(delivered).toMatchObject([{ kind: 'queue', queueArn: QUEUE }]);
    expect(bodies()).toMatchObject([
      {
        Records: [
          {
            eventVersion: '2.1',
            eventSource: 'aws:s3',
            awsRegion: 'ap-southeast-1',
            eventName: 'ObjectCreated:Put',
            eventTime: '2026-03-02T01:00:00.000Z',
            s3: {
              configurationId: 'json-files',
              bucket: { name: Bucket, arn: 'arn:aws:s3:::inbox' },
              object: {
                key: 'in/C%C3%B4ng+v%C4%83n+1%2B2.json',
                size: 4,
                eTag: ETag?.replaceAll('"', ''),
              },
            },
          },
        ],
      },
    ]);
  });

  test('prefix and suffix choose; sequencers rise', async () => {
    await configure();
    delivered = [];
    for (const key of ['in/a.json', 'in/a.txt', 'out/a.json', 'in/a.json']) await put(key);
    await service.notificationsSettled();
    const objects = bodies().flatMap(({ Records }) => Records?.map(({ s3: { object } }) => object));
    expect(objects.map((object) => object?.key)).toEqual(['in/a.json', 'in/a.json']);
    expect(String(objects[1]?.sequencer) > String(objects[0]?.sequencer)).toBe(true);
  });

  test('the event bus is told with the plain key', async () => {
    await configure({ QueueConfigurations: [], EventBridgeConfiguration: {} });
    await put('in/tệp 1.json');
    await service.notificationsSettled();
    expect(delivered).toMatchObject([
      {
        kind: 'eventBridge',
        detailType: 'Object Created',
        detail: { bucket: { name: Bucket }, object: { key: 'in/tệp 1.json', size: 4 } },
      },
    ]);
  });

  test('a queue that is new to the bucket gets the test message, once', async () => {
    await configure();
    await configure();
    expect(bodies()).toMatchObject([{ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket }]);
  });

  test('a queue that cannot be reached is not taken into the configuration', async () => {
    refuse = true;
    await expect(configure()).rejects.toThrow('Unable to validate the following destination');
    const stored = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(stored.QueueConfigurations ?? []).toEqual([]);
  });

  test('what the queue does not take is tried again, and nothing twice', async () => {
    await configure();
    delivered = [];
    refuse = true;
    await put('in/a.json');
    await service.notificationsSettled();
    refuse = false;
    await until(() => delivered.length > 0);
    await service.notificationsSettled();
    expect(delivered).toHaveLength(1);
  });

  test('what is undelivered at the end is delivered after the next start', async () => {
    await configure();
    delivered = [];
    refuse = true;
    await put('in/a.json');
    await put('in/gone.json');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'in/gone.json' }));
    await endpoints.close();
    refuse = false;
    await start();
    await until(() => delivered.length === 2);
    const keys = bodies().map(({ Records }) => Records?.[0]?.s3.object.key);
    expect(keys.sort()).toEqual(['in/a.json', 'in/gone.json']);
    await service.notificationsSettled();
    await endpoints.close();
    delivered = [];
    await start();
    await put('in/b.json');
    await until(() => delivered.length > 0);
    expect(bodies().map(({ Records }) => Records?.[0]?.s3.object.key)).toEqual(['in/b.json']);
  });

  test('events that are not emulated are refused by name', async () => {
    const other = { ...queueConfiguration, Events: ['s3:ObjectRemoved:*' as const] };
    await expect(configure({ QueueConfigurations: [other] })).rejects.toThrow(
      's3: notification of s3:ObjectRemoved:*',
    );
  });
});

describe('lifecycle', () => {
  function lifecycle(rule: object) {
    const Rules = [{ ID: 'r', Status: 'Enabled' as const, Filter: { Prefix: 'in/' }, ...rule }];
    return s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
    );
  }

  async function keys(): Promise<(string | undefined)[]> {
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return (Contents ?? []).map(({ Key }) => Key);
  }

  test('objects below the prefix expire at the midnight after their days', async () => {
    await lifecycle({ Expiration: { Days: 7 } });
    await put('in/old');
    await put('held/old');
    endpoints.clock.now = Date.parse('2026-03-09T23:59:59Z');
    expect(await service.expireObjects()).toBe(0);
    endpoints.clock.now += 1000;
    await put('in/new');
    expect(await service.expireObjects()).toBe(1);
    expect(await keys()).toEqual(['held/old', 'in/new']);
    const stored = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(stored.Rules).toMatchObject([{ ID: 'r', Expiration: { Days: 7 } }]);
  });

  test('earlier versions expire after their days as such', async () => {
    await s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } });
    await put('in/a');
    endpoints.clock.now += 10 * DAY;
    await put('in/a');
    expect(await service.expireObjects()).toBe(0);
    endpoints.clock.now += 2 * DAY;
    expect(await service.expireObjects()).toBe(1);
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions).toHaveLength(1);
  });

  test('a rule that would not be followed is refused by name', async () => {
    const rule = { Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] };
    await expect(lifecycle(rule)).rejects.toThrow('s3: lifecycle rule with Transitions');
  });
});
