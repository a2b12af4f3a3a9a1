import {
  BatchGetItemCommand,
  type DynamoDBClient,
  paginateQuery,
  paginateScan,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../../kernel/errors.ts';
import { noticeRow } from '../../notices/notice-row.ts';
import { voidPlace } from '../../register/books/void-number.dynamo.ts';
import { documentCopy } from '../../register/copies.ts';
import {
  copyKey,
  counterKey,
  historyKey,
  numberKey,
  stateKey,
} from '../../register/item-keys.dynamo.ts';
import { setPaused } from '../../register/pause-switch.dynamo.ts';
import { putNew, toItem } from '../../register/transact-item.dynamo.ts';
import { bookOf, booksOf } from '../check-numbers.ts';
import type { OfficeTableNames } from '../register-checks.dynamo.ts';
import type { BookRepair, LostNumber } from './plan-numbers.ts';
import type { HeldNumber, RecoveryAct, RecoveryStore } from './recover-office.ts';
import { voidedByRecovery } from './recovery-texts.vi.ts';

type Counter = NonNullable<BookRepair['counter']>;

/** Two items for each lost number and one for the counter: far below the 100 of a transaction. */
const PAGE = 20;

const pagesOf = (lost: readonly LostNumber[]): readonly (readonly LostNumber[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(lost.length / PAGE)) }, (_, page) =>
    lost.slice(page * PAGE, (page + 1) * PAGE),
  );

/** The counter moves only from where it was read: nothing else may have given a number since. */
const counterUpdate = (
  table: string,
  book: BookRepair,
  from: Counter | undefined,
  to: Counter,
): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: toItem(counterKey(book.seriesId, book.year)),
    UpdateExpression: 'SET #last = :to, #lastDate = :date',
    ConditionExpression:
      from === undefined ? 'attribute_not_exists(pk)' : '#last = :from AND #lastDate = :fromDate',
    ExpressionAttributeNames: { '#last': 'last', '#lastDate': 'lastDate' },
    ExpressionAttributeValues: toItem({
      ':to': to.last,
      ':date': to.lastDate,
      ...(from === undefined ? {} : { ':from': from.last, ':fromDate': from.lastDate }),
    }),
  },
});

const rowItems = (
  tables: OfficeTableNames,
  book: BookRepair,
  { n, date, documentIds: [documentId], copies: [copy] = [], status }: LostNumber,
  { by, at, reason }: RecoveryAct,
): TransactWriteItem[] => {
  const { seriesId, year } = book;
  const row = putNew(tables.register, {
    ...numberKey({ seriesId, year, n }),
    ...(documentId === undefined ? {} : { documentId }),
    date,
    status,
    ...(status === 'issued' && copy !== undefined ? { copyId: copy.copyId } : {}),
    ...(status === 'void'
      ? { reason: `${voidedByRecovery}: ${reason}`, ...voidPlace({ seriesId, n, date }) }
      : {}),
  });
  if (documentId === undefined || status === 'issued') return [row];
  const line = { action: 'number.voided', by, at: at.toISOString(), to: 'void' };
  const cause = JSON.stringify(['recover', seriesId, year, n]);
  return [
    row,
    putNew(tables.history, {
      ...historyKey(documentId, { at: line.at, revision: 0, cause }),
      ...line,
      reason: `${voidedByRecovery}: ${n} ${seriesId}/${year}. ${reason}`,
    }),
  ];
};

const laterOf = (a: string, b: string): string => (a > b ? a : b);

const writeRepair = async (
  client: DynamoDBClient,
  tables: OfficeTableNames,
  book: BookRepair,
  act: RecoveryAct,
): Promise<void> => {
  let from = book.counter;
  const pages = pagesOf(book.lost);
  for (const [at, page] of pages.entries()) {
    const isLast = at === pages.length - 1;
    const reached = page.at(-1);
    const to: Counter = {
      last: isLast ? book.last : Math.max(from?.last ?? 0, reached?.n ?? 0),
      lastDate: isLast ? book.lastDate : laterOf(from?.lastDate ?? '', reached?.date ?? ''),
    };
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            counterUpdate(tables.register, book, from, to),
            ...page.flatMap((lost) => rowItems(tables, book, lost, act)),
          ],
        }),
      );
    } catch (error) {
      if (error instanceof TransactionCanceledException)
        throw new ConcurrencyError('a book', error);
      throw error;
    }
    from = to;
  }
};

const BATCH = 100;
/** Among so many lines of its history is the event that opened a document. */
const FIRST_LINES = 20;

/** Consistent. @throws ConcurrencyError when the table is throttled */
const readItems = async (
  client: DynamoDBClient,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
  projection?: string,
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  for (let at = 0; at < keys.length; at += BATCH) {
    const Keys = keys.slice(at, at + BATCH).map((key) => marshall(key));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [table]: {
            Keys,
            ConsistentRead: true,
            ...(projection === undefined ? {} : { ProjectionExpression: projection }),
          },
        },
      }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new ConcurrencyError('a throttled read');
    items.push(...(Responses?.[table] ?? []).map((item) => unmarshall(item)));
  }
  return items;
};

/** The restored tables as recovery reads and writes them (operator's command). */
export const createRecoveryStore = (
  client: DynamoDBClient,
  tables: OfficeTableNames,
): RecoveryStore => ({
  pause: (effect, by, at) => setPaused(client, tables.directory, { effect, paused: true, by, at }),

  async books() {
    const items: Record<string, unknown>[] = [];
    const pages = paginateScan(
      { client },
      {
        TableName: tables.register,
        FilterExpression: 'begins_with(pk, :series)',
        ExpressionAttributeValues: marshall({ ':series': 'SERIES#' }),
        ProjectionExpression: 'pk, sk',
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return booksOf(items).map(({ seriesId, year }) => ({ seriesId, year }));
  },

  async book(book) {
    const items: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: tables.register,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': counterKey(book.seriesId, book.year).pk }),
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return bookOf(book, items);
  },

  repair: (repair, act) => writeRepair(client, tables, repair, act),

  async documents(documentIds) {
    const keys = documentIds.map((id) => stateKey(id));
    const items = await readItems(client, tables.register, keys, 'documentId, numbering');
    return new Map(
      items.map(({ documentId, numbering }) => [String(documentId), numbering as HeldNumber]),
    );
  },

  async copies(copies) {
    const keys = copies.map(({ documentId, copyId }) => copyKey(documentId, copyId));
    return (await readItems(client, tables.register, keys)).map((item) => documentCopy.parse(item));
  },

  async sourceOf(documentId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.history,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': stateKey(documentId).pk }),
        Limit: FIRST_LINES,
      }),
    );
    const opened = Items.map((item) => unmarshall(item)).find(({ action }) =>
      String(action).startsWith('document.'),
    );
    return opened === undefined ? undefined : String(opened['by']);
  },

  async *openNotices() {
    const pages = paginateQuery(
      { client },
      {
        TableName: tables.notices,
        IndexName: 'due',
        KeyConditionExpression: 'dueEffect = :effect',
        ExpressionAttributeValues: marshall({ ':effect': 'send-sms' }),
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) yield noticeRow.parse(unmarshall(item));
  },
});
