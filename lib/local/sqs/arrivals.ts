import { setTimeout as startTimer } from 'node:timers';

interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Real milliseconds, not those of the emulated clock. */
  readonly timeoutMs?: number;
}

/** Lets receivers sleep until something may be there for them. */
export interface Arrivals {
  /** Wakes the waiters of a queue so that they look again. */
  notify(queue: string): void;
  /** Resolves when a message can be received, the signal fires, the time is over or `close` was called. */
  wait(queue: string, options?: WaitOptions): Promise<void>;
  readonly closed: boolean;
  close(): void;
}

// The emulated clock may be moved at any moment, so a waiter with a delayed message looks this often.
const LONGEST_LOOK_MS = 100;

export function createArrivals(options: {
  now(): number;
  /** When a message of the queue can be received; undefined: not before a new send. */
  nextReceivableAt(queue: string): number | undefined;
}): Arrivals {
  const waiters = new Map<string, Set<() => void>>();
  let closed = false;

  const wait = (queue: string, { signal, timeoutMs }: WaitOptions = {}) =>
    new Promise<void>((resolve) => {
      const endsAt = timeoutMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + timeoutMs;
      const waiting = waiters.get(queue) ?? new Set();
      waiters.set(queue, waiting);
      let timer: NodeJS.Timeout | undefined;

      const finish = () => {
        clearTimeout(timer);
        waiting.delete(look);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const look = () => {
        clearTimeout(timer);
        const receivableIn =
          (options.nextReceivableAt(queue) ?? Number.POSITIVE_INFINITY) - options.now();
        const left = endsAt - Date.now();
        if (closed || signal?.aborted || receivableIn <= 0 || left <= 0) {
          finish();
          return;
        }
        const pause = Number.isFinite(receivableIn)
          ? Math.min(receivableIn, LONGEST_LOOK_MS)
          : left;
        const next = Math.min(pause, left);
        if (Number.isFinite(next)) timer = startTimer(look, next);
      };

      waiting.add(look);
      signal?.addEventListener('abort', finish);
      look();
    });

  const notify = (queue: string) => {
    for (const look of [...(waiters.get(queue) ?? [])]) look();
  };

  return {
    notify,
    wait,
    get closed() {
      return closed;
    },
    close() {
      closed = true;
      for (const queue of waiters.keys()) notify(queue);
    },
  };
}
