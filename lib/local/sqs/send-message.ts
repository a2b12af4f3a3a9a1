import { createHash, randomUUID } from 'node:crypto';
import type { MessageAttributeValue, SendMessageResult } from '@aws-sdk/client-sqs';
import { AwsServiceError } from '../aws/service.ts';
import { attributeBytes, md5, md5OfAttributes, readAttributes } from './message-attributes.ts';
import { MAX_DELAY_SECONDS, MAX_MESSAGE_BYTES } from './queue-attributes.ts';
import { invalidParameter, missingParameter } from './queue-errors.ts';
import { isFifo, numberAttribute, type Queue, type StoredMessage } from './queue-model.ts';
import { DEDUPLICATION_WINDOW_MS, type QueueStore } from './queue-store.ts';

/** What SendMessage and the entries of SendMessageBatch have in common. */
export interface OutgoingMessage {
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageSystemAttributes?: object | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

/** Characters outside of what XML 1.0 allows; SQS refuses them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about these characters.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const SEQUENCE_DIGITS = 20;

/** Stores one message; a repeated send to a FIFO queue gives the answer of the first one. */
export function sendMessage(
  store: QueueStore,
  queue: Queue,
  input: OutgoingMessage,
  { now, senderId }: { readonly now: number; readonly senderId: string },
): SendMessageResult {
  const draft = checkMessage(queue, input);
  const deduplicationId = isFifo(queue) ? deduplicationIdOf(queue, input, draft.body) : null;
  const key =
    deduplicationId === null
      ? null
      : deduplicationKey(queue, input.MessageGroupId, deduplicationId);
  const seen = key === null ? undefined : queue.deduplications.get(key);
  const repeated = seen !== undefined && now - seen.at < DEDUPLICATION_WINDOW_MS;

  const sequence = isFifo(queue) ? queue.lastSequence + 1 : null;
  const message: StoredMessage = {
    ...draft,
    id: repeated ? seen.messageId : randomUUID(),
    sentAt: now,
    visibleAt: now + delayOf(queue, input) * 1000,
    receiveCount: 0,
    firstReceivedAt: null,
    handle: null,
    senderId,
    groupId: input.MessageGroupId ?? null,
    deduplicationId,
    sequence: repeated ? seen.sequence : sequence,
    sourceArn: null,
  };
  if (!repeated) {
    const { id: messageId } = message;
    store.commit(
      { kind: 'sent', queue: queue.name, message },
      ...(key === null || sequence === null
        ? []
        : [
            {
              kind: 'deduplication',
              queue: queue.name,
              seen: { key, at: now, messageId, sequence },
            } as const,
          ]),
    );
  }
  return acknowledge(message);
}

export function showSequence(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** Bytes of one entry, for the limit of a batch. */
export function messageBytes(input: OutgoingMessage): number {
  return (
    Buffer.byteLength(input.MessageBody ?? '') +
    attributeBytes(readAttributes(input.MessageAttributes))
  );
}

function acknowledge(message: StoredMessage): SendMessageResult {
  const attributesDigest = md5OfAttributes(message.attributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    ...(attributesDigest === undefined ? {} : { MD5OfMessageAttributes: attributesDigest }),
    ...(message.sequence === null ? {} : { SequenceNumber: showSequence(message.sequence) }),
  };
}

function checkMessage(queue: Queue, input: OutgoingMessage) {
  const body = input.MessageBody;
  if (!body) throw missingParameter('MessageBody');
  if (FORBIDDEN.test(body)) {
    throw new AwsServiceError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.',
    );
  }
  if (Object.keys(input.MessageSystemAttributes ?? {}).length > 0) {
    throw new AwsServiceError(
      'UnsupportedOperation',
      'MessageSystemAttributes are not emulated here.',
    );
  }
  const attributes = readAttributes(input.MessageAttributes);
  const limit = numberAttribute(queue, 'MaximumMessageSize', MAX_MESSAGE_BYTES);
  if (Buffer.byteLength(body) + attributeBytes(attributes) > limit) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  return { body, attributes };
}

function delayOf(queue: Queue, input: OutgoingMessage): number {
  const own = input.DelaySeconds;
  if (own === undefined || (own === 0 && isFifo(queue))) {
    return numberAttribute(queue, 'DelaySeconds', 0);
  }
  if (isFifo(queue) || !Number.isInteger(own) || own < 0 || own > MAX_DELAY_SECONDS) {
    throw invalidParameter(
      `Value ${own} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type or is out of range.`,
    );
  }
  return own;
}

function deduplicationIdOf(queue: Queue, input: OutgoingMessage, body: string): string {
  if (!input.MessageGroupId) throw missingParameter('MessageGroupId');
  if (input.MessageDeduplicationId) return input.MessageDeduplicationId;
  if (queue.attributes['ContentBasedDeduplication'] === 'true') {
    return createHash('sha256').update(body).digest('hex');
  }
  throw invalidParameter(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

function deduplicationKey(queue: Queue, group: string | undefined, id: string): string {
  return queue.attributes['DeduplicationScope'] === 'messageGroup'
    ? JSON.stringify([group, id])
    : JSON.stringify([id]);
}
