import { createNoticeQueue } from '../../lib/notices/notice-queue.sqs.ts';
import { createDynamoOutbox } from '../../lib/notices/outbox-store.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { describeError } from '../../lib/platform/logger.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('sweep');
const clients = commitClients();

export const handler = createApp({
  ...effectAdapters(env, clients, around),
  outbox: createDynamoOutbox({
    dynamo: clients.dynamo,
    retry: around,
    tableName: env.NOTICES_TABLE,
  }),
  notices: createNoticeQueue(clients.sqs, env.SEND_SMS_QUEUE_URL, (error) =>
    around.logger.warn('notices left for the next sweep', { error: describeError(error) }),
  ),
});
