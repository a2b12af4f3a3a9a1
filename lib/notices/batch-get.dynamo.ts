import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import { type RetryDeps, retryWithJitter } from '../kernel/retry.ts';

export interface BatchGetDeps {
  readonly dynamo: DynamoDBClient;
  readonly retry: RetryDeps;
}

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

type Item = Record<string, AttributeValue>;

/**
 * Up to 100 items of one or more tables in one consistent call; what a throttled engine left
 * out is asked for again.
 * @returns the items found, by table; of a table without any, an empty list
 * @throws ConcurrencyError when the engine stays too busy
 */
export const batchGet = async (
  deps: BatchGetDeps,
  keysOfTable: Readonly<Record<string, readonly ItemKey[]>>,
): Promise<(tableName: string) => readonly Record<string, unknown>[]> => {
  const found: { tableName: string; item: Record<string, unknown> }[] = [];
  let wanted: [string, Item[]][] = Object.entries(keysOfTable)
    .map(([tableName, keys]): [string, Item[]] => [tableName, keys.map((key) => marshall(key))])
    .filter(([, keys]) => keys.length > 0);
  const readOnce = async () => {
    if (wanted.length === 0) return;
    const { Responses = {}, UnprocessedKeys = {} } = await deps.dynamo.send(
      new BatchGetItemCommand({
        RequestItems: Object.fromEntries(
          wanted.map(([tableName, Keys]) => [tableName, { Keys, ConsistentRead: true }]),
        ),
      }),
    );
    for (const [tableName, items] of Object.entries(Responses)) {
      found.push(...items.map((item) => ({ tableName, item: unmarshall(item) })));
    }
    wanted = Object.entries(UnprocessedKeys).map(([tableName, { Keys }]) => [
      tableName,
      Keys ?? [],
    ]);
    if (wanted.length > 0) throw new ConcurrencyError('a throttled read');
  };
  await retryWithJitter(
    deps.retry,
    { tries: 6, baseMs: 25, retryable: (error) => error instanceof ConcurrencyError },
    readOnce,
  );
  return (tableName) =>
    found.filter((entry) => entry.tableName === tableName).map(({ item }) => item);
};
