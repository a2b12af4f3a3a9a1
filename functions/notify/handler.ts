import { createNoticeQueue } from '../../lib/notices/notice-queue.sqs.ts';
import { createDynamoOutbox } from '../../lib/notices/outbox-store.dynamo.ts';
import { createDynamoPeople } from '../../lib/notices/people.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { describeError } from '../../lib/platform/logger.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('notify');
const clients = commitClients();
const tables = { dynamo: clients.dynamo, retry: around };
const app = createApp(effectAdapters(env, clients, around), {
  people: createDynamoPeople({ ...tables, tableName: env.DIRECTORY_TABLE }),
  outbox: createDynamoOutbox({ ...tables, tableName: env.NOTICES_TABLE }),
  policy: { guestListOnly: env.GUEST_LIST_ONLY === 'true' },
  notices: createNoticeQueue(clients.sqs, env.SEND_SMS_QUEUE_URL, (error) =>
    around.logger.warn('notices left to the sweeper', { error: describeError(error) }),
  ),
});

export const handler = queueHandler(app, around.logger);
