import {
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  paginateScan,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import { sha256Of } from '../kernel/ids.ts';
import type { HistoryLine } from './history.ts';
import { sourceHistoryKey, sourceKey } from './item-keys.dynamo.ts';
import { type Source, sourceEntry } from './source.ts';
import type { RegistryAct, SourceRegistry } from './source-registry.ts';

/** The registration must still be the one that was read; what was entered by hand has no time. */
const unchanged = (base: Source | undefined) => {
  if (base === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (base.changedAt === undefined)
    return { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(changedAt)' };
  return {
    ConditionExpression: 'changedAt = :changedAt',
    ExpressionAttributeValues: marshall({ ':changedAt': base.changedAt }),
  };
};

const lineOf = (act: RegistryAct): HistoryLine => ({
  action: act.action,
  by: act.by,
  at: act.at.toISOString(),
  ...(act.reason === undefined ? {} : { reason: act.reason }),
});

export const createSourceRegistry = (
  client: DynamoDBClient,
  tables: { readonly directory: string; readonly history: string },
): SourceRegistry => ({
  async find(sourceId) {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: tables.directory,
        Key: marshall(sourceKey(sourceId)),
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? undefined : sourceEntry.parse(unmarshall(Item));
  },

  async list() {
    const pages = paginateScan(
      { client },
      {
        TableName: tables.directory,
        FilterExpression: 'sk = :source',
        ExpressionAttributeValues: marshall({ ':source': 'SOURCE' }),
      },
    );
    const sources: Source[] = [];
    for await (const { Items = [] } of pages)
      sources.push(...Items.map((item) => sourceEntry.parse(unmarshall(item))));
    return sources.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
  },

  async save(act, next, base) {
    const line = lineOf(act);
    const id = sha256Of(JSON.stringify(line)).slice(0, 12);
    const entry = { ...next, ...sourceKey(next.sourceId), changedAt: line.at };
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: tables.directory,
                Item: marshall(entry, { removeUndefinedValues: true }),
                ...unchanged(base),
              },
            },
            {
              Put: {
                TableName: tables.history,
                Item: marshall({
                  ...sourceHistoryKey(next.sourceId, { at: line.at, id }),
                  ...line,
                }),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      );
    } catch (error) {
      if (error instanceof TransactionCanceledException)
        throw new ConcurrencyError('a registration', error);
      throw error;
    }
  },

  async acts(sourceId) {
    const { pk } = sourceHistoryKey(sourceId, { at: '', id: '' });
    const pages = paginateQuery(
      { client },
      {
        TableName: tables.history,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
      },
    );
    const lines: HistoryLine[] = [];
    for await (const { Items = [] } of pages)
      lines.push(...Items.map((item) => unmarshall(item) as unknown as HistoryLine));
    return lines;
  },
});
