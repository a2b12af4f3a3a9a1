import { Readable } from 'node:stream';
import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** How one AWS call goes wrong. */
export const faultModes = ['crash-before', 'crash-after', 'server-error', 'conflict'] as const;
export type FaultMode = (typeof faultModes)[number];

/** The process has ended: nothing more of this invocation happens. */
class ProcessEnded extends Error {
  constructor(call: string) {
    super(`the process ended at ${call}`);
    this.name = 'ProcessEnded';
  }
}

const serverError = (): Error =>
  Object.assign(new Error('internal failure'), {
    name: 'InternalServerError',
    $fault: 'server',
    $metadata: { httpStatusCode: 500 },
  });

const conflict = (): Error =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: [{ Code: 'TransactionConflict' }],
  });

type Plugin = Parameters<DynamoDBClient['middlewareStack']['use']>[0];

/**
 * Nobody will read the body of a lost reply. Left alone, its connection would be cut minutes later
 * and bring down whichever test runs then.
 */
const letGo = (reply: unknown): void => {
  const body = (reply as { output?: { Body?: unknown } }).output?.Body;
  if (!(body instanceof Readable)) return;
  body.on('error', () => undefined);
  body.resume();
};

/** What the faulty call does instead of answering. */
const breakCall = async (
  mode: FaultMode,
  name: string,
  run: () => Promise<unknown>,
): Promise<never> => {
  if (mode === 'server-error') throw serverError();
  if (mode === 'conflict') throw conflict();
  if (mode === 'crash-after') letGo(await run());
  throw new ProcessEnded(name);
};

/** Only a transaction can meet a TransactionConflict. */
const applies = (mode: FaultMode, name: string): boolean =>
  mode !== 'conflict' || name === 'TransactWriteItemsCommand';

/** One process: it counts its AWS calls and breaks at one of them. */
export interface FaultyProcess {
  /** Names of the calls so far, in order. */
  readonly calls: readonly string[];
  /** A middleware for every client of the process. */
  readonly plugin: Plugin;
  /** Calls count, and can break, only while this is on. */
  counting: boolean;
  /** Awaited before each call; for tests that look at the store between two calls. */
  beforeCall: ((name: string) => Promise<void>) | undefined;
  /** Did the fault strike? */
  readonly struck: boolean;
  /** Has the process ended? Every later call fails too, as nothing would run any more. */
  readonly ended: boolean;
}

/** Breaks the call with number `at` (from 0), whichever function makes it. */
export const createFaultyProcess = (fault?: { at: number; mode: FaultMode }): FaultyProcess => {
  const calls: string[] = [];
  let struck = false;
  let ended = false;
  let counting = true;
  const call = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    await watched.beforeCall?.(name);
    if (ended) throw new ProcessEnded(name);
    if (!counting) return run();
    const here = calls.push(name) - 1;
    if (fault?.at !== here || !applies(fault.mode, name)) return run();
    struck = true;
    ended = fault.mode === 'crash-before';
    try {
      return await breakCall(fault.mode, name, run);
    } finally {
      ended = fault.mode.startsWith('crash');
    }
  };
  const watched: FaultyProcess = {
    calls,
    beforeCall: undefined,
    get counting() {
      return counting;
    },
    set counting(on) {
      counting = on;
    },
    get struck() {
      return struck;
    },
    get ended() {
      return ended;
    },
    plugin: {
      applyToStack: (stack) => {
        stack.add(
          (next, context) => (args) => call(String(context.commandName), () => next(args)),
          { step: 'initialize', name: 'faulty-process', priority: 'high' },
        );
      },
    },
  };
  return watched;
};
