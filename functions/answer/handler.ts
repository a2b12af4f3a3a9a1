import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createAnswerChannel } from '../../lib/register/answer-channel.events.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('answer');
const clients = commitClients();
const app = createApp(
  effectAdapters(env, clients, around),
  createAnswerChannel(new EventBridgeClient({}), env.EVENT_BUS_NAME),
  createSourceDirectory(clients.dynamo, env.DIRECTORY_TABLE, around.now),
);

export const handler = queueHandler(app, around.logger);
