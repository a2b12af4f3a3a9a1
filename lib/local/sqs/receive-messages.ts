import { randomUUID } from 'node:crypto';
import type { Message, ReceiveMessageRequest } from '@aws-sdk/client-sqs';
import { md5, md5OfAttributes, selectAttributes, showAttribute } from './message-attributes.ts';
import type { QueueAddresses } from './queue-addresses.ts';
import { retentionOf } from './queue-attributes.ts';
import {
  isFifo,
  isInFlight,
  type Queue,
  redrivePolicyOf,
  type StoredMessage,
} from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';
import { showSequence } from './send-message.ts';

export interface TakeOptions {
  readonly now: number;
  readonly most: number;
  readonly visibilityMs: number;
}

/**
 * Takes messages for a receiver. One that was received maxReceiveCount times goes to the dead-letter
 * queue instead; `deadLettered` names the queues that got some.
 */
export function takeMessages(
  store: QueueStore,
  addresses: QueueAddresses,
  queue: Queue,
  options: TakeOptions,
): { messages: StoredMessage[]; deadLettered: Set<string> } {
  dropExpired(store, queue, options.now);
  const taken: string[] = [];
  const deadLettered = new Set<string>();
  for (const message of receivable(queue, options.now)) {
    if (taken.length >= options.most) break;
    const deadLetterQueue = deadLetterQueueFor(store, addresses, queue, message);
    if (deadLetterQueue === undefined) {
      store.commit({
        kind: 'received',
        queue: queue.name,
        id: message.id,
        at: options.now,
        visibleAt: options.now + options.visibilityMs,
        handle: createHandle(queue.name, message.id),
      });
      taken.push(message.id);
    } else {
      moveToDeadLetters(store, addresses, { queue, message, deadLetterQueue, now: options.now });
      deadLettered.add(deadLetterQueue.name);
    }
  }
  const messages = taken.flatMap((id) => queue.messages.get(id) ?? []);
  return { messages, deadLettered };
}

/** When a receiver may get something: at once, at a time, or (undefined) not before a new send. */
export function nextReceivableAt(queue: Queue, now: number): number | undefined {
  let next = Number.POSITIVE_INFINITY;
  const groups = new Map<string, number>();
  for (const message of queue.messages.values()) {
    if (!isFifo(queue)) {
      next = Math.min(next, message.visibleAt);
      continue;
    }
    // A group is free when the message that heads it is due and none of it is in flight.
    const group = message.groupId ?? '';
    const head = groups.get(group);
    if (head === undefined) groups.set(group, message.visibleAt);
    else if (isInFlight(message, now)) groups.set(group, Math.max(head, message.visibleAt));
  }
  for (const freeAt of groups.values()) next = Math.min(next, freeAt);
  return Number.isFinite(next) ? next : undefined;
}

/** A message as ReceiveMessage answers it. */
export function showMessage(message: StoredMessage, request: ReceiveMessageRequest): Message {
  const wanted = new Set<string>([
    ...(request.MessageSystemAttributeNames ?? []),
    ...(request.AttributeNames ?? []),
  ]);
  const system = Object.entries(systemAttributes(message)).filter(
    ([name]) => wanted.has('All') || wanted.has(name),
  );
  const attributes = selectAttributes(message.attributes, request.MessageAttributeNames);
  const digest = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.handle ?? '',
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(system.length === 0 ? {} : { Attributes: Object.fromEntries(system) }),
    ...(digest === undefined
      ? {}
      : {
          MD5OfMessageAttributes: digest,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, showAttribute(value)]),
          ),
        }),
  };
}

function systemAttributes(message: StoredMessage): Record<string, string> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.groupId === null ? {} : { MessageGroupId: message.groupId }),
    ...(message.deduplicationId === null
      ? {}
      : { MessageDeduplicationId: message.deduplicationId }),
    ...(message.sequence === null ? {} : { SequenceNumber: showSequence(message.sequence) }),
    ...(message.sourceArn === null ? {} : { DeadLetterQueueSourceArn: message.sourceArn }),
  };
}

/** Messages that are due, in order; of a FIFO group none while an earlier one is out or delayed. */
function receivable(queue: Queue, now: number): StoredMessage[] {
  const messages = [...queue.messages.values()];
  if (!isFifo(queue)) return messages.filter((message) => message.visibleAt <= now);
  const blocked = new Set(
    messages.filter((message) => isInFlight(message, now)).map((message) => message.groupId),
  );
  return messages.filter((message) => {
    if (message.visibleAt > now) blocked.add(message.groupId);
    return !blocked.has(message.groupId);
  });
}

function dropExpired(store: QueueStore, queue: Queue, now: number): void {
  const keptSince = now - retentionOf(queue);
  for (const message of [...queue.messages.values()]) {
    if (message.sentAt > keptSince) continue;
    store.commit({ kind: 'deleted', queue: queue.name, id: message.id });
  }
}

/** Undefined when the message may still be received here, or when there is no such queue. */
function deadLetterQueueFor(
  store: QueueStore,
  addresses: QueueAddresses,
  queue: Queue,
  message: StoredMessage,
): Queue | undefined {
  const policy = redrivePolicyOf(queue);
  if (policy === undefined || message.receiveCount < policy.maxReceiveCount) return undefined;
  return store.queues.get(addresses.nameInArn(policy.deadLetterTargetArn) ?? '');
}

interface DeadLetter {
  readonly queue: Queue;
  readonly message: StoredMessage;
  readonly deadLetterQueue: Queue;
  readonly now: number;
}

/** One entry group: a crash leaves the message in one of the two queues, never in both or none. */
function moveToDeadLetters(
  store: QueueStore,
  addresses: QueueAddresses,
  { queue, message, deadLetterQueue, now }: DeadLetter,
): void {
  const fifo = isFifo(deadLetterQueue);
  const dead: StoredMessage = {
    ...message,
    // Standard queues keep the time of the first send, so retention goes on counting.
    sentAt: fifo ? now : message.sentAt,
    visibleAt: now,
    handle: null,
    sequence: fifo ? deadLetterQueue.lastSequence + 1 : null,
    sourceArn: addresses.arnOf(queue.name),
  };
  store.commit(
    { kind: 'deleted', queue: queue.name, id: message.id },
    { kind: 'sent', queue: deadLetterQueue.name, message: dead },
  );
}

function createHandle(queue: string, id: string): string {
  return Buffer.from(JSON.stringify([queue, id, randomUUID()])).toString('base64url');
}
