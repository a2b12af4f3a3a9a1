import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import { type EmulatedDynamo, startDynamo } from '../../lib/local/dynamodb/front.ts';
import { createKms } from '../../lib/local/kms/kms-service.ts';
import { createS3 } from '../../lib/local/s3/s3-service.ts';
import { createSns, type EmulatedSns } from '../../lib/local/sns/sns-service.ts';
import { createDynamoOutbox } from '../../lib/notices/outbox-store.dynamo.ts';
import { createDynamoPeople } from '../../lib/notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../lib/notices/phone-vault.kms.ts';
import type { SendDeps } from '../../lib/notices/send.ts';
import { createDynamoSendingFacts } from '../../lib/notices/sending-facts.dynamo.ts';
import { createSnsSmsChannel, snsSmsClientOptions } from '../../lib/notices/sms-channel.sns.ts';
import { createSmsEvidence } from '../../lib/notices/sms-evidence.s3.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import { openedKey, stateKey } from '../../lib/register/item-keys.dynamo.ts';
import { startTestEndpoints } from '../support/local-endpoints.ts';

const START = Date.parse('2026-11-20T15:41:00Z');

const tableOf = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'dueEffect', 'dueAt'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueEffect', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });

/** The notices' real adapters on the embedded DynamoDB, KMS and SNS, with a clock in the test's hand. */
export const startNoticesOffice = async () => {
  let dynamo: EmulatedDynamo | undefined;
  let sns: EmulatedSns | undefined;
  const endpoints = await startTestEndpoints({
    start: START,
    dynamo: async (context) => {
      dynamo = await startDynamo(context, { sweepIntervalMs: 0 });
      return dynamo;
    },
    services: async (context) => {
      sns = createSns(context);
      const s3 = await createS3(inSubfolder(context, 's3'), { onObjectCreated: () => undefined });
      return [createKms(context), sns, s3];
    },
  });
  if (!dynamo || !sns) throw new Error('the endpoints did not start');
  const clientOf = { ...endpoints.clientFor(), maxAttempts: 3 };
  const client = new DynamoDBClient(clientOf);
  const kms = new KMSClient(clientOf);
  const snsClient = new SNSClient({ ...endpoints.clientFor(), ...snsSmsClientOptions });
  const s3 = new S3Client(clientOf);
  await s3.send(new CreateBucketCommand({ Bucket: 'files' }));
  for (const name of ['register', 'directory', 'notices']) await client.send(tableOf(name));
  const key = await kms.send(new CreateKeyCommand({}));
  const macKey = await kms.send(
    new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
  );

  const retry = { pause: (milliseconds: number) => setTimeout(milliseconds), random: Math.random };
  const shared = { dynamo: client, retry };
  const outbox = createDynamoOutbox({ ...shared, tableName: 'notices' });
  const people = createDynamoPeople({ ...shared, tableName: 'directory' });
  const vault = createKmsPhoneVault({
    kms,
    encryptionKeyId: key.KeyMetadata?.KeyId ?? '',
    hmacKeyId: macKey.KeyMetadata?.KeyId ?? '',
  });
  let ids = 0;
  const send: SendDeps = {
    outbox,
    vault,
    facts: createDynamoSendingFacts({
      ...shared,
      registerTable: 'register',
      directoryTable: 'directory',
    }),
    evidence: createSmsEvidence(s3, 'files'),
    channel: createSnsSmsChannel({ sns: snsClient, senderId: 'UBDT', maxPriceUsd: '0.20' }),
    policy: { guestListOnly: true },
    now: () => new Date(endpoints.clock.now),
    newId: () => {
      ids += 1;
      return `claim-${ids}`;
    },
    random: () => 0.5,
  };

  const put = (item: object) =>
    client.send(
      new PutItemCommand({
        TableName: 'register',
        Item: marshall(item, { removeUndefinedValues: true }),
      }),
    );
  return {
    endpoints,
    dynamo,
    sns,
    client,
    snsClient,
    outbox,
    people,
    vault,
    send,
    storeDocument: (state: DocumentState) => put({ ...stateKey(state.documentId), ...state }),
    storeOpening: (state: DocumentState, personId: string) =>
      put(openedKey(state.documentId, personId)),
    /** Names of the calls since the last time this was asked. */
    takeCalls: () => endpoints.calls.splice(0).map(({ operation }) => operation),
    close: async () => {
      client.destroy();
      kms.destroy();
      s3.destroy();
      snsClient.destroy();
      await endpoints.close();
    },
  };
};
