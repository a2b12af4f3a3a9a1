import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createQuarantine } from '../../lib/register/quarantine.s3.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { createSecretOpener } from '../../lib/register/source-secret.kms.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('request-upload');
const dynamo = new DynamoDBClient({});
const app = createApp({
  now: around.now,
  sources: createSourceDirectory(dynamo, env.DIRECTORY_TABLE, around.now),
  secrets: createSecretOpener(new KMSClient({}), env.DATA_KEY_ID),
  uploads: createUploadStore(dynamo, env.REGISTER_TABLE),
  quarantine: createQuarantine(new S3Client({}), env.QUARANTINE_BUCKET, around.now),
});

export const handler = httpHandler(app, around.logger);
