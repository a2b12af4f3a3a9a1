import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { OfficeError } from '../../kernel/errors.ts';
import { documentCopy } from '../copies.ts';
import { documentState } from '../document-state.ts';
import type { Book, BookEntry } from './book.ts';
import type { BookReader, MonthQuery } from './book-reader.ts';
import { isWanted } from './filter.ts';
import { withRelated } from './related.dynamo.ts';
import { voidEntryOf } from './void-number.dynamo.ts';
import { readVoids, withVoids } from './voids.dynamo.ts';

/** Items read at once; the originals of copies fit into one batch. */
const READ_AT_ONCE = 100;

type Item = Record<string, unknown>;

const partitionOf = (book: Book, month: string): string =>
  `${book === 'progress' ? 'incoming' : book}#${month}`;

const position = z.object({
  month: z.string(),
  position: z.string(),
  pk: z.string(),
  sk: z.string(),
});

/** Where the next page begins: the key of the last item that was looked at. */
const writeCursor = (item: Item): string =>
  Buffer.from(
    JSON.stringify({
      month: item['month'],
      position: item['position'],
      pk: item['pk'],
      sk: item['sk'],
    }),
  ).toString('base64url');

const readCursor = (cursor: string, month: string): Record<string, AttributeValue> => {
  const fail = (): never => {
    throw new OfficeError('BAD_REQUEST', 'a cursor of another query', {
      facts: { where: 'cursor' },
    });
  };
  try {
    const key = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return key.month === month ? marshall(key) : fail();
  } catch (cause) {
    if (cause instanceof OfficeError) throw cause;
    return fail();
  }
};

/** A document, a copy, or a number that stands in the index because nothing has it. */
const entryOf = (item: Item): BookEntry => {
  const sortKey = String(item['sk']);
  if (sortKey === 'STATE') return { kind: 'document', state: documentState.parse(item) };
  if (sortKey.startsWith('COPY#')) return { kind: 'copy', copy: documentCopy.parse(item) };
  return voidEntryOf(item);
};

export const createBookReader = (client: DynamoDBClient, registerTable: string): BookReader => {
  async function* readPages(
    month: string,
    cursor: string | undefined,
  ): AsyncGenerator<{ readonly items: readonly Item[]; readonly isEnd: boolean }> {
    let from = cursor === undefined ? undefined : readCursor(cursor, month);
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: registerTable,
          IndexName: 'by-month',
          KeyConditionExpression: '#month = :month',
          ExpressionAttributeNames: { '#month': 'month' },
          ExpressionAttributeValues: marshall({ ':month': month }),
          Limit: READ_AT_ONCE,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      from = LastEvaluatedKey;
      yield { items: Items.map((item) => unmarshall(item)), isEnd: from === undefined };
    } while (from !== undefined);
  }

  /** A stretch of the index as entries that can be judged: originals of copies are read with it. */
  async function* readEntries(
    month: string,
    cursor: string | undefined,
  ): AsyncGenerator<{ readonly item: Item; readonly entry: BookEntry; readonly isLast: boolean }> {
    for await (const { items, isEnd } of readPages(month, cursor)) {
      const entries = await withRelated(client, registerTable, items.map(entryOf));
      for (const [at, entry] of entries.entries())
        yield { item: items[at] ?? {}, entry, isLast: isEnd && at === entries.length - 1 };
    }
  }

  /** Reads on until the page is full or the month ends; what is not wanted does not count. */
  const collect = async ({ book, month, filter, cursor, limit }: MonthQuery) => {
    const wanted: BookEntry[] = [];
    for await (const { item, entry, isLast } of readEntries(partitionOf(book, month), cursor)) {
      if (isWanted(book, entry, filter)) wanted.push(entry);
      if (wanted.length >= limit && !isLast) return { wanted, cursor: writeCursor(item) };
    }
    return { wanted };
  };

  return {
    async month(query) {
      const { wanted, cursor } = await collect(query);
      const voids = await readVoids(client, registerTable, wanted);
      const entries = withVoids(wanted, voids).filter((entry) =>
        isWanted(query.book, entry, query.filter),
      );
      return { entries, ...(cursor === undefined ? {} : { cursor }) };
    },
  };
};
