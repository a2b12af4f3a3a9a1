import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { OfficeAddress } from './office-address.ts';

/** One queue of the office with its dead-letter queue. */
export interface OfficeQueue {
  /** For example `send-sms`. */
  readonly name: string;
  readonly url: string;
  readonly deadLettersUrl: string;
}

export interface QueueDepth {
  readonly name: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly dead: number;
}

const dashed = (prefix: string): string =>
  prefix.replace(/(?<=[a-z0-9])([A-Z])/g, '-$1').toLowerCase();

/** The queues that the outputs of the stacks name. */
export const queuesOf = (outputs: Readonly<Record<string, string>>): readonly OfficeQueue[] =>
  Object.entries(outputs).flatMap(([name, url]) => {
    const prefix = /^(\w+)QueueUrl$/.exec(name)?.[1];
    const deadLettersUrl = outputs[`${prefix}DeadLettersUrl`];
    return prefix === undefined || deadLettersUrl === undefined
      ? []
      : [{ name: dashed(prefix), url, deadLettersUrl }];
  });

export const openQueues = (address: OfficeAddress) => {
  const sqs = new SQSClient({ ...address.client });
  const queues = queuesOf(address.outputs);
  const attributes = async (QueueUrl: string): Promise<Readonly<Record<string, string>>> => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return Attributes as Record<string, string>;
  };
  const depth = async ({ name, url, deadLettersUrl }: OfficeQueue): Promise<QueueDepth> => {
    const [own, dead] = await Promise.all([attributes(url), attributes(deadLettersUrl)]);
    return {
      name,
      waiting: Number(own['ApproximateNumberOfMessages'] ?? 0),
      inFlight: Number(own['ApproximateNumberOfMessagesNotVisible'] ?? 0),
      delayed: Number(own['ApproximateNumberOfMessagesDelayed'] ?? 0),
      dead: Number(dead['ApproximateNumberOfMessages'] ?? 0),
    };
  };
  return {
    queues,
    depths: () => Promise.all(queues.map(depth)),
    /** Starts to move all dead messages back to their queue; returns how many lay there. */
    async redrive(queue: OfficeQueue): Promise<number> {
      const { dead } = await depth(queue);
      if (dead === 0) return 0;
      const [{ QueueArn: SourceArn }, { QueueArn: DestinationArn }] = await Promise.all([
        attributes(queue.deadLettersUrl),
        attributes(queue.url),
      ]);
      // Named, since a message put there by hand does not say where it came from.
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      return dead;
    },
    /** What became of the latest move: its status, and why it failed. */
    async redriveStatus(queue: OfficeQueue) {
      const { QueueArn } = await attributes(queue.deadLettersUrl);
      const { Results = [] } = await sqs.send(
        new ListMessageMoveTasksCommand({ SourceArn: QueueArn, MaxResults: 1 }),
      );
      return { status: Results[0]?.Status, reason: Results[0]?.FailureReason };
    },
    close: () => sqs.destroy(),
  };
};
