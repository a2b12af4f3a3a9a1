import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDeadLetters } from '../../lib/desk/dead-letters.sqs.ts';
import { createOperationsReaders } from '../../lib/operations/office-readers.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { apiHandler } from '../../lib/platform/http-api.ts';
import { deskAdapters } from '../shared/desk-adapters.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const { now, logger } = surroundings('desk-operations');
const clients = { dynamo: new DynamoDBClient({}), s3: new S3Client({}), sqs: new SQSClient({}) };
const queues = env.QUEUES.split(' ').map((line) => {
  const [name = '', url = '', deadLettersUrl = ''] = line.split('=');
  return { name, url, deadLettersUrl };
});
// The settings of tables and buckets are looked at by the command, with an operator's own rights.
const { protections: _, ...readers } = createOperationsReaders({
  clients,
  tables: {
    register: env.REGISTER_TABLE,
    history: env.HISTORY_TABLE,
    directory: env.DIRECTORY_TABLE,
    notices: env.NOTICES_TABLE,
  },
  filesBucket: env.FILES_BUCKET,
  queues,
});
const app = createApp({
  ...deskAdapters(env, clients.dynamo, now),
  deadLetters: createDeadLetters(clients.sqs, queues, (milliseconds) => pause(milliseconds)),
  now,
  noteRedrive: (note) => logger.info('dead messages are sent again', note),
  readers,
});

export const handler = apiHandler(app, logger);
