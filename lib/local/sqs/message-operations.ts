import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequest,
  DeleteMessageRequest,
  ReceiveMessageRequest,
  SendMessageBatchRequest,
  SendMessageRequest,
} from '@aws-sdk/client-sqs';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import type { Arrivals } from './arrivals.ts';
import { runBatch } from './batches.ts';
import { watchDisconnect } from './disconnect.ts';
import { changeVisibility, deleteMessage } from './handled-messages.ts';
import type { QueueAddresses } from './queue-addresses.ts';
import { DEFAULT_VISIBILITY_SECONDS, MAX_MESSAGE_BYTES } from './queue-attributes.ts';
import { invalidParameter } from './queue-errors.ts';
import { numberAttribute, type Queue } from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';
import { showMessage, takeMessages } from './receive-messages.ts';
import { messageBytes, type OutgoingMessage, sendMessage } from './send-message.ts';

const MAX_RECEIVED = 10;
const MAX_WAIT_SECONDS = 20;

export interface MessageSurroundings {
  readonly context: ServiceContext;
  readonly store: QueueStore;
  readonly addresses: QueueAddresses;
  readonly arrivals: Arrivals;
}

/** Messages: send, receive, delete, change of visibility, one by one and in batches. */
export function createMessageOperations(
  surroundings: MessageSurroundings,
): Record<string, OperationHandler> {
  const { context, store, addresses, arrivals } = surroundings;

  const send = (queue: Queue, input: OutgoingMessage, senderId: string) => {
    const result = sendMessage(store, queue, input, { now: context.now(), senderId });
    arrivals.notify(queue.name);
    return result;
  };
  const remove = (queue: Queue, handle: string | undefined) => {
    deleteMessage(store, queue, handle, context.now());
    // In a FIFO queue the next message of the group is free now.
    arrivals.notify(queue.name);
    return {};
  };
  const hide = (queue: Queue, handle: string | undefined, seconds: number | undefined) => {
    changeVisibility(store, queue, { handle, seconds }, context.now());
    arrivals.notify(queue.name);
    return {};
  };

  return {
    SendMessage: (input: SendMessageRequest, { principal }) =>
      send(addresses.findByUrl(input.QueueUrl), input, principal),

    SendMessageBatch(input: SendMessageBatchRequest, { principal }) {
      const queue = addresses.findByUrl(input.QueueUrl);
      checkBatchSize(input.Entries ?? []);
      return runBatch(input.Entries, (entry) => send(queue, entry, principal));
    },

    async ReceiveMessage(input: ReceiveMessageRequest, { request }) {
      const disconnect = watchDisconnect(request);
      try {
        const messages = await receive(surroundings, input, disconnect.signal);
        return messages.length === 0 ? {} : { Messages: messages };
      } finally {
        disconnect.stop();
      }
    },

    DeleteMessage(input: DeleteMessageRequest) {
      remove(addresses.findByUrl(input.QueueUrl), input.ReceiptHandle);
      return undefined;
    },

    DeleteMessageBatch(input: DeleteMessageBatchRequest) {
      const queue = addresses.findByUrl(input.QueueUrl);
      return runBatch(input.Entries, (entry) => remove(queue, entry.ReceiptHandle));
    },

    ChangeMessageVisibility(input: ChangeMessageVisibilityRequest) {
      hide(addresses.findByUrl(input.QueueUrl), input.ReceiptHandle, input.VisibilityTimeout);
      return undefined;
    },

    ChangeMessageVisibilityBatch(input: ChangeMessageVisibilityBatchRequest) {
      const queue = addresses.findByUrl(input.QueueUrl);
      return runBatch(input.Entries, (entry) =>
        hide(queue, entry.ReceiptHandle, entry.VisibilityTimeout),
      );
    },
  };
}

async function receive(
  { context, store, addresses, arrivals }: MessageSurroundings,
  input: ReceiveMessageRequest,
  signal: AbortSignal,
) {
  const most = inRange('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, MAX_RECEIVED);
  const first = addresses.findByUrl(input.QueueUrl);
  const wait = input.WaitTimeSeconds ?? numberAttribute(first, 'ReceiveMessageWaitTimeSeconds', 0);
  inRange('WaitTimeSeconds', wait, 0, MAX_WAIT_SECONDS);
  const endsAt = Date.now() + wait * 1000;
  for (;;) {
    // Looked up on every round: the queue may be deleted or changed while the receiver waits.
    const queue = addresses.findByUrl(input.QueueUrl);
    const visibility =
      input.VisibilityTimeout ??
      numberAttribute(queue, 'VisibilityTimeout', DEFAULT_VISIBILITY_SECONDS);
    // A message must not be handed to a caller who has gone, nor taken from a closed store.
    if (signal.aborted || arrivals.closed) return [];
    const { messages, deadLettered } = takeMessages(store, addresses, queue, {
      now: context.now(),
      most,
      visibilityMs: visibility * 1000,
    });
    for (const name of deadLettered) arrivals.notify(name);
    const left = endsAt - Date.now();
    if (messages.length > 0 || left <= 0) {
      return messages.map((message) => showMessage(message, input));
    }
    await arrivals.wait(queue.name, { signal, timeoutMs: left });
  }
}

function inRange(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidParameter(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}

function checkBatchSize(entries: readonly OutgoingMessage[]): void {
  const bytes = entries.reduce((sum, entry) => sum + messageBytes(entry), 0);
  if (bytes <= MAX_MESSAGE_BYTES) return;
  throw new AwsServiceError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`,
  );
}
