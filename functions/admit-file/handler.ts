import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createQuarantine } from '../../lib/register/quarantine.s3.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { createHeldEnvelopes } from '../../lib/secrecy/held-envelope.s3.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('admit-file');
const [s3, kms] = [new S3Client({}), new KMSClient({})];
const app = createApp({
  now: around.now,
  uploads: createUploadStore(new DynamoDBClient({}), env.REGISTER_TABLE),
  quarantine: createQuarantine(s3, env.QUARANTINE_BUCKET, around.now),
  files: createDocumentFiles(s3, env.FILES_BUCKET),
  envelopes: createHeldEnvelopes(
    { s3, kms },
    { bucket: env.QUARANTINE_BUCKET, dataKeyId: env.DATA_KEY_ID },
  ),
});

export const handler = queueHandler(app, around.logger);
