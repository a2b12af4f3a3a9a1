import * as sdk from '@aws-sdk/client-sqs';
import type { EmulatedService, PolicyDocument, ServiceContext } from '../aws/service.ts';
import { createArrivals } from './arrivals.ts';
import { createMessageOperations } from './message-operations.ts';
import { createMoveTaskOperations } from './move-tasks.ts';
import { createQueueAddresses } from './queue-addresses.ts';
import { createQueueOperations } from './queue-operations.ts';
import { openQueueStore } from './queue-store.ts';
import { nextReceivableAt } from './receive-messages.ts';
import { type OutgoingMessage, sendMessage } from './send-message.ts';
import { createSqsAuthorization, queuePolicyOf } from './sqs-authorization.ts';

export interface EmulatedSqs extends EmulatedService {
  /** Sends from inside the process (rules, schedules); throws QueueDoesNotExist and the other errors of SendMessage. */
  send(
    queueArn: string,
    message: OutgoingMessage,
    senderId: string,
  ): { readonly messageId: string };
  /** Resolves when the queue may have a message to receive, the signal fires, or the service closes. */
  waitForMessages(queueName: string, signal: AbortSignal): Promise<void>;
  /** The queue's own policy, for deliveries by other services. */
  queuePolicy(queueArn: string): PolicyDocument | undefined;
}

/** Embedded SQS: durable standard and FIFO queues on the clock of the context. */
export function createSqs(context: ServiceContext): EmulatedSqs {
  const store = openQueueStore(context);
  const addresses = createQueueAddresses(context, store);
  const arrivals = createArrivals({
    now: context.now,
    nextReceivableAt(name) {
      const queue = store.queues.get(name);
      return queue === undefined ? undefined : nextReceivableAt(queue, context.now());
    },
  });
  const surroundings = { context, store, addresses, arrivals };

  return {
    signingName: 'sqs',
    protocol: 'json',
    jsonVersion: '1.0',
    sdk,
    handlers: {
      ...createQueueOperations(context, store, addresses),
      ...createMessageOperations(surroundings),
      ...createMoveTaskOperations(surroundings),
    },
    authorize: createSqsAuthorization(store, addresses),

    send(queueArn, message, senderId) {
      const queue = addresses.find(addresses.nameInArn(queueArn));
      const { MessageId = '' } = sendMessage(store, queue, message, {
        now: context.now(),
        senderId,
      });
      arrivals.notify(queue.name);
      return { messageId: MessageId };
    },
    waitForMessages: (queueName, signal) => arrivals.wait(queueName, { signal }),
    queuePolicy(queueArn) {
      const queue = store.queues.get(addresses.nameInArn(queueArn) ?? '');
      return queue === undefined ? undefined : queuePolicyOf(queue);
    },
    async close() {
      arrivals.close();
      store.close();
    },
  };
}
