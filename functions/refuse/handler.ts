import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createAnswerChannel } from '../../lib/register/answer-channel.events.ts';
import { createRefusalLog } from '../../lib/register/refusal-log.dynamo.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('refuse');
const app = createApp({
  now: around.now,
  refusals: createRefusalLog(new DynamoDBClient({}), env.HISTORY_TABLE),
  answers: createAnswerChannel(new EventBridgeClient({}), env.EVENT_BUS_NAME),
});

export const handler = queueHandler(app, around.logger);
