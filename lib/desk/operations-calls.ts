import * as z from 'zod/mini';
import { OfficeError } from '../kernel/errors.ts';
import { examine } from '../operations/examine.ts';
import type { OperationsReaders } from '../operations/readers.ts';
import { callsOf, type DeskCall } from './call.ts';

/** Dead messages of a queue, which somebody sends again. */
export interface DeadLetters {
  readonly queues: readonly string[];
  /**
   * Moves all dead messages of a queue back and waits a while for the end of it.
   * @returns how many lay there
   * @throws OfficeError REDRIVE_FAILED
   */
  redrive(queue: string): Promise<number>;
}

export interface OperationsDeps {
  readonly readers: OperationsReaders;
  readonly deadLetters: DeadLetters;
  readonly now: () => Date;
  /** Tells who sends what again; nothing else keeps it. */
  readonly noteRedrive: (note: { readonly person: string; readonly queue: string }) => void;
}

const call = callsOf<OperationsDeps>();

/** The calls of the operator, who sees the machinery and no document. */
export const operationsCalls: readonly DeskCall<OperationsDeps>[] = [
  call.json('GET operations', {
    input: z.object({}),
    permission: () => 'operations.read',
    run: ({ readers, now }) => examine(readers, now()),
  }),
  call.json('POST queues/{queue}/redrive', {
    input: z.object({ queue: z.string().check(z.maxLength(40)) }),
    permission: () => 'operations.redrive',
    run: async ({ deadLetters, noteRedrive }, { personId }, { queue }) => {
      if (!deadLetters.queues.includes(queue))
        throw new OfficeError('QUEUE_UNKNOWN', 'the office has no such queue', {
          facts: { queues: deadLetters.queues.join(', ') },
        });
      noteRedrive({ person: personId, queue });
      return { moved: await deadLetters.redrive(queue) };
    },
  }),
];
