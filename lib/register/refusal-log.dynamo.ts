import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { refusalKey } from './item-keys.dynamo.ts';
import type { RefusalLog } from './refusal-log.ts';

export const createRefusalLog = (client: DynamoDBClient, historyTable: string): RefusalLog => ({
  async record({ source, eventId, at }) {
    await client.send(
      new PutItemCommand({
        TableName: historyTable,
        Item: marshall({
          ...refusalKey(source, eventId),
          action: 'bus.refused',
          by: source,
          at: at.toISOString(),
          to: 'refused',
          reason: 'SECRET_REFUSED',
        }),
      }),
    );
  },
});
