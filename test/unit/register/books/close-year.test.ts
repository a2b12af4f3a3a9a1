import { describe, expect, it } from '@jest/globals';
import type { BookEntry } from '../../../../lib/register/books/book.ts';
import {
  type Closing,
  type ClosingStore,
  closeYear,
} from '../../../../lib/register/books/close-year.ts';
import { entryOf, idOf, numbered, outgoing, printed, rowsOf } from './book-documents.ts';

/** A store in memory whose counters have given so many numbers. */
const storeWith = (last: Readonly<Record<string, number>>) => {
  const closings: Closing[] = [];
  const store: ClosingStore = {
    find: async (book, year) =>
      closings.find((closing) => closing.book === book && closing.year === year),
    lastNumber: async (seriesId) => last[seriesId] ?? 0,
    close: async (closing) => {
      closings.push(closing);
    },
  };
  return { store, closings };
};

const close = (
  store: ClosingStore,
  entries: readonly BookEntry[],
  {
    book = 'incoming',
    now = '2026-12-31T17:00:00Z',
  }: { book?: 'incoming' | 'outgoing'; now?: string } = {},
) =>
  closeYear(store, {
    book,
    year: 2026,
    entries,
    printed: printed(rowsOf(entries, book), book),
    closedBy: 'van-thu',
    now: new Date(now),
  });

const paper = (n: number, blocks: Parameters<typeof outgoing>[0] = {}) =>
  entryOf({
    ...outgoing({ ...blocks, numbering: { n, ...blocks.numbering } }),
    documentId: idOf(n),
  });

describe('Closing a year of a book', () => {
  it('waits for midnight in Vietnam, not in Greenwich', async () => {
    const { store, closings } = storeWith({ den: 1 });
    await expect(
      close(store, [numbered(1)], { now: '2026-12-31T16:59:59.999Z' }),
    ).rejects.toMatchObject({
      code: 'YEAR_NOT_OVER',
      facts: { year: '2026' },
    });
    await close(store, [numbered(1)], { now: '2026-12-31T17:00:00Z' });
    expect(closings).toHaveLength(1);
  });

  it('records how much stands in it, which numbers are void, and what it reads', async () => {
    const { store } = storeWith({ den: 3 });
    const gone = { kind: 'void', seriesId: 'den', year: 2026, n: 3, date: '2026-11-24' } as const;
    const entries = [numbered(1), numbered(2, undefined, { numbering: { status: 'void' } }), gone];
    const { closing } = await close(store, entries);
    expect(closing).toMatchObject({
      count: 3,
      voids: 2,
      series: [{ seriesId: 'den', first: 1, last: 3, voids: 2 }],
    });
    const other = await close(storeWith({ den: 2 }).store, [numbered(1), numbered(2)]);
    expect(closing.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(other.closing.sha256).not.toBe(closing.sha256);
  });

  it.each(['leader_signed', 'seal_waiting', 'sealing', 'refused'] as const)(
    'is refused while a number belongs to a document that is %s',
    async (status) => {
      const { store, closings } = storeWith({ di: 2 });
      const entries = [paper(1), paper(2, { signing: { status } })];
      await expect(close(store, entries, { book: 'outgoing' })).rejects.toMatchObject({
        code: 'NUMBERS_OPEN',
        facts: { count: '1', numbers: '2' },
      });
      expect(closings).toEqual([]);
    },
  );

  it('is done once these are issued or void', async () => {
    const { store } = storeWith({ di: 3 });
    const entries = [
      paper(1),
      paper(2, { signing: { status: 'issued' } }),
      paper(3, { signing: { status: 'voided' }, numbering: { status: 'void' } }),
    ];
    expect((await close(store, entries, { book: 'outgoing' })).closing.voids).toBe(1);
  });

  it.each([
    ['a number the counter gave stands nowhere', [1, 3], 3, '2'],
    ['the last number stands nowhere', [1, 2], 4, '3, 4'],
    ['a number stands twice', [1, 2, 2], 2, '–'],
  ])('is refused when %s', async (_, numbers, last, missing) => {
    const { store } = storeWith({ den: last });
    await expect(
      close(
        store,
        numbers.map((n) => numbered(n)),
      ),
    ).rejects.toMatchObject({
      code: 'BOOK_NOT_WHOLE',
      facts: { series: 'den', numbers: missing },
    });
  });

  it('a second time gives the first record, whatever has come since', async () => {
    const { store, closings } = storeWith({ den: 1 });
    const first = await close(store, [numbered(1)]);
    const second = await close(store, [numbered(1), numbered(2)]);
    expect(second).toEqual({ closing: first.closing, repeated: true });
    expect(closings).toHaveLength(1);
  });

  it('ends the series of a book in which nothing stands, so that nothing ever will', async () => {
    const { closing } = await close(storeWith({}).store, []);
    expect(closing).toMatchObject({ count: 0, series: [{ seriesId: 'den', first: 0, last: 0 }] });
  });
});
