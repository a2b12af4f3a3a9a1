import { describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../../lib/kernel/errors.ts';
import { retryWithJitter } from '../../../lib/kernel/retry.ts';

const failing = (times: number, error: Error) => {
  let left = times;
  return async () => {
    if (left > 0) {
      left -= 1;
      throw error;
    }
    return 'done';
  };
};

const waiting = (random: number) => {
  const waits: number[] = [];
  return {
    waits,
    deps: { pause: async (ms: number) => void waits.push(ms), random: () => random },
  };
};

const options = {
  tries: 5,
  baseMs: 100,
  retryable: (error: unknown) => error instanceof ConcurrencyError,
};

describe('Retrying with jitter', () => {
  it('gives the first success and waits longer each time, never over two seconds', async () => {
    const { waits, deps } = waiting(0.5);
    const many = { ...options, tries: 10 };
    const result = await retryWithJitter(deps, many, failing(6, new ConcurrencyError('x')));
    expect(result).toBe('done');
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('throws the last error as it is after the last try', async () => {
    const { waits, deps } = waiting(0);
    const error = new ConcurrencyError('x');
    await expect(retryWithJitter(deps, options, failing(5, error))).rejects.toBe(error);
    expect(waits).toHaveLength(4);
  });

  it('does not retry what retrying cannot cure', async () => {
    const { waits, deps } = waiting(0);
    const error = new Error('a fault of ours');
    await expect(retryWithJitter(deps, options, failing(1, error))).rejects.toBe(error);
    expect(waits).toEqual([]);
  });
});
