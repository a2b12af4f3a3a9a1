import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OfficeError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { voidPlace } from '../../lib/register/books/void-number.dynamo.ts';
import { numberKey } from '../../lib/register/item-keys.dynamo.ts';
import { scanTable } from '../support/office/observe.ts';
import { type BooksOffice, factsOf, MONTH, openBooksOffice } from './books-office.ts';

const CANARY = 'Chim hoàng yến';
let books: BooksOffice;
const operations: string[] = [];

/** Each waits for the one before it, so that the numbers come in this order. */
const enter = async (): Promise<void> => {
  await books.send('document.received', 'mot', { ...factsOf('mot'), typeName: 'Quyết định' });
  await books.office.settle();
  await books.send('document.registered', 'hai', { ...factsOf('hai'), direction: 'incoming' });
  await books.office.settle();
  await books.send('document.received', 'ba', { ...factsOf('ba'), urgency: 'hoa_toc' });
  await books.send('document.received', 'giu', {
    ...factsOf('giu'),
    abstract: CANARY,
    secrecy: undefined,
  });
  await books.send('document.received', 'mat', {
    ...factsOf('mat'),
    abstract: CANARY,
    secrecy: 'Tối mật',
  });
  await books.send('document.received', 'nhan', {
    ...factsOf('nhan'),
    abstract: `${CANARY} (MẬT)`,
  });
  await books.send('document.registered', 'di', {
    ...factsOf('di'),
    direction: 'outgoing',
    codeSuffix: 'QĐ-UBDT',
    seriesId: 'quyet-dinh',
  });
  await books.office.settle();
};

beforeAll(async () => {
  books = await openBooksOffice();
  await enter();
  const { dynamodb } = books.test.ground.clients;
  dynamodb.middlewareStack.add(
    (next, context) => (input) => {
      operations.push(String(context['commandName']));
      return next(input);
    },
    { step: 'initialize', name: 'recordOperations' },
  );
});
afterAll(() => books.close());

describe('The incoming book', () => {
  it('has paper and electronic documents in one sequence, in its order', async () => {
    expect(
      (await books.rows('incoming')).map(({ cells }) => [cells['number'], cells['abstract']]),
    ).toEqual([
      ['01', 'Quyết định: Về việc mot'],
      ['02', 'Về việc hai'],
      ['03', 'Về việc ba'],
    ]);
  });

  it('holds nothing of held and secret documents, and nothing of another month', async () => {
    const text = JSON.stringify([
      await books.entries('incoming'),
      await books.entries('outgoing'),
      await books.entries('progress'),
    ]);
    expect(text).not.toContain(CANARY);
    for (const key of ['giu', 'mat', 'nhan'])
      expect(text).not.toContain(documentIdOf('e-office', key));
    expect(await books.entries('incoming', '2026-10')).toEqual([]);
  });

  it('is read page by page, each line once, without a scan', async () => {
    operations.length = 0;
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await books.reader.month({
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
    const page = await books.reader.month({ book: 'incoming', month: MONTH, limit: 3 });
    expect(page.entries).toHaveLength(3);
    expect(page.cursor).toBeUndefined();
  });

  it('looks through the whole month for what is asked', async () => {
    const found = await books.reader.month({
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
      books.reader.month({ book: 'incoming', month: MONTH, limit: 1, cursor }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it.each(['', '%%%', 'bnVsbA', 'e30'])('refuses %j as a cursor', async (cursor) => {
    await expect(
      books.reader.month({ book: 'incoming', month: MONTH, limit: 1, cursor }),
    ).rejects.toBeInstanceOf(OfficeError);
  });
});

describe('Void numbers', () => {
  it('stand in the book with their reasons, with and without a document', async () => {
    const actor = { personId: 'van-thu', role: 'clerk' };
    const officeId = documentIdOf('e-office', 'hai');
    await books.send('number.voided', 'hai', { officeId, actor, reason: 'Vào nhầm sổ' }, 'desk');
    const lost = { seriesId: 'quyet-dinh', year: 2026, n: 2, date: '2026-11-24' };
    await books.test.ground.clients.dynamodb.send(
      new PutItemCommand({
        TableName: books.test.names.tables.register,
        Item: marshall({
          ...numberKey(lost),
          date: lost.date,
          status: 'void',
          reason: 'Khôi phục',
          ...voidPlace(lost),
        }),
      }),
    );
    const incoming = await books.rows('incoming');
    expect(incoming.map(({ status, cells }) => [cells['number'], status, cells['note']])).toEqual([
      ['01', 'entered', 'Bản giấy'],
      ['02', 'void', 'Hủy số: Vào nhầm sổ; Bản giấy'],
      ['03', 'entered', 'Hỏa tốc; Bản giấy'],
    ]);
    expect(
      (await books.rows('outgoing')).map(({ cells }) => [cells['code'], cells['note']]),
    ).toEqual([
      ['01/QĐ-UBDT', 'Bản giấy'],
      ['02', 'Hủy số: Khôi phục'],
    ]);
  });

  it('between two documents are found although their rows have no place of their own', async () => {
    const number = (await scanTable(books.test, books.test.names.tables.register)).find(
      ({ pk, sk }) => pk === 'SERIES#den#2026' && sk === 'N#000002',
    );
    expect(number).toMatchObject({ status: 'void' });
    expect(number).not.toHaveProperty('month');
    const page = await books.reader.month({
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
    await books.send('document.copied', 'mot', {
      documentId: 'mot',
      form: 'SY',
      count: 2,
      addressees: ['Sở Nội vụ'],
      actor: { personId: 'van-thu', role: 'clerk' },
    });
    await books.office.settle();
    expect((await books.rows('copies')).map(({ cells }) => cells)).toMatchObject([
      { code: '01/SY-UBDT', kind: 'Sao y', abstract: 'Quyết định: Về việc mot', copies: '02' },
    ]);
  });
});
