import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createSecretOpener } from '../../lib/register/source-secret.kms.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('receive-http');
const kms = new KMSClient({});
const app = createApp({
  ...doorAdapters(env, { ...commitClients(), s3: new S3Client({}), kms }, around),
  secrets: createSecretOpener(kms, env.DATA_KEY_ID),
});

export const handler = httpHandler(app, around.logger);
