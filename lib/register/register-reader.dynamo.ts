import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTables } from './document-store.dynamo.ts';
import type { RegisterReader } from './document-store.ts';
import type { HistoryLine } from './history.ts';
import { workItem } from './work.ts';

type ToDoRow = Awaited<ReturnType<RegisterReader['toDos']>>[number];

export const createRegisterReader = (
  client: DynamoDBClient,
  tables: RegisterTables,
): RegisterReader => ({
  async toDos(desk, limit) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tables.register,
        IndexName: 'to-do',
        KeyConditionExpression: '#desk = :desk',
        ExpressionAttributeNames: { '#desk': 'desk' },
        ExpressionAttributeValues: marshall({ ':desk': desk }),
        Limit: limit,
      }),
    );
    return Items.map((item) => unmarshall(item) as unknown as ToDoRow);
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
