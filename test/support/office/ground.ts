import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand, type CreateKeyCommandInput, type KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { type OfficeGround, openGround } from '../../../lib/local/runner/office-ground.ts';
import { effects } from '../../../lib/register/work.ts';
import { startVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Names of everything the functions' environments point to. */
export interface OfficeNames {
  readonly tables: { register: string; history: string; directory: string; notices: string };
  readonly buckets: { files: string; quarantine: string; inbox: string };
  readonly queues: Readonly<Record<(typeof effects)[number], string>>;
  readonly keys: { data: string; phoneHmac: string };
  readonly bus: string;
}

/** Embedded endpoints with the office's tables, buckets, queues and keys, on a movable clock. */
export interface TestGround {
  readonly ground: OfficeGround;
  readonly clock: VirtualClock;
  readonly names: OfficeNames;
  readonly folder: string;
  close(): Promise<void>;
}

const REGION = 'ap-southeast-1';
const ACCOUNT = '000000000000';
const INDEXES = {
  due: ['dueEffect', 'dueAt'],
  'by-month': ['month', 'position'],
  'to-do': ['desk', 'since'],
} as const;

const createTable = async (
  client: DynamoDBClient,
  name: string,
  indexes: readonly (keyof typeof INDEXES)[] = [],
): Promise<string> => {
  const attributes = [...new Set(['pk', 'sk', ...indexes.flatMap((index) => INDEXES[index])])];
  const keySchema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: attributes.map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      ...(indexes.length === 0
        ? {}
        : {
            GlobalSecondaryIndexes: indexes.map((IndexName) => ({
              IndexName,
              KeySchema: keySchema(INDEXES[IndexName][0], INDEXES[IndexName][1]),
              Projection: { ProjectionType: 'ALL' as const },
            })),
          }),
    }),
  );
  return name;
};

const createKey = async (kms: KMSClient, input: CreateKeyCommandInput): Promise<string> =>
  (await kms.send(new CreateKeyCommand(input))).KeyMetadata?.Arn ?? '';

const createNames = async ({ clients }: OfficeGround): Promise<OfficeNames> => {
  const tables = {
    register: await createTable(clients.dynamodb, 'register', ['due', 'by-month', 'to-do']),
    history: await createTable(clients.dynamodb, 'history'),
    directory: await createTable(clients.dynamodb, 'directory'),
    notices: await createTable(clients.dynamodb, 'notices', ['due']),
  };
  const buckets = { files: 'files', quarantine: 'quarantine', inbox: 'inbox' };
  for (const Bucket of Object.values(buckets))
    await clients.s3.send(new CreateBucketCommand({ Bucket }));
  const urls = await Promise.all(
    effects.map(async (effect) => {
      const { QueueUrl = '' } = await clients.sqs.send(
        new CreateQueueCommand({ QueueName: effect, Attributes: { VisibilityTimeout: '180' } }),
      );
      return [effect, QueueUrl] as const;
    }),
  );
  await clients.events.send(new CreateEventBusCommand({ Name: 'vanthu' }));
  return {
    tables,
    buckets,
    queues: Object.fromEntries(urls) as OfficeNames['queues'],
    keys: {
      data: await createKey(clients.kms, {}),
      phoneHmac: await createKey(clients.kms, {
        KeySpec: 'HMAC_256',
        KeyUsage: 'GENERATE_VERIFY_MAC',
      }),
    },
    bus: 'vanthu',
  };
};

export const openTestGround = async (): Promise<TestGround> => {
  const folder = await mkdtemp(join(tmpdir(), `vanthu-${randomBytes(3).toString('hex')}-`));
  const clock = startVirtualClock();
  const ground = await openGround({
    folder,
    region: REGION,
    account: ACCOUNT,
    ports: {},
    faults: {},
    now: clock.now,
    invokeFunction: () => Promise.reject(new Error('no function runs here')),
    onError: (error) => {
      throw error;
    },
  });
  const names = await createNames(ground);
  return {
    ground,
    clock,
    names,
    folder,
    close: async () => {
      await ground.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
