/** Waits for the given number of milliseconds. Injected, so that tests need no real time. */
export type Pause = (milliseconds: number) => Promise<void>;

export interface RetryDeps {
  readonly pause: Pause;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/**
 * Runs `attempt` again while `retryable` says so, waiting a random time of up to
 * `baseMs`·2ⁿ (full jitter, at most `longestMs`, 2 s by default) in between. The last error is thrown as it is.
 */
export const retryWithJitter = async <T>(
  deps: RetryDeps,
  options: {
    tries: number;
    baseMs: number;
    longestMs?: number;
    retryable: (error: unknown) => boolean;
  },
  attempt: () => Promise<T>,
): Promise<T> => {
  const { longestMs = 2_000 } = options;
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= options.tries || !options.retryable(error)) throw error;
      await deps.pause(deps.random() * Math.min(longestMs, options.baseMs * 2 ** tried));
    }
  }
};
