import { vietnamDate } from '../kernel/vietnam-time.ts';
import type { NumberTaken } from './commit.ts';
import type { CounterStore } from './document-store.ts';

/**
 * The next number of a series in the current Vietnamese year (R4). It counts only once the
 * transaction that carries it commits; a lost race gives ConcurrencyError there and the caller
 * asks again. Dates never run backwards: a slow clock takes the last date.
 * Decree 30/2020, Art. 15, 22.
 */
export const nextNumber = async (
  counter: CounterStore,
  seriesId: string,
  now: Date,
): Promise<NumberTaken> => {
  const today = vietnamDate(now);
  const year = Number(today.slice(0, 4));
  const last = await counter.lastNumber(seriesId, year);
  const date = last.date !== undefined && last.date > today ? last.date : today;
  return { seriesId, year, n: last.n + 1, date };
};

/** Numbers under 10 are written with a leading 0. */
export const writeNumber = (n: number): string => String(n).padStart(2, '0');
