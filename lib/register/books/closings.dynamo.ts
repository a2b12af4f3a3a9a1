import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../../kernel/errors.ts';
import type { RegisterTables } from '../document-store.dynamo.ts';
import { closingKey, counterKey } from '../item-keys.dynamo.ts';
import { putNew } from '../transact-item.dynamo.ts';
import { type ClosedBook, type Closing, type ClosingStore, closing } from './close-year.ts';

export const createClosingStore = (
  client: DynamoDBClient,
  tables: RegisterTables,
): ClosingStore => {
  const read = async (key: { pk: string; sk: string }) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tables.register, Key: marshall(key), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  };

  /** The counter's mark is what the transaction of every number looks at. */
  const endSeries = async (
    { seriesId, last }: Closing['series'][number],
    year: number,
    closedAt: string,
  ): Promise<void> => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tables.register,
          Key: marshall(counterKey(seriesId, year)),
          UpdateExpression:
            'SET #last = if_not_exists(#last, :last), #closedAt = if_not_exists(#closedAt, :at)',
          ConditionExpression:
            last === 0 ? 'attribute_not_exists(#last) OR #last = :last' : '#last = :last',
          ExpressionAttributeNames: { '#last': 'last', '#closedAt': 'closedAt' },
          ExpressionAttributeValues: marshall({ ':last': last, ':at': closedAt }),
        }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException)
        throw new ConcurrencyError('a series', error);
      throw error;
    }
  };

  return {
    async find(book: ClosedBook, year: number) {
      const item = await read(closingKey(book, year));
      return item === undefined ? undefined : closing.parse(item);
    },

    async lastNumber(seriesId, year) {
      return Number((await read(counterKey(seriesId, year)))?.['last'] ?? 0);
    },

    async close(record) {
      const { book, year, series, closedAt, closedBy, sha256 } = record;
      for (const ended of series) await endSeries(ended, year, closedAt);
      try {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              putNew(tables.register, { ...closingKey(book, year), ...record }),
              putNew(tables.history, {
                ...closingKey(book, year),
                action: 'book.closed',
                by: closedBy,
                at: closedAt,
                to: 'closed',
                sha256,
              }),
            ],
          }),
        );
      } catch (error) {
        if (error instanceof TransactionCanceledException)
          throw new ConcurrencyError('a book', error);
        throw error;
      }
    },
  };
};
