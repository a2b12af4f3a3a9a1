import { ConcurrencyError, OfficeError } from '../kernel/errors.ts';
import { vietnamDate } from '../kernel/vietnam-time.ts';
import type { NumberTaken } from './commit.ts';
import type { CounterStore } from './document-store.ts';
import { foldCode } from './duplicates.ts';

/**
 * The next number of a series in the current Vietnamese year (R4). It counts only once the
 * transaction that carries it commits; a lost race gives ConcurrencyError there and the caller
 * asks again. Dates never run backwards: a slow clock takes the last date.
 * Decree 30/2020, Art. 15, 22.
 */
export const nextNumber = async (
  counter: Pick<CounterStore, 'lastNumber'>,
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

/**
 * The next number of a series together with the code an outgoing document bears by it, such as
 * 07/QĐ-UBDT. Two series may not give one code in a year: an official number is one document's.
 * @throws OfficeError NUMBER_CODE_TAKEN; ConcurrencyError when the series has moved on meanwhile
 */
export const nextOwnCode = async (
  counter: CounterStore,
  seriesId: string,
  { suffix, now }: { readonly suffix: string; readonly now: Date },
): Promise<{ readonly taken: NumberTaken; readonly code: string }> => {
  const next = await nextNumber(counter, seriesId, now);
  const code = `${writeNumber(next.n)}/${suffix}`;
  const ownCode = foldCode(code);
  const holder = await counter.seriesOfCode(ownCode, next.year);
  // Between the two reads another document has taken this very number: the next one is free.
  if (holder === seriesId) throw new ConcurrencyError('a series');
  if (holder !== undefined)
    throw new OfficeError('NUMBER_CODE_TAKEN', 'another series has given this code', {
      facts: { code, series: seriesId },
    });
  return { taken: { ...next, ownCode }, code };
};
