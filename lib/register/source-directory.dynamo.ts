import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { OfficeError } from '../kernel/errors.ts';
import { sourceKey } from './item-keys.dynamo.ts';
import { type Source, type SourceDirectory, sourceEntry } from './source.ts';

/** A changed registration takes effect within this time. */
const CACHE_MS = 60_000;

/** Sources of the directory table, remembered for a minute by each running function. */
export const createSourceDirectory = (
  client: DynamoDBClient,
  table: string,
  now: () => Date,
): SourceDirectory => {
  const known = new Map<string, { source: Source; until: number }>();
  return {
    async find(sourceId) {
      const hit = known.get(sourceId);
      if (hit !== undefined && hit.until > now().getTime()) return hit.source;
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: marshall(sourceKey(sourceId)) }),
      );
      if (Item === undefined)
        throw new OfficeError('UNKNOWN_SOURCE', 'the sender is not registered');
      const source = sourceEntry.parse(unmarshall(Item));
      known.set(sourceId, { source, until: now().getTime() + CACHE_MS });
      return source;
    },
  };
};

/** Registers a source or changes its registration (operator's command). */
export const saveSource = async (
  client: DynamoDBClient,
  table: string,
  source: Source,
): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: marshall({ ...sourceKey(source.sourceId), ...source }, { removeUndefinedValues: true }),
    }),
  );
};
