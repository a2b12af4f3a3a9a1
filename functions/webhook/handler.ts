import { KMSClient } from '@aws-sdk/client-kms';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { createSecretOpener } from '../../lib/register/source-secret.kms.ts';
import { createWebhookChannel } from '../../lib/register/webhook-channel.http.ts';
import { createRestingReceivers } from '../../lib/register/webhook-rest.ts';
import { createWebhookStops } from '../../lib/register/webhook-stops.dynamo.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('webhook');
const clients = commitClients();
const app = createApp(effectAdapters(env, clients, around), {
  sources: createSourceDirectory(clients.dynamo, env.DIRECTORY_TABLE, around.now),
  secrets: createSecretOpener(new KMSClient({}), env.DATA_KEY_ID, 'webhook-secret'),
  stops: createWebhookStops(clients.dynamo, env.REGISTER_TABLE),
  channel: createWebhookChannel(),
  resting: createRestingReceivers(),
  onFailure: (facts) => around.logger.warn('webhook did not take an answer', facts),
});

export const handler = queueHandler(app, around.logger);
