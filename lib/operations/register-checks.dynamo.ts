import {
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { vietnamYear } from '../kernel/vietnam-time.ts';
import { counterKey, pausedKey } from '../register/item-keys.dynamo.ts';
import type { NumberEvidenceReader, SeriesYear } from '../register/number-evidence.ts';
import type { Effect } from '../register/work.ts';
import { bookName, bookOf, booksOf } from './check-numbers.ts';
import type { BooksSeen, PausedEffect, SeriesBook } from './readers.ts';

export interface OfficeTableNames {
  readonly register: string;
  readonly history: string;
  readonly directory: string;
  readonly notices: string;
}

export interface ToDoSeen {
  readonly documentId: string;
  readonly kind: string;
  readonly dueBy?: string;
  readonly atOnce?: boolean;
}

/** Books every office has, also one whose evidence is younger than its numbers. */
const USUAL_SERIES = ['den', 'di'];
/** Lists of work longer than this are counted as this. */
const LONGEST_LIST = 1_000;

type Item = Record<string, unknown>;

export const createRegisterChecks = (
  client: DynamoDBClient,
  tables: OfficeTableNames,
  evidence: NumberEvidenceReader,
) => {
  const readBook = async (book: SeriesYear): Promise<SeriesBook> => {
    const items: Item[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: tables.register,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': counterKey(book.seriesId, book.year).pk }),
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return bookOf(book, items);
  };

  /** Only what stands above the counter is asked for: normally nothing. */
  const withEvidence = async (book: SeriesBook): Promise<SeriesBook> => {
    let highest = 0;
    for await (const { n } of evidence.claimsAbove(book, book.counter?.last ?? 0)) highest = n;
    return highest === 0 ? book : { ...book, highestEvidence: highest };
  };

  const scan = async (TableName: string, filter: string, value: string): Promise<Item[]> => {
    const items: Item[] = [];
    const pages = paginateScan(
      { client },
      {
        TableName,
        FilterExpression: filter,
        ExpressionAttributeValues: marshall({ ':value': value }),
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return items;
  };

  const knownBooks = async (now: Date): Promise<SeriesYear[]> => {
    const year = vietnamYear(now);
    const usual = USUAL_SERIES.map((seriesId) => ({ seriesId, year }));
    const found = [...usual, ...(await evidence.series())];
    return [...new Map(found.map((book) => [bookName(book), book])).values()];
  };

  return {
    async pausedEffects(): Promise<PausedEffect[]> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tables.directory, Key: marshall(pausedKey()) }),
      );
      const effects = Item === undefined ? {} : (unmarshall(Item)['effects'] ?? {});
      return Object.entries(effects as Record<string, { by: string; at: string }>).map(
        ([effect, mark]) => ({ effect, by: mark.by, at: mark.at }),
      );
    },

    async oldestDue(effect: Effect, now: Date): Promise<string | undefined> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: effect === 'send-sms' ? tables.notices : tables.register,
          IndexName: 'due',
          KeyConditionExpression: 'dueEffect = :effect AND dueAt <= :now',
          ExpressionAttributeValues: marshall({ ':effect': effect, ':now': now.toISOString() }),
          Limit: 1,
        }),
      );
      const [oldest] = Items.map((item) => unmarshall(item));
      return oldest === undefined ? undefined : String(oldest['dueAt']);
    },

    /** What waits on a desk, oldest first. */
    async toDos(desk: string): Promise<ToDoSeen[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.register,
          IndexName: 'to-do',
          KeyConditionExpression: '#desk = :desk',
          ExpressionAttributeNames: { '#desk': 'desk' },
          ExpressionAttributeValues: marshall({ ':desk': desk }),
          Limit: LONGEST_LIST,
        }),
      );
      return Items.map((item) => unmarshall(item) as unknown as ToDoSeen);
    },

    /** The books of this year and the last one: a book of 20,000 numbers is a few pages. */
    async recentBooks(now: Date): Promise<BooksSeen> {
      const year = vietnamYear(now);
      const known = await knownBooks(now);
      const recent = known.filter((book) => book.year >= year - 1);
      const books: SeriesBook[] = [];
      for (const name of recent) books.push(await withEvidence(await readBook(name)));
      return {
        books: books.filter(({ counter, numbers, highestEvidence }) =>
          [counter, numbers[0], highestEvidence].some((part) => part !== undefined),
        ),
        notSeen: known.filter((book) => book.year < year - 1).map(bookName),
      };
    },

    /** Every book there is, by a scan of the register. */
    async allBooks(): Promise<BooksSeen> {
      const stored = booksOf(await scan(tables.register, 'begins_with(pk, :value)', 'SERIES#'));
      const names = new Set(stored.map(bookName));
      const lost = (await evidence.series())
        .filter((book) => !names.has(bookName(book)))
        .map((book): SeriesBook => ({ ...book, numbers: [] }));
      const books: SeriesBook[] = [];
      for (const book of [...stored, ...lost]) books.push(await withEvidence(book));
      return { books, notSeen: [] };
    },

    /** A scan of the directory, which is small. */
    async certificates(): Promise<{ signerId: string; certificate: string }[]> {
      const signers = await scan(tables.directory, 'sk = :value', 'SIGNER');
      return signers.map(({ signerId, certificate }) => ({
        signerId: String(signerId),
        certificate: String(certificate),
      }));
    },
  };
};
