import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConcurrencyError, OfficeError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import type { Book, BookEntry } from '../../lib/register/books/book.ts';
import { type BookReader, readMonths } from '../../lib/register/books/book-reader.ts';
import { createBookReader } from '../../lib/register/books/books.dynamo.ts';
import { closeYear } from '../../lib/register/books/close-year.ts';
import { createClosingStore } from '../../lib/register/books/closings.dynamo.ts';
import { periodOf, printBook } from '../../lib/register/books/printed-book.ts';
import { rowOf } from '../../lib/register/books/row.ts';
import { voidPlace } from '../../lib/register/books/void-number.dynamo.ts';
import { numberKey } from '../../lib/register/item-keys.dynamo.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice, type SentEvent } from '../support/office/in-process.ts';
import { scanTable, storeOf } from '../support/office/observe.ts';

const MONTH = '2026-11';
const CANARY = 'Chim hoàng yến';
let test: TestGround;
let office: InProcessOffice;
let reader: BookReader;
const operations: string[] = [];

const facts = (key: string) => ({
  documentId: key,
  abstract: `Về việc ${key}`,
  issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
  secrecy: 'thường',
});
const send = (name: SentEvent['name'], key: string, data: object, source = 'e-office') =>
  office.send({ source, id: `${name}-${key}`, name, data: data as SentEvent['data'] });

/** Each waits for the one before it, so that the numbers come in this order. */
const enter = async (): Promise<void> => {
  await send('document.received', 'mot', { ...facts('mot'), typeName: 'Quyết định' });
  await office.settle();
  await send('document.registered', 'hai', { ...facts('hai'), direction: 'incoming' });
  await office.settle();
  await send('document.received', 'ba', { ...facts('ba'), urgency: 'hoa_toc' });
  await send('document.received', 'giu', { ...facts('giu'), abstract: CANARY, secrecy: undefined });
  await send('document.received', 'mat', { ...facts('mat'), abstract: CANARY, secrecy: 'Tối mật' });
  await send('document.received', 'nhan', { ...facts('nhan'), abstract: `${CANARY} (MẬT)` });
  await send('document.registered', 'di', {
    ...facts('di'),
    direction: 'outgoing',
    codeSuffix: 'QĐ-UBDT',
    seriesId: 'quyet-dinh',
  });
  await office.settle();
};

beforeAll(async () => {
  test = await openTestGround();
  office = await InProcessOffice.open(test, await fillDirectory(test), 'portal');
  const { dynamodb } = test.ground.clients;
  reader = createBookReader(dynamodb, test.names.tables.register);
  await enter();
  dynamodb.middlewareStack.add(
    (next, context) => (input) => {
      operations.push(String(context['commandName']));
      return next(input);
    },
    { step: 'initialize', name: 'recordOperations' },
  );
});
afterAll(async () => {
  office.close();
  await test.close();
});

const all = async (book: Book, month = MONTH): Promise<BookEntry[]> => {
  const entries: BookEntry[] = [];
  for await (const entry of readMonths(reader, book, [month])) entries.push(entry);
  return entries;
};
const rows = async (book: Book, month = MONTH) =>
  (await all(book, month))
    .map((entry) => rowOf(book, entry, new Map(), '2026-11-23'))
    .filter((row) => row !== undefined);

describe('The incoming book', () => {
  it('has paper and electronic documents in one sequence, in its order', async () => {
    expect(
      (await rows('incoming')).map(({ cells }) => [cells['number'], cells['abstract']]),
    ).toEqual([
      ['01', 'Quyết định: Về việc mot'],
      ['02', 'Về việc hai'],
      ['03', 'Về việc ba'],
    ]);
  });

  it('holds nothing of held and secret documents, and nothing of another month', async () => {
    const text = JSON.stringify([
      await all('incoming'),
      await all('outgoing'),
      await all('progress'),
    ]);
    expect(text).not.toContain(CANARY);
    for (const key of ['giu', 'mat', 'nhan'])
      expect(text).not.toContain(documentIdOf('e-office', key));
    expect(await all('incoming', '2026-10')).toEqual([]);
  });

  it('is read page by page, each line once, without a scan', async () => {
    operations.length = 0;
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await reader.month({
        book: 'incoming',
        month: MONTH,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(
        ...page.entries.map((entry) =>
          entry.kind === 'document' ? (entry.state.numbering.code ?? '') : '',
        ),
      );
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(['01', '02', '03']);
    expect(pages).toBe(2);
    expect(new Set(operations)).toEqual(new Set(['QueryCommand']));
  });

  it('gives no cursor where nothing follows', async () => {
    const page = await reader.month({ book: 'incoming', month: MONTH, limit: 3 });
    expect(page.entries).toHaveLength(3);
    expect(page.cursor).toBeUndefined();
  });

  it('looks through the whole month for what is asked', async () => {
    const found = await reader.month({
      book: 'incoming',
      month: MONTH,
      limit: 1,
      filter: { urgency: 'hoa_toc', issuer: 'quang ngai' },
    });
    expect(
      found.entries.map((entry) => entry.kind === 'document' && entry.state.numbering.n),
    ).toEqual([3]);
  });

  it.each([
    ['of another month', 'incoming#2026-10'],
    ['of another book', 'outgoing#2026-11'],
  ])('refuses a cursor %s', async (_, month) => {
    const cursor = Buffer.from(
      JSON.stringify({ month, position: 'x', pk: 'DOC#x', sk: 'STATE' }),
    ).toString('base64url');
    await expect(
      reader.month({ book: 'incoming', month: MONTH, limit: 1, cursor }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it.each(['', '%%%', 'bnVsbA', 'e30'])('refuses %j as a cursor', async (cursor) => {
    await expect(
      reader.month({ book: 'incoming', month: MONTH, limit: 1, cursor }),
    ).rejects.toBeInstanceOf(OfficeError);
  });
});

describe('Void numbers', () => {
  it('stand in the book with their reasons, with and without a document', async () => {
    const actor = { personId: 'van-thu', role: 'clerk' };
    const officeId = documentIdOf('e-office', 'hai');
    await send('number.voided', 'hai', { officeId, actor, reason: 'Vào nhầm sổ' }, 'desk');
    const lost = { seriesId: 'quyet-dinh', year: 2026, n: 2, date: '2026-11-24' };
    await test.ground.clients.dynamodb.send(
      new PutItemCommand({
        TableName: test.names.tables.register,
        Item: marshall({
          ...numberKey(lost),
          date: lost.date,
          status: 'void',
          reason: 'Khôi phục',
          ...voidPlace(lost),
        }),
      }),
    );
    const incoming = await rows('incoming');
    expect(incoming.map(({ status, cells }) => [cells['number'], status, cells['note']])).toEqual([
      ['01', 'entered', 'Bản giấy'],
      ['02', 'void', 'Hủy số: Vào nhầm sổ; Bản giấy'],
      ['03', 'entered', 'Hỏa tốc; Bản giấy'],
    ]);
    expect((await rows('outgoing')).map(({ cells }) => [cells['code'], cells['note']])).toEqual([
      ['01/QĐ-UBDT', 'Bản giấy'],
      ['02', 'Hủy số: Khôi phục'],
    ]);
  });

  it('between two documents are found although their rows have no place of their own', async () => {
    const number = (await scanTable(test, test.names.tables.register)).find(
      ({ pk, sk }) => pk === 'SERIES#den#2026' && sk === 'N#000002',
    );
    expect(number).toMatchObject({ status: 'void' });
    expect(number).not.toHaveProperty('month');
    const page = await reader.month({
      book: 'incoming',
      month: MONTH,
      limit: 10,
      filter: { from: 2, to: 2 },
    });
    expect(page.entries).toMatchObject([{ kind: 'document', voidReason: 'Vào nhầm sổ' }]);
  });
});

describe('The book of copies', () => {
  it('has the copy with what it was made of', async () => {
    await send('document.copied', 'mot', {
      documentId: 'mot',
      form: 'SY',
      count: 2,
      addressees: ['Sở Nội vụ'],
      actor: { personId: 'van-thu', role: 'clerk' },
    });
    await office.settle();
    expect((await rows('copies')).map(({ cells }) => cells)).toMatchObject([
      { code: '01/SY-UBDT', kind: 'Sao y', abstract: 'Quyết định: Về việc mot', copies: '02' },
    ]);
  });
});

describe('Closing a year', () => {
  const close = async (now: string) => {
    const entries = await all('incoming');
    const { dynamodb } = test.ground.clients;
    return closeYear(createClosingStore(dynamodb, test.names.tables), {
      book: 'incoming',
      year: 2026,
      entries,
      printed: printBook({
        book: 'incoming',
        agency: { name: 'Ủy ban Dân tộc' },
        period: periodOf(2026),
        rows: await rows('incoming'),
        volume: 1,
        printedAt: new Date(now),
      }),
      closedBy: 'van-thu',
      now: new Date(now),
    });
  };
  const take = async (key: string, n: number) => {
    const documentId = documentIdOf('e-office', key);
    const base = await storeOf(test).load(documentId);
    if (base === undefined) throw new Error('not there');
    const now = new Date('2026-12-31T16:59:59Z');
    await storeOf(test).commit({
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
    const lines = (await scanTable(test, test.names.tables.history)).filter(
      ({ pk }) => pk === 'BOOK#incoming#2026',
    );
    expect(lines).toMatchObject([{ action: 'book.closed', by: 'van-thu' }]);
  });

  it('meets a number that is taken at the same time: one of the two gives way', async () => {
    const { dynamodb } = test.ground.clients;
    const store = createClosingStore(dynamodb, test.names.tables);
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
