import { AwsServiceError } from '../aws/service.ts';
import { isInFlight, numberAttribute, type Queue } from './queue-model.ts';

export const MAX_MESSAGE_BYTES = 1_048_576;
export const DEFAULT_VISIBILITY_SECONDS = 30;
export const MAX_VISIBILITY_SECONDS = 43_200;
export const MAX_DELAY_SECONDS = 900;
const DEFAULT_RETENTION_SECONDS = 345_600;

type Check = (value: string) => boolean;

const integer =
  (least: number, most: number): Check =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const boolean: Check = (value) => value === 'true' || value === 'false';
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value);
const jsonObject: Check = (value) => value === '' || parseObject(value) !== undefined;
const anyText: Check = () => true;

const CHECKS: Readonly<Record<string, Check>> = {
  VisibilityTimeout: integer(0, MAX_VISIBILITY_SECONDS),
  DelaySeconds: integer(0, MAX_DELAY_SECONDS),
  MessageRetentionPeriod: integer(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: integer(0, 20),
  MaximumMessageSize: integer(1024, MAX_MESSAGE_BYTES),
  RedrivePolicy: isRedrivePolicy,
  RedriveAllowPolicy: jsonObject,
  Policy: jsonObject,
  FifoQueue: oneOf('true'),
  ContentBasedDeduplication: boolean,
  DeduplicationScope: oneOf('queue', 'messageGroup'),
  FifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
  KmsMasterKeyId: anyText,
  KmsDataKeyReusePeriodSeconds: integer(60, 86_400),
  SqsManagedSseEnabled: boolean,
};
const FIFO_ONLY = new Set([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

/** Checks attributes of CreateQueue and SetQueueAttributes; throws InvalidAttributeName or -Value. */
export function checkQueueAttributes(
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const fifo = name.endsWith('.fifo');
  for (const [attribute, value] of Object.entries(attributes)) {
    const check = CHECKS[attribute];
    if (check === undefined || (FIFO_ONLY.has(attribute) && !fifo)) {
      throw new AwsServiceError('InvalidAttributeName', `Unknown Attribute ${attribute}.`);
    }
    if (!check(value)) {
      throw new AwsServiceError(
        'InvalidAttributeValue',
        `Invalid value for the parameter ${attribute}.`,
      );
    }
  }
}

/** The attributes of a queue as GetQueueAttributes answers them, counts included. */
export function describeQueue(queue: Queue, arn: string, now: number): Record<string, string> {
  const messages = [...queue.messages.values()];
  const waiting = messages.filter((message) => message.visibleAt > now);
  const inFlight = waiting.filter((message) => isInFlight(message, now)).length;
  return {
    VisibilityTimeout: String(DEFAULT_VISIBILITY_SECONDS),
    DelaySeconds: '0',
    MessageRetentionPeriod: String(DEFAULT_RETENTION_SECONDS),
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    ReceiveMessageWaitTimeSeconds: '0',
    SqsManagedSseEnabled: String(queue.attributes['KmsMasterKeyId'] === undefined),
    ...queue.attributes,
    QueueArn: arn,
    ApproximateNumberOfMessages: String(messages.length - waiting.length),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(waiting.length - inFlight),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
  };
}

/** How long the queue keeps a message, in milliseconds. */
export function retentionOf(queue: Queue): number {
  return numberAttribute(queue, 'MessageRetentionPeriod', DEFAULT_RETENTION_SECONDS) * 1000;
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** An empty text takes the policy away. */
function isRedrivePolicy(value: string): boolean {
  if (value === '') return true;
  const policy = parseObject(value);
  const count = Number(policy?.['maxReceiveCount']);
  const target = policy?.['deadLetterTargetArn'];
  return (
    typeof target === 'string' &&
    target.startsWith('arn:aws:sqs:') &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 1000
  );
}
