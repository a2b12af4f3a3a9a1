import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { createDynamoOutbox } from '../../lib/notices/outbox-store.dynamo.ts';
import { createKmsPhoneVault } from '../../lib/notices/phone-vault.kms.ts';
import { createDynamoSendingFacts } from '../../lib/notices/sending-facts.dynamo.ts';
import { createSnsSmsChannel, snsSmsClientOptions } from '../../lib/notices/sms-channel.sns.ts';
import { createSmsEvidence } from '../../lib/notices/sms-evidence.s3.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createPauseSwitch } from '../../lib/register/pause-switch.dynamo.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('send-sms');
const dynamo = new DynamoDBClient({});
const tables = { dynamo, retry: around };
const app = createApp({
  ...around,
  newId: randomUUID,
  pauses: createPauseSwitch(dynamo, env.DIRECTORY_TABLE, around.now),
  outbox: createDynamoOutbox({ ...tables, tableName: env.NOTICES_TABLE }),
  facts: createDynamoSendingFacts({
    ...tables,
    registerTable: env.REGISTER_TABLE,
    directoryTable: env.DIRECTORY_TABLE,
  }),
  vault: createKmsPhoneVault({
    kms: new KMSClient({}),
    encryptionKeyId: env.DATA_KEY_ID,
    hmacKeyId: env.PHONE_HMAC_KEY_ID,
  }),
  evidence: createSmsEvidence(new S3Client({}), env.FILES_BUCKET),
  channel: createSnsSmsChannel({
    sns: new SNSClient(snsSmsClientOptions),
    senderId: env.SMS_SENDER_ID,
    maxPriceUsd: env.SMS_MAX_PRICE_USD,
  }),
  policy: { guestListOnly: env.GUEST_LIST_ONLY === 'true' },
});

export const handler = queueHandler(app, around.logger);
