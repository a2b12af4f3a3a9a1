import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createInbox } from '../../lib/register/inbox.s3.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('receive-inbox');
const s3 = new S3Client({});
const app = createApp({
  ...doorAdapters(env, { ...commitClients(), s3, kms: new KMSClient({}) }, around),
  inbox: createInbox(s3, env.INBOX_BUCKET),
});

export const handler = queueHandler(app, around.logger);
