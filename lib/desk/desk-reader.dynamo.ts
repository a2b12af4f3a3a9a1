import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { ConcurrencyError, OfficeError } from '../kernel/errors.ts';
import { documentState } from '../register/document-state.ts';
import type { ToDoRow } from '../register/document-store.ts';
import type { HistoryLine } from '../register/history.ts';
import { stateKey, toDoKey } from '../register/item-keys.dynamo.ts';
import type { DeskReader } from './desk-reader.ts';

/** A list is read in steps of so many items; a page gives up after ten steps and goes on later. */
const STEP = 100;
const MAX_STEPS = 10;

/** Where a page ended; the partition is not in it, so that no cursor leads into another list. */
const position = z.object({ pk: z.string(), sk: z.string(), since: z.string() });

const readCursor = (cursor: string | undefined): z.infer<typeof position> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new OfficeError('BAD_REQUEST', 'not a cursor', { facts: { where: 'cursor' }, cause });
  }
};
const cursorAt = (item: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify(position.parse(item))).toString('base64url');

export const createDeskReader = (
  client: DynamoDBClient,
  tables: { readonly register: string; readonly history: string },
): DeskReader => {
  /** Every item of one partition whose sort key begins so, page by page. */
  const partition = async (table: string, pk: string, prefix = ''): Promise<unknown[]> => {
    const found: unknown[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: marshall({
            ':pk': pk,
            ...(prefix === '' ? {} : { ':sk': prefix }),
          }),
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      found.push(...Items.map((item) => unmarshall(item)));
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  };

  return {
    async toDos({ desk, kinds, limit, cursor }) {
      const start = readCursor(cursor);
      const rows: Record<string, unknown>[] = [];
      let from = start === undefined ? undefined : marshall({ ...start, desk });
      let steps = 0;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: tables.register,
            IndexName: 'to-do',
            KeyConditionExpression: '#desk = :desk',
            FilterExpression: `#kind IN (${kinds.map((_, at) => `:kind${at}`).join(', ')})`,
            ExpressionAttributeNames: { '#desk': 'desk', '#kind': 'kind' },
            ExpressionAttributeValues: marshall({
              ':desk': desk,
              ...Object.fromEntries(kinds.map((kind, at) => [`:kind${at}`, kind])),
            }),
            Limit: STEP,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        rows.push(...Items.map((item) => unmarshall(item)));
        from = LastEvaluatedKey;
        steps += 1;
      } while (from !== undefined && rows.length < limit && steps < MAX_STEPS);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : from && unmarshall(from);
      return {
        rows: shown as unknown as ToDoRow[],
        ...(last === undefined ? {} : { cursor: cursorAt(last) }),
      };
    },

    async states(documentIds) {
      const ids = [...new Set(documentIds)];
      if (ids.length === 0) return new Map();
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [tables.register]: {
              Keys: ids.map((id) => marshall(stateKey(id))),
              ConsistentRead: true,
            },
          },
        }),
      );
      if (Object.keys(UnprocessedKeys ?? {}).length > 0)
        throw new ConcurrencyError('a throttled read');
      return new Map(
        (Responses?.[tables.register] ?? [])
          .map((item) => documentState.parse(unmarshall(item)))
          .map((state) => [state.documentId, state] as const),
      );
    },

    history: async (documentId) =>
      (await partition(tables.history, stateKey(documentId).pk)) as HistoryLine[],

    async openToDos(documentId) {
      const { pk, sk: prefix } = toDoKey(documentId, '');
      const items = (await partition(tables.register, pk, prefix)) as { kind: string }[];
      return items.map(({ kind }) => kind);
    },
  };
};
