import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createSecretOpener } from '../../lib/register/source-secret.kms.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('receive-http');
const clients = { ...commitClients(), s3: new S3Client({}), kms: new KMSClient({}) };
const app = createApp({
  ...doorAdapters(env, clients, around),
  secrets: createSecretOpener(clients.kms, env.DATA_KEY_ID),
  roles: createDeskRoles(clients.dynamo, env.DIRECTORY_TABLE),
});

export const handler = httpHandler(app, around.logger);
