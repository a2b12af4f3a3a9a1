import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDepth } from './readers.ts';

export interface QueueAddress {
  /** For example `send-sms`. */
  readonly name: string;
  readonly url: string;
  readonly deadLettersUrl: string;
}

/** How many messages lie in each queue and its dead-letter queue; SQS itself calls it approximate. */
export const readQueueDepths = (
  client: SQSClient,
  queues: readonly QueueAddress[],
): Promise<QueueDepth[]> => {
  const count = async (QueueUrl: string) => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return {
      waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
      inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
    };
  };
  return Promise.all(
    queues.map(async ({ name, url, deadLettersUrl }) => {
      const [own, dead] = await Promise.all([count(url), count(deadLettersUrl)]);
      return { name, ...own, dead: dead.waiting };
    }),
  );
};
