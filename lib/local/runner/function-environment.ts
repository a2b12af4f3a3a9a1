import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FunctionLog } from './function-log.ts';
import type { FunctionDefinition } from './office-parts.ts';

interface InvocationError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** How an invocation ended. */
export type InvocationResult =
  | { readonly payload: unknown; readonly error?: undefined }
  | { readonly error: InvocationError };

type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'initError'; readonly error: InvocationError }
  | { readonly kind: 'result'; readonly requestId: string; readonly text: string }
  | { readonly kind: 'error'; readonly requestId: string; readonly error: InvocationError };

/** One execution environment: a worker thread that runs one invocation at a time. */
export interface FunctionEnvironment {
  invoke(event: unknown): Promise<InvocationResult>;
  /** False once the thread has ended; it takes no invocation any more. */
  readonly alive: boolean;
  close(): Promise<void>;
}

export interface EnvironmentOptions {
  readonly definition: FunctionDefinition;
  /** Complete process environment of the thread. */
  readonly variables: Readonly<Record<string, string>>;
  /** Shared milliseconds by which the office's clock is ahead. */
  readonly clock: SharedArrayBuffer;
  readonly log: FunctionLog;
}

interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  settle(result: InvocationResult): void;
}

/** Starts a thread for a function. A time-out or a crash ends it, as on Lambda. */
export function startEnvironment(options: EnvironmentOptions): FunctionEnvironment {
  const { definition, variables, clock, log } = options;
  const worker = new Worker(new URL('./function-worker.mjs', import.meta.url), {
    env: { ...variables },
    workerData: { ...definition, environment: undefined, clock },
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  log.follow(worker.stdout, 'INFO');
  log.follow(worker.stderr, 'ERROR');
  let alive = true;
  let ready = false;
  let current: Invocation | undefined;

  const settle = (result: InvocationResult): void => {
    const invocation = current;
    current = undefined;
    invocation?.settle(result);
  };
  const fail = (errorType: string, errorMessage: string, trace: readonly string[] = []): void => {
    alive = false;
    settle({ error: { errorType, errorMessage, trace } });
  };
  const post = (): void => {
    if (!ready || !current) return;
    const { requestId, event } = current;
    worker.postMessage({ requestId, event, deadline: Date.now() + definition.timeoutMs });
  };

  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') {
      ready = true;
      post();
    } else if (message.kind === 'initError') {
      fail('Runtime.InitError', message.error.errorMessage, message.error.trace);
      void worker.terminate();
    } else if (message.requestId === current?.requestId) {
      settle(
        message.kind === 'result'
          ? { payload: JSON.parse(message.text) as unknown }
          : { error: message.error },
      );
    }
  });
  worker.on('error', (error) => {
    const { name, message, stack } = error as Error;
    fail(`Runtime.${name}`, message, String(stack).split('\n'));
  });
  worker.on('exit', (code) => fail('Runtime.ExitError', `Runtime exited with code ${code}`));

  return {
    get alive() {
      return alive;
    },
    invoke: (event) =>
      new Promise((resolve) => {
        const requestId = randomUUID();
        const timer = setTimeout(() => {
          const seconds = (definition.timeoutMs / 1000).toFixed(2);
          fail('Sandbox.Timedout', `${requestId} Task timed out after ${seconds} seconds`);
          void worker.terminate();
        }, definition.timeoutMs);
        current = {
          requestId,
          event,
          settle: (result) => {
            clearTimeout(timer);
            if (result.error) log.write({ level: 'ERROR', requestId, ...result.error });
            resolve(result);
          },
        };
        post();
      }),
    close: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}
