import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { OfficeError } from '../kernel/errors.ts';
import type { Pause } from '../kernel/retry.ts';
import type { QueueAddress } from '../operations/queue-depths.sqs.ts';
import type { DeadLetters } from './operations-calls.ts';

const LOOK_EACH_MS = 200;
/** A few messages move in seconds; SQS moves on when nobody looks any more. */
const LOOKS = 50;

/** Dead-letter queues that SQS itself empties (StartMessageMoveTask). */
export const createDeadLetters = (
  client: SQSClient,
  queues: readonly QueueAddress[],
  pause: Pause,
): DeadLetters => {
  const attribute = async (QueueUrl: string, name: 'QueueArn' | 'ApproximateNumberOfMessages') => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
    );
    return Attributes[name] ?? '';
  };
  const isMoving = async (SourceArn: string): Promise<boolean> => {
    const { Results = [] } = await client.send(
      new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }),
    );
    const status = Results[0]?.Status;
    if (status === 'FAILED' || status === 'CANCELLED')
      throw new OfficeError('REDRIVE_FAILED', 'SQS has ended the move');
    return status === 'RUNNING';
  };
  return {
    queues: queues.map(({ name }) => name),
    async redrive(name) {
      const queue = queues.find((one) => one.name === name);
      if (queue === undefined) throw new OfficeError('QUEUE_UNKNOWN', 'no such queue');
      const dead = Number(await attribute(queue.deadLettersUrl, 'ApproximateNumberOfMessages'));
      if (dead === 0) return 0;
      const SourceArn = await attribute(queue.deadLettersUrl, 'QueueArn');
      // Named, since a message put there by hand does not say where it came from.
      const DestinationArn = await attribute(queue.url, 'QueueArn');
      await client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      for (let look = 0; look < LOOKS && (await isMoving(SourceArn)); look += 1)
        await pause(LOOK_EACH_MS);
      return dead;
    },
  };
};
