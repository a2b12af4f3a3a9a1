import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SeriesBook } from '../../../lib/operations/readers.ts';
import { planBook } from '../../../lib/operations/recovery/plan-numbers.ts';

const BOOK = { seriesId: 'den', year: 2026 };
const claim = (n: number, documentId: string, date = '2026-11-20') => ({
  ...BOOK,
  n,
  date,
  documentId,
});
const book = (last: number, date = '2026-11-20'): SeriesBook => ({
  ...BOOK,
  ...(last === 0 ? {} : { counter: { last, lastDate: date } }),
  numbers: Array.from({ length: last }, (_, at) => ({
    n: at + 1,
    date,
    documentId: `held-${at + 1}`,
    status: 'issued',
  })),
});

describe('a book after a restore', () => {
  it('is left alone when nothing is known beyond it', () => {
    expect(planBook(book(3), [claim(2, 'held-2'), claim(3, 'held-3')])).toBeUndefined();
    expect(planBook(book(0), [])).toBeUndefined();
  });

  it('gets void rows for what was given after the copy, and its counter follows', () => {
    const claims = [claim(2, 'a'), claim(3, 'b', '2026-11-21')];
    expect(planBook(book(1), claims)).toEqual({
      ...BOOK,
      counter: { last: 1, lastDate: '2026-11-20' },
      lost: [
        { n: 2, date: '2026-11-20', documentIds: ['a'], status: 'void' },
        { n: 3, date: '2026-11-21', documentIds: ['b'], status: 'void' },
      ],
      last: 3,
      lastDate: '2026-11-21',
    });
  });

  it('of which nothing is left is made anew from number 1 on', () => {
    const plan = planBook(book(0), [claim(1, 'a'), claim(2, 'b')]);
    expect(plan).toMatchObject({ last: 2, lost: [{ n: 1 }, { n: 2 }] });
    expect(plan).not.toHaveProperty('counter');
  });

  it('names the winner of a race, who asked for no later number and holds no other', () => {
    const claims = [claim(2, 'held-1'), claim(2, 'a'), claim(2, 'b'), claim(3, 'a')];
    expect(planBook(book(1), claims)?.lost.map(({ documentIds }) => documentIds)).toEqual([
      ['b'],
      ['a'],
    ]);
  });

  it('of copies knows the copies of one document apart', () => {
    const copies = [
      { ...claim(2, 'a'), copyId: '0a' },
      { ...claim(3, 'a'), copyId: '0b' },
    ];
    expect(planBook(book(1), copies)?.lost.map(({ documentIds }) => documentIds)).toEqual([
      ['a'],
      ['a'],
    ]);
  });

  it('has its counter raised where rows stand above it', () => {
    const torn = { ...book(3), counter: { last: 2, lastDate: '2026-11-19' } };
    expect(planBook(torn, [])).toMatchObject({ lost: [], last: 3, lastDate: '2026-11-20' });
  });

  it('has a gap below its counter closed with the date of its neighbours', () => {
    const whole = book(3);
    const torn = { ...whole, numbers: whole.numbers.filter(({ n }) => n !== 2) };
    expect(planBook(torn, [])?.lost).toEqual([
      { n: 2, date: '2026-11-20', documentIds: [], status: 'void' },
    ]);
  });
});

const date = fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22');

it('whatever is lost, every number has a row afterwards and dates never run backwards', () => {
  const torn = fc
    .record({
      dates: fc.array(date, { maxLength: 12 }),
      gone: fc.array(fc.integer({ min: 1, max: 12 })),
      counter: fc.integer({ min: 0, max: 12 }),
      claims: fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), date), { maxLength: 15 }),
    })
    .map(({ dates, gone, counter, claims }) => {
      const numbers = dates
        .toSorted()
        .map((on, at) => ({ n: at + 1, date: on }))
        .filter(({ n }) => !gone.includes(n));
      const below = numbers.filter(({ n }) => n <= counter);
      const lastDate = below.at(-1)?.date ?? '2026-11-19';
      const seen: SeriesBook = {
        ...BOOK,
        numbers,
        ...(counter === 0 ? {} : { counter: { last: counter, lastDate } }),
      };
      const sorted = claims.toSorted(([a], [b]) => a - b);
      return { seen, claims: sorted.map(([n, on], at) => claim(n, `d${at}`, on)) };
    });
  fc.assert(
    fc.property(torn, ({ seen, claims }) => {
      const plan = planBook(seen, claims);
      const rows = [...seen.numbers, ...(plan?.lost ?? [])].toSorted((a, b) => a.n - b.n);
      expect(rows.map(({ n }) => n)).toEqual(rows.map((_, at) => at + 1));
      const dates = rows.map((row) => row.date);
      expect(dates).toEqual(dates.toSorted());
      const last = plan?.last ?? seen.counter?.last ?? 0;
      expect(last).toBe(rows.length);
      const lastDate = plan?.lastDate ?? seen.counter?.lastDate ?? '';
      expect(lastDate >= (dates.at(-1) ?? '')).toBe(true);
      for (const { n } of claims) expect(n).toBeLessThanOrEqual(last);
    }),
  );
});
