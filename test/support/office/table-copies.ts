import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TestGround } from './ground.ts';
import { scanTable } from './observe.ts';

type Item = Readonly<Record<string, unknown>>;
export type TableCopies = ReadonlyMap<string, ReadonlyMap<string, Item>>;

const keyOf = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);

/** Every table as it is now; point-in-time recovery promises no more than that. */
export const copyTables = async (test: TestGround): Promise<TableCopies> => {
  const copies = new Map<string, ReadonlyMap<string, Item>>();
  for (const table of Object.values(test.names.tables))
    copies.set(
      table,
      new Map((await scanTable(test, table)).map((item) => [keyOf(item), item] as const)),
    );
  return copies;
};

const BATCH = 25;

const changesOf = (now: ReadonlyMap<string, Item>, copy: ReadonlyMap<string, Item>) => [
  ...[...now]
    .filter(([key]) => !copy.has(key))
    .map(([, { pk, sk }]): WriteRequest => ({ DeleteRequest: { Key: marshall({ pk, sk }) } })),
  ...[...copy]
    .filter(([key, item]) => JSON.stringify(now.get(key)) !== JSON.stringify(item))
    .map(([, item]): WriteRequest => ({ PutRequest: { Item: marshall(item) } })),
];

/** Puts every table back; buckets, queues and what has left the house stay as they are. */
export const restoreTables = async (test: TestGround, copies: TableCopies): Promise<void> => {
  const present = await copyTables(test);
  for (const [table, copy] of copies) {
    const changes = changesOf(present.get(table) ?? new Map(), copy);
    for (let at = 0; at < changes.length; at += BATCH)
      await test.ground.clients.dynamodb.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: changes.slice(at, at + BATCH) } }),
      );
  }
};
