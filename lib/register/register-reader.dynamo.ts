import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTables } from './document-store.dynamo.ts';
import type { RegisterReader, ToDoRow } from './document-store.ts';
import type { HistoryLine } from './history.ts';
import { workItem } from './work.ts';

/** Where a page of a list ended. */
const writeCursor = (key: Record<string, AttributeValue>): string =>
  Buffer.from(JSON.stringify(unmarshall(key))).toString('base64url');
const readCursor = (cursor: string): Record<string, AttributeValue> =>
  marshall(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));

export const createRegisterReader = (
  client: DynamoDBClient,
  tables: RegisterTables,
): RegisterReader => ({
  async toDos(desk, limit) {
    return (await this.toDoPage(desk, limit)).rows;
  },

  async toDoPage(desk, limit, cursor) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tables.register,
        IndexName: 'to-do',
        KeyConditionExpression: '#desk = :desk',
        ExpressionAttributeNames: { '#desk': 'desk' },
        ExpressionAttributeValues: marshall({ ':desk': desk }),
        Limit: limit,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: readCursor(cursor) }),
      }),
    );
    return {
      rows: Items.map((item) => unmarshall(item) as unknown as ToDoRow),
      ...(LastEvaluatedKey === undefined ? {} : { cursor: writeCursor(LastEvaluatedKey) }),
    };
  },

  async history(documentId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.history,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': `DOC#${documentId}` }),
      }),
    );
    return Items.map((item) => unmarshall(item) as unknown as HistoryLine);
  },

  async works(documentId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.register,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :work)',
        ExpressionAttributeValues: marshall({ ':pk': `DOC#${documentId}`, ':work': 'WORK#' }),
      }),
    );
    return Items.map((item) => workItem.parse(unmarshall(item)));
  },
});
