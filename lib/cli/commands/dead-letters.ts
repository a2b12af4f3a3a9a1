import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError } from '../errors.ts';
import { openQueues } from '../office/queues.sqs.ts';
import { alignRows } from '../table.ts';

/** `vanthu dlq list`: every queue with what waits in it and what is dead. */
export const listDeadLetters = async ({
  address,
  messages,
}: CommandContext): Promise<CommandResult> => {
  const queues = openQueues(address);
  try {
    const depths = await queues.depths();
    const { queueHeads } = messages;
    const columns = ['name', 'waiting', 'inFlight', 'delayed', 'dead'] as const;
    return {
      lines: alignRows([
        columns.map((column) => queueHeads[column]),
        ...depths.map((depth) => columns.map((column) => String(depth[column]))),
      ]),
      data: { queues: depths },
    };
  } finally {
    queues.close();
  }
};

/** A move of this office's few messages takes seconds; SQS moves on if nobody looks any more. */
const MOVE_LIMIT_MS = 60_000;
const LOOK_EACH_MS = 100;

/**
 * `vanthu dlq redrive QUEUE`: moves the dead messages back and waits until it is done.
 * @throws CommandError QUEUE_UNKNOWN, REDRIVE_FAILED
 */
export const redriveDeadLetters = async (
  { address, messages, now }: CommandContext,
  name: string,
): Promise<CommandResult> => {
  const queues = openQueues(address);
  try {
    const queue = queues.queues.find((known) => known.name === name);
    if (queue === undefined) {
      const known = queues.queues.map((other) => other.name).join(', ');
      throw new CommandError('QUEUE_UNKNOWN', { facts: { queue: name, queues: known } });
    }
    const count = await queues.redrive(queue);
    const deadline = now().getTime() + MOVE_LIMIT_MS;
    let move = count === 0 ? undefined : await queues.redriveStatus(queue);
    while (move?.status === 'RUNNING' && now().getTime() < deadline) {
      await pause(LOOK_EACH_MS);
      move = await queues.redriveStatus(queue);
    }
    if (move?.status === 'FAILED' || move?.status === 'CANCELLED')
      throw new CommandError('REDRIVE_FAILED', {
        facts: { queue: name, reason: move.reason ?? move.status },
      });
    return { lines: [messages.redriven(count, name)], data: { queue: name, count } };
  } finally {
    queues.close();
  }
};
