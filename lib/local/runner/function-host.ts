import {
  type EnvironmentOptions,
  type FunctionEnvironment,
  type InvocationResult,
  startEnvironment,
} from './function-environment.ts';

/** A function with as many execution environments as its load asks for, up to a limit. */
export interface FunctionHost {
  readonly name: string;
  readonly functionName: string;
  readonly roleArn: string;
  /** Waits for a free environment; never rejects for a failure of the function. */
  invoke(event: unknown): Promise<InvocationResult>;
  /** Invocations that run or wait. */
  readonly running: number;
  close(): Promise<void>;
}

export interface FunctionHostOptions extends Omit<EnvironmentOptions, 'clock'> {
  /** Threads at most; further invocations wait. */
  readonly concurrency: number;
  /** Milliseconds by which the office's clock is ahead of the machine's. */
  clockOffset(): number;
}

export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  const { definition, concurrency, clockOffset } = options;
  const clock = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(clock);
  const idle: FunctionEnvironment[] = [];
  const all = new Set<FunctionEnvironment>();
  const waiting: ((environment: FunctionEnvironment) => void)[] = [];
  let running = 0;
  let closed = false;

  const start = (): FunctionEnvironment => {
    const environment = startEnvironment({ ...options, clock });
    all.add(environment);
    return environment;
  };
  const take = (): FunctionEnvironment | Promise<FunctionEnvironment> => {
    const free = idle.pop();
    if (free) return free;
    if (all.size < concurrency) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (environment: FunctionEnvironment): void => {
    if (!environment.alive) all.delete(environment);
    if (closed) return;
    const next = waiting.shift();
    if (next) next(environment.alive ? environment : start());
    else if (environment.alive) idle.push(environment);
  };

  return {
    name: definition.name,
    functionName: definition.functionName,
    roleArn: definition.roleArn,
    get running() {
      return running;
    },
    invoke: async (event) => {
      if (closed) return { error: { errorType: 'Closed', errorMessage: 'the office has closed' } };
      running += 1;
      const environment = await take();
      try {
        offset[0] = clockOffset();
        return await environment.invoke(event);
      } finally {
        running -= 1;
        giveBack(environment);
      }
    },
    close: async () => {
      closed = true;
      await Promise.all([...all].map((environment) => environment.close()));
    },
  };
}
