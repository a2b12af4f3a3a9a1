import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createAnswerChannel } from '../../lib/register/answer-channel.events.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('receive-bus');
const clients = { ...commitClients(), s3: new S3Client({}), kms: new KMSClient({}) };
const app = createApp({
  ...doorAdapters(env, clients, around),
  answers: createAnswerChannel(new EventBridgeClient({}), env.EVENT_BUS_NAME),
});

export const handler = queueHandler(app, around.logger);
