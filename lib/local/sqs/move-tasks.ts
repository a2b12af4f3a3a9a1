import { randomUUID } from 'node:crypto';
import type { ListMessageMoveTasksRequest, StartMessageMoveTaskRequest } from '@aws-sdk/client-sqs';
import { AwsServiceError, type OperationHandler } from '../aws/service.ts';
import type { MessageSurroundings } from './message-operations.ts';
import { invalidParameter } from './queue-errors.ts';
import {
  isFifo,
  type MoveTask,
  type Queue,
  redrivePolicyOf,
  type StoredMessage,
} from './queue-model.ts';
import type { QueueEntry } from './queue-store.ts';

/** Redrive of dead letters. Here a task moves everything at once and is complete when it is answered. */
export function createMoveTaskOperations(
  surroundings: MessageSurroundings,
): Record<string, OperationHandler> {
  const { store, addresses } = surroundings;
  return {
    StartMessageMoveTask(input: StartMessageMoveTaskRequest) {
      const source = findByArn(surroundings, input.SourceArn);
      if (!isDeadLetterQueue(surroundings, source)) {
        throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
      }
      if (input.DestinationArn !== undefined) findByArn(surroundings, input.DestinationArn);
      return { TaskHandle: moveMessages(surroundings, source, input.DestinationArn) };
    },

    ListMessageMoveTasks(input: ListMessageMoveTasksRequest) {
      const source = findByArn(surroundings, input.SourceArn);
      const arn = addresses.arnOf(source.name);
      const tasks = store.moveTasks.filter((task) => task.sourceArn === arn);
      return { Results: tasks.slice(0, input.MaxResults ?? 1).map(showTask) };
    },
  };
}

function findByArn({ store, addresses }: MessageSurroundings, arn: string | undefined): Queue {
  const queue = store.queues.get(addresses.nameInArn(arn ?? '') ?? '');
  if (queue !== undefined) return queue;
  throw new AwsServiceError(
    'ResourceNotFoundException',
    `The queue ${arn} that you specified for the SourceArn or DestinationArn parameter doesn't exist.`,
    { status: 404 },
  );
}

function isDeadLetterQueue({ store, addresses }: MessageSurroundings, queue: Queue): boolean {
  const arn = addresses.arnOf(queue.name);
  return [...store.queues.values()].some(
    (other) => redrivePolicyOf(other)?.deadLetterTargetArn === arn,
  );
}

function moveMessages(
  { context, store, addresses, arrivals }: MessageSurroundings,
  source: Queue,
  destinationArn: string | undefined,
): string {
  const now = context.now();
  const entries: QueueEntry[] = [];
  const reached = new Set<string>();
  // Messages in flight stay with their receivers, as on AWS.
  const candidates = [...source.messages.values()].filter((message) => message.visibleAt <= now);
  const sequences = new Map<string, number>();
  for (const message of candidates) {
    const name = addresses.nameInArn(destinationArn ?? message.sourceArn ?? '');
    const destination = name === undefined ? undefined : store.queues.get(name);
    if (destination === undefined) continue;
    const sequence = (sequences.get(destination.name) ?? destination.lastSequence) + 1;
    sequences.set(destination.name, sequence);
    entries.push(
      { kind: 'deleted', queue: source.name, id: message.id },
      {
        kind: 'sent',
        queue: destination.name,
        message: renewMessage(message, now, isFifo(destination) ? sequence : null),
      },
    );
    reached.add(destination.name);
  }
  const moved = entries.length / 2;
  const task: MoveTask = {
    handle: randomUUID(),
    sourceArn: addresses.arnOf(source.name),
    destinationArn: destinationArn ?? null,
    startedAt: now,
    status: moved === candidates.length ? 'COMPLETED' : 'FAILED',
    moved,
    toMove: candidates.length,
    // A message that was sent straight to the dead-letter queue has nowhere to go back to.
    failureReason: moved === candidates.length ? null : 'CouldNotDetermineMessageSource',
  };
  store.commit(...entries, { kind: 'moveTask', task });
  for (const name of reached) arrivals.notify(name);
  return task.handle;
}

/** A redriven message counts as new: own id, own time, no receives. */
function renewMessage(message: StoredMessage, now: number, sequence: number | null): StoredMessage {
  return {
    ...message,
    id: randomUUID(),
    sentAt: now,
    visibleAt: now,
    receiveCount: 0,
    firstReceivedAt: null,
    handle: null,
    sequence,
    sourceArn: null,
  };
}

function showTask(task: MoveTask) {
  return {
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn === null ? {} : { DestinationArn: task.destinationArn }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason === null ? {} : { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedAt,
  };
}
