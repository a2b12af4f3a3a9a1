import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { closeYear } from '../../lib/register/books/close-year.ts';
import { createClosingStore } from '../../lib/register/books/closings.dynamo.ts';
import { periodOf, printBook } from '../../lib/register/books/printed-book.ts';
import { scanTable, storeOf } from '../support/office/observe.ts';
import { type BooksOffice, factsOf, openBooksOffice } from './books-office.ts';

const clerk = { personId: 'van-thu', role: 'clerk' };
let books: BooksOffice;
beforeAll(async () => {
  books = await openBooksOffice();
  for (const key of ['mot', 'hai', 'ba']) await books.send('document.received', key, factsOf(key));
  await books.office.settle();
  const officeId = documentIdOf('e-office', 'hai');
  const reason = 'Vào nhầm sổ';
  await books.send('number.voided', 'hai', { officeId, actor: clerk, reason }, 'desk');
  const copy = { documentId: 'mot', form: 'SY', count: 1, addressees: [], actor: clerk };
  await books.send('document.copied', 'mot', copy);
  await books.office.settle();
});
afterAll(() => books.close());

describe('Closing a year', () => {
  const close = async (now: string) => {
    const entries = await books.entries('incoming');
    const { dynamodb } = books.test.ground.clients;
    return closeYear(createClosingStore(dynamodb, books.test.names.tables), {
      book: 'incoming',
      year: 2026,
      entries,
      printed: printBook({
        book: 'incoming',
        agency: { name: 'Ủy ban Dân tộc' },
        period: periodOf(2026),
        rows: await books.rows('incoming'),
        volume: 1,
        printedAt: new Date(now),
      }),
      closedBy: 'van-thu',
      now: new Date(now),
    });
  };
  const take = async (key: string, n: number) => {
    const documentId = documentIdOf('e-office', key);
    const base = await storeOf(books.test).load(documentId);
    if (base === undefined) throw new Error('not there');
    const now = new Date('2026-12-31T16:59:59Z');
    await storeOf(books.test).commit({
      documentId,
      base,
      next: { ...base, numbering: { ...base.numbering, n } },
      numberTaken: { seriesId: 'den', year: 2026, n, date: '2026-12-31' },
      works: [],
      now,
      history: { action: `take-${n}`, by: 'test', at: now.toISOString() },
    });
  };

  it('is refused until the year is over in Vietnam', async () => {
    await expect(close('2026-12-31T16:59:59Z')).rejects.toMatchObject({ code: 'YEAR_NOT_OVER' });
  });

  it('keeps a record for good; no number of the year can be taken after it', async () => {
    const first = await close('2026-12-31T17:00:00Z');
    expect(first).toMatchObject({
      repeated: false,
      closing: {
        count: 3,
        voids: 1,
        series: [{ seriesId: 'den', first: 1, last: 3, voids: 1 }],
        closedBy: 'van-thu',
      },
    });
    await expect(take('ba', 4)).rejects.toThrow(ConcurrencyError);
    const again = await close('2027-02-01T00:00:00Z');
    expect(again).toEqual({ closing: first.closing, repeated: true });
    const lines = (await scanTable(books.test, books.test.names.tables.history)).filter(
      ({ pk }) => pk === 'BOOK#incoming#2026',
    );
    expect(lines).toMatchObject([{ action: 'book.closed', by: 'van-thu' }]);
  });

  it('meets a number that is taken at the same time: one of the two gives way', async () => {
    const { dynamodb } = books.test.ground.clients;
    const store = createClosingStore(dynamodb, books.test.names.tables);
    await expect(
      store.close({
        book: 'copies',
        year: 2026,
        count: 0,
        voids: 0,
        // A number has been taken since the book was read.
        series: [{ seriesId: 'sao', first: 0, last: 0, voids: 0 }],
        sha256: '',
        closedBy: 'van-thu',
        closedAt: '2027-01-01T00:00:00Z',
      }),
    ).rejects.toThrow(ConcurrencyError);
    expect(await store.find('copies', 2026)).toBeUndefined();
  });
});
