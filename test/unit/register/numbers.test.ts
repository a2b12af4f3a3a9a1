import { describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../../lib/kernel/errors.ts';
import { nextNumber, nextOwnCode, writeNumber } from '../../../lib/register/numbers.ts';

const counter = (rows: Readonly<Record<string, { n: number; date: string }>>) => ({
  lastNumber: async (seriesId: string, year: number) => rows[`${seriesId} ${year}`] ?? { n: 0 },
});
const next = (now: string, rows: Readonly<Record<string, { n: number; date: string }>> = {}) =>
  nextNumber(counter(rows), 'di', new Date(now));

describe('The next number of a series (R4)', () => {
  it('follows the last one, on the day it is given', async () => {
    expect(
      await next('2026-11-23T02:00:00Z', { 'di 2026': { n: 41, date: '2026-11-20' } }),
    ).toEqual({
      seriesId: 'di',
      year: 2026,
      n: 42,
      date: '2026-11-23',
    });
  });

  it('begins with 1 in each year, at midnight in Vietnam and not in Greenwich', async () => {
    const rows = { 'di 2026': { n: 941, date: '2026-12-31' } };
    expect(await next('2026-12-31T16:59:59.999Z', rows)).toMatchObject({ year: 2026, n: 942 });
    expect(await next('2026-12-31T17:00:00.000Z', rows)).toEqual({
      seriesId: 'di',
      year: 2027,
      n: 1,
      date: '2027-01-01',
    });
  });

  it('never runs back in time: a slow clock takes the last date', async () => {
    const rows = { 'di 2026': { n: 5, date: '2026-11-24' } };
    expect(await next('2026-11-23T16:59:00Z', rows)).toMatchObject({ n: 6, date: '2026-11-24' });
  });

  it('is not given when another series has given the same code, however that was written', async () => {
    const given: Readonly<Record<string, string>> = {
      '5/qđ-ubdt 2026': 'quyet-dinh',
      '5/tb-ubdt 2026': 'di',
    };
    const store = {
      ...counter({ 'di 2026': { n: 4, date: '2026-11-20' } }),
      seriesOfCode: async (code: string, year: number) => given[`${code} ${year}`],
    };
    const at = (suffix: string) =>
      nextOwnCode(store, 'di', { suffix, now: new Date('2026-11-23T02:00:00Z') });
    await expect(at('QĐ–UBDT ')).rejects.toMatchObject({ code: 'NUMBER_CODE_TAKEN' });
    // Another document of the same series was quicker: ask again, nothing is wrong.
    await expect(at('TB-UBDT')).rejects.toBeInstanceOf(ConcurrencyError);
    expect(await at('UBDT-VP')).toMatchObject({ code: '05/UBDT-VP', taken: { n: 5 } });
  });

  it('is written with a leading 0 under 10', () => {
    expect([1, 9, 10, 123].map(writeNumber)).toEqual(['01', '09', '10', '123']);
  });
});
