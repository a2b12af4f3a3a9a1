import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { historyKey } from '../register/item-keys.dynamo.ts';
import type { ReadingLog } from './reading-log.ts';

/** Two readings of one person in the same millisecond are one line. */
export const createReadingLog = (client: DynamoDBClient, historyTable: string): ReadingLog => ({
  async append(documentId, line) {
    const cause = JSON.stringify([line.action, line.by, line.reason]);
    await client.send(
      new PutItemCommand({
        TableName: historyTable,
        Item: marshall(
          { ...historyKey(documentId, { at: line.at, revision: 0, cause }), ...line },
          { removeUndefinedValues: true },
        ),
      }),
    );
  },
});
