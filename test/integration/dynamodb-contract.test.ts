import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ACCOUNT,
  type DynamoEndpoint,
  makeFolder,
  openEndpoint,
  REGION,
  registerTable,
} from './dynamodb-endpoint.ts';

const REGISTER = 'register';
const HISTORY = 'history';

const state = (id: string) => ({ pk: { S: `DOC#${id}` }, sk: { S: 'STATE' } });
const getState = (TableName: string, id: string) =>
  new GetItemCommand({ TableName, Key: state(id), ConsistentRead: true });

describe('the calls the application makes', () => {
  let endpoint: DynamoEndpoint;
  let send: DynamoEndpoint['client']['send'];

  beforeAll(async () => {
    endpoint = await openEndpoint();
    send = endpoint.client.send.bind(endpoint.client);
    for (const name of [REGISTER, HISTORY]) {
      await send(new CreateTableCommand(registerTable(name)));
      await waitUntilTableExists({ client: endpoint.client, maxWaitTime: 30 }, { TableName: name });
    }
  });

  afterAll(() => endpoint.close());

  test('a table has the region and account of the run in its ARNs', async () => {
    const { Table } = await send(new DescribeTableCommand({ TableName: REGISTER }));
    const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${REGISTER}`;
    expect(Table?.TableArn).toBe(arn);
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${arn}/index/due`);
    expect(Table?.CreationDateTime).toBeInstanceOf(Date);
  });

  test('an item put once under attribute_not_exists is refused the second time and shown', async () => {
    const put = (title: string) =>
      new PutItemCommand({
        TableName: REGISTER,
        Item: { ...state('put-once'), title: { S: title } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
    await send(put('Quyết định số 53/QĐ-UBDT'));
    const error = await send(put('khác')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item?.['title']).toEqual({
      S: 'Quyết định số 53/QĐ-UBDT',
    });
  });

  test('an update names the prior rev and gives back the new attributes', async () => {
    await send(
      new PutItemCommand({
        TableName: REGISTER,
        Item: { ...state('rev'), signing: { M: { rev: { N: '1' }, state: { S: 'prepared' } } } },
      }),
    );
    const update = new UpdateItemCommand({
      TableName: REGISTER,
      Key: state('rev'),
      UpdateExpression: 'SET signing.rev = signing.rev + :one, signing.#s = :next',
      ConditionExpression: 'signing.rev = :rev',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':rev': { N: '1' },
        ':next': { S: 'leader_asked' },
      },
      ReturnValues: 'ALL_NEW',
    });
    const { Attributes } = await send(update);
    expect(Attributes?.['signing']?.M).toEqual({ rev: { N: '2' }, state: { S: 'leader_asked' } });
    await expect(send(update)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  test('ReturnValues of an update distinguish old, new and updated attributes', async () => {
    const update = (ReturnValues: 'ALL_OLD' | 'UPDATED_OLD' | 'UPDATED_NEW' | 'NONE', n: number) =>
      send(
        new UpdateItemCommand({
          TableName: REGISTER,
          Key: state('returns'),
          UpdateExpression: 'SET n = :n',
          ExpressionAttributeValues: { ':n': { N: String(n) } },
          ReturnValues,
        }),
      );
    expect((await update('NONE', 1)).Attributes).toBeUndefined();
    expect((await update('UPDATED_OLD', 2)).Attributes).toEqual({ n: { N: '1' } });
    expect((await update('UPDATED_NEW', 3)).Attributes).toEqual({ n: { N: '3' } });
    expect((await update('ALL_OLD', 4)).Attributes).toEqual({ ...state('returns'), n: { N: '3' } });
  });

  test('a query with begins_with gives one document its own work items in order', async () => {
    for (const sk of ['STATE', 'WORK#sign#1', 'WORK#notify#2', 'WORK#notify#1', 'WORL#x']) {
      await send(
        new PutItemCommand({ TableName: REGISTER, Item: { pk: { S: 'DOC#q' }, sk: { S: sk } } }),
      );
    }
    const { Items } = await send(
      new QueryCommand({
        TableName: REGISTER,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :work)',
        ExpressionAttributeValues: { ':pk': { S: 'DOC#q' }, ':work': { S: 'WORK#' } },
      }),
    );
    expect(Items?.map(({ sk }) => sk?.S)).toEqual([
      'WORK#notify#1',
      'WORK#notify#2',
      'WORK#sign#1',
    ]);
  });

  test('a sparse index holds only items with both its attributes, and pages through them once', async () => {
    for (let n = 0; n < 23; n++) {
      await send(
        new PutItemCommand({
          TableName: REGISTER,
          Item: {
            pk: { S: `DOC#due-${n}` },
            sk: { S: 'WORK#publish#1' },
            effect: { S: 'publish' },
            // Every third has no time and must not be in the index.
            ...(n % 3 === 0 ? {} : { dueAt: { N: String(Math.floor(n / 2)) } }),
          },
        }),
      );
    }
    const seen: string[] = [];
    let start: Record<string, never> | undefined;
    do {
      const page = await send(
        new QueryCommand({
          TableName: REGISTER,
          IndexName: 'due',
          KeyConditionExpression: 'effect = :e AND dueAt <= :now',
          ExpressionAttributeValues: { ':e': { S: 'publish' }, ':now': { N: '9' } },
          Limit: 4,
          ExclusiveStartKey: start,
        }),
      );
      seen.push(...(page.Items ?? []).map(({ pk }) => pk?.S ?? ''));
      start = page.LastEvaluatedKey as typeof start;
    } while (start);
    const expected = Array.from({ length: 20 }, (_, n) => n).filter((n) => n % 3 !== 0);
    expect(seen.length).toBe(expected.length);
    expect(new Set(seen)).toEqual(new Set(expected.map((n) => `DOC#due-${n}`)));
  });

  test('an item leaves the sparse index when its attribute is removed', async () => {
    const Key = { pk: { S: 'DOC#leave' }, sk: { S: 'WORK#sign#1' } };
    await send(
      new PutItemCommand({
        TableName: REGISTER,
        Item: { ...Key, effect: { S: 'leave' }, dueAt: { N: '1' } },
      }),
    );
    const query = new QueryCommand({
      TableName: REGISTER,
      IndexName: 'due',
      KeyConditionExpression: 'effect = :e',
      ExpressionAttributeValues: { ':e': { S: 'leave' } },
    });
    expect((await send(query)).Count).toBe(1);
    await send(
      new UpdateItemCommand({ TableName: REGISTER, Key, UpdateExpression: 'REMOVE dueAt' }),
    );
    expect((await send(query)).Count).toBe(0);
  });

  test('batches write and read across two tables, and miss what is not there', async () => {
    await send(
      new BatchWriteItemCommand({
        RequestItems: {
          [REGISTER]: [1, 2, 3].map((n) => ({ PutRequest: { Item: state(`batch-${n}`) } })),
          [HISTORY]: [{ PutRequest: { Item: state('batch-1') } }],
        },
      }),
    );
    const { Responses, UnprocessedKeys } = await send(
      new BatchGetItemCommand({
        RequestItems: {
          [REGISTER]: { Keys: [1, 2, 9].map((n) => state(`batch-${n}`)), ConsistentRead: true },
          [HISTORY]: { Keys: [state('batch-1')] },
        },
      }),
    );
    expect(Responses?.[REGISTER]?.map(({ pk }) => pk?.S).sort()).toEqual([
      'DOC#batch-1',
      'DOC#batch-2',
    ]);
    expect(Responses?.[HISTORY]).toEqual([state('batch-1')]);
    expect(UnprocessedKeys).toEqual({});
  });

  test('values of every type come back as they were put', async () => {
    const Item = {
      ...state('types'),
      text: { S: 'Uỷ ban Dân tộc — 𠀋' },
      empty: { S: '' },
      number: { N: '-12345678901234567890.123456789012345678' },
      bytes: { B: new Uint8Array([0, 255, 7]) },
      yes: { BOOL: true },
      nothing: { NULL: true as const },
      list: { L: [{ S: 'a' }, { N: '1' }, { M: {} }] },
      map: { M: { __proto__x: { S: 'x' }, 'có dấu': { L: [] } } },
      names: { SS: ['ba', 'hai'] },
      numbers: { NS: ['1', '2.5'] },
    };
    await send(new PutItemCommand({ TableName: REGISTER, Item }));
    expect((await send(getState(REGISTER, 'types'))).Item).toEqual(Item);
  });

  test('a scan counts what a filter lets through and what it has read', async () => {
    for (const sk of ['H#1', 'STATE']) {
      await send(
        new PutItemCommand({ TableName: HISTORY, Item: { pk: { S: 'DOC#scan' }, sk: { S: sk } } }),
      );
    }
    const { Count, ScannedCount } = await send(
      new ScanCommand({
        TableName: HISTORY,
        FilterExpression: 'begins_with(sk, :h)',
        ExpressionAttributeValues: { ':h': { S: 'H#' } },
      }),
    );
    expect(Count).toBe(1);
    expect(ScannedCount).toBeGreaterThan(1);
  });

  test('a deleted item is given back and gone', async () => {
    await send(new PutItemCommand({ TableName: REGISTER, Item: state('gone') }));
    const { Attributes } = await send(
      new DeleteItemCommand({ TableName: REGISTER, Key: state('gone'), ReturnValues: 'ALL_OLD' }),
    );
    expect(Attributes).toEqual(state('gone'));
    expect((await send(getState(REGISTER, 'gone'))).Item).toBeUndefined();
  });

  test('a table may be named by its ARN', async () => {
    await send(new PutItemCommand({ TableName: REGISTER, Item: state('by-arn') }));
    const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${REGISTER}`;
    expect((await send(getState(arn, 'by-arn'))).Item).toEqual(state('by-arn'));
  });
});

describe('the folder', () => {
  test('keeps tables, items, indexes and settings over a restart', async () => {
    const folder = makeFolder();
    const first = await openEndpoint(folder);
    await first.client.send(new CreateTableCommand(registerTable(REGISTER)));
    await first.client.send(
      new PutItemCommand({
        TableName: REGISTER,
        Item: { ...state('kept'), effect: { S: 'sign' }, dueAt: { N: '5' } },
      }),
    );
    await first.close();

    const second = await openEndpoint(folder);
    const { Items } = await second.client.send(
      new QueryCommand({
        TableName: REGISTER,
        IndexName: 'due',
        KeyConditionExpression: 'effect = :e',
        ExpressionAttributeValues: { ':e': { S: 'sign' } },
      }),
    );
    expect(Items?.map(({ pk }) => pk?.S)).toEqual(['DOC#kept']);
    await second.close();
  });

  test('refuses a second opener by name', async () => {
    const folder = makeFolder();
    const first = await openEndpoint(folder);
    await expect(openEndpoint(folder)).rejects.toMatchObject({ code: 'DYNAMO_FOLDER_LOCKED' });
    await first.close();
  });
});
