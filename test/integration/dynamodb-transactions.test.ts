import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type DynamoEndpoint,
  makeFolder,
  openEndpoint,
  registerTable,
} from './dynamodb-endpoint.ts';

const REGISTER = 'register';
const HISTORY = 'history';

const state = (id: string) => ({ pk: { S: `DOC#${id}` }, sk: { S: 'STATE' } });
const getState = (TableName: string, id: string) =>
  new GetItemCommand({ TableName, Key: state(id), ConsistentRead: true });

let endpoint: DynamoEndpoint;
let send: DynamoEndpoint['client']['send'];

beforeAll(async () => {
  endpoint = await openEndpoint();
  send = endpoint.client.send.bind(endpoint.client);
  for (const name of [REGISTER, HISTORY]) {
    await send(new CreateTableCommand(registerTable(name)));
  }
});

afterAll(() => endpoint.close());

/** Adds one to a counter, so that a second execution shows. */
const count = (id: string, ClientRequestToken: string) =>
  new TransactWriteItemsCommand({
    ClientRequestToken,
    ReturnConsumedCapacity: 'TOTAL',
    TransactItems: [
      {
        Update: {
          TableName: REGISTER,
          Key: state(id),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  });
const counted = async (id: string) => (await send(getState(REGISTER, id))).Item?.['n']?.N;

describe('transactions', () => {
  test('a transaction writes to two tables, and a failed condition leaves both alone', async () => {
    const transaction = (id: string) =>
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: REGISTER,
              Item: state(id),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          { Put: { TableName: HISTORY, Item: { pk: { S: `DOC#${id}` }, sk: { S: 'H#1' } } } },
          {
            Update: {
              TableName: REGISTER,
              Key: { pk: { S: 'SERIES#qd#2025' }, sk: { S: 'COUNTER' } },
              UpdateExpression: 'ADD #l :one',
              ExpressionAttributeNames: { '#l': 'last' },
              ExpressionAttributeValues: { ':one': { N: '1' } },
            },
          },
        ],
      });
    await send(transaction('tx'));
    const error = await send(transaction('tx')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const { CancellationReasons, message } = error as TransactionCanceledException;
    expect(message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None, None]',
    );
    expect(CancellationReasons).toEqual([
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: state('tx'),
      },
      { Code: 'None' },
      { Code: 'None' },
    ]);
    const { Item } = await send(
      new GetItemCommand({
        TableName: REGISTER,
        Key: { pk: { S: 'SERIES#qd#2025' }, sk: { S: 'COUNTER' } },
      }),
    );
    expect(Item?.['last']).toEqual({ N: '1' });
  });

  test('a condition check that passes on a missing item does not create it', async () => {
    await send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            ConditionCheck: {
              TableName: HISTORY,
              Key: state('checked'),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          { Put: { TableName: REGISTER, Item: state('checked') } },
        ],
      }),
    );
    expect((await send(getState(HISTORY, 'checked'))).Item).toBeUndefined();
    expect((await send(getState(REGISTER, 'checked'))).Item).toEqual(state('checked'));
  });

  test('a condition check that passes on an existing item leaves it as it is', async () => {
    await send(new PutItemCommand({ TableName: HISTORY, Item: state('kept') }));
    await send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            ConditionCheck: {
              TableName: HISTORY,
              Key: state('kept'),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ],
      }),
    );
    expect((await send(getState(HISTORY, 'kept'))).Item).toEqual(state('kept'));
  });

  test('a transactional read answers in the order asked, with gaps for missing items', async () => {
    await send(new PutItemCommand({ TableName: REGISTER, Item: state('tg-1') }));
    await send(new PutItemCommand({ TableName: HISTORY, Item: state('tg-2') }));
    const { Responses } = await send(
      new TransactGetItemsCommand({
        TransactItems: [
          { Get: { TableName: HISTORY, Key: state('tg-2') } },
          { Get: { TableName: HISTORY, Key: state('tg-9') } },
          { Get: { TableName: REGISTER, Key: state('tg-1'), ProjectionExpression: 'pk' } },
        ],
      }),
    );
    expect(Responses).toEqual([{ Item: state('tg-2') }, {}, { Item: { pk: { S: 'DOC#tg-1' } } }]);
  });
});

describe('a request token', () => {
  const START = Date.UTC(2025, 5, 2, 8, 0, 0);

  test('makes a repeated transaction succeed without a second effect', async () => {
    const first = await send(count('token-1', 'token-1'));
    const second = await send(count('token-1', 'token-1'));
    expect(first.ConsumedCapacity?.[0]?.WriteCapacityUnits).toBe(2);
    expect(second.ConsumedCapacity?.[0]?.ReadCapacityUnits).toBe(2);
    expect(await counted('token-1')).toBe('1');
  });

  test('refuses other parameters', async () => {
    await send(count('token-2', 'token-2'));
    await expect(send(count('token-2b', 'token-2'))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    expect(await counted('token-2b')).toBeUndefined();
  });

  test('protects for ten minutes by the clock and no longer', async () => {
    endpoint.setNow(START);
    await send(count('token-3', 'token-3'));
    endpoint.setNow(START + 10 * 60_000 - 1);
    await send(count('token-3', 'token-3'));
    expect(await counted('token-3')).toBe('1');
    endpoint.setNow(START + 10 * 60_000);
    await send(count('token-3', 'token-3'));
    expect(await counted('token-3')).toBe('2');
  });

  test('of a cancelled transaction may be used again', async () => {
    const transaction = () =>
      new TransactWriteItemsCommand({
        ClientRequestToken: 'token-4',
        TransactItems: [
          {
            ConditionCheck: {
              TableName: REGISTER,
              Key: state('token-4'),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
          { Put: { TableName: HISTORY, Item: state('token-4') } },
        ],
      });
    await expect(send(transaction())).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
    await send(new PutItemCommand({ TableName: REGISTER, Item: state('token-4') }));
    await send(transaction());
    expect((await send(getState(HISTORY, 'token-4'))).Item).toEqual(state('token-4'));
  });

  test('of a transaction still running is refused, and only one of many has effect', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => send(count('token-5', 'token-5'))),
    );
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as Error).name] : [],
    );
    expect(new Set(refused)).toEqual(new Set(['TransactionInProgressException']));
    expect(await counted('token-5')).toBe('1');
  });

  test('is remembered over a restart', async () => {
    const folder = makeFolder();
    const first = await openEndpoint(folder);
    await first.client.send(new CreateTableCommand(registerTable(REGISTER)));
    await first.client.send(count('restart', 'token-6'));
    await first.close();
    const second = await openEndpoint(folder);
    await second.client.send(count('restart', 'token-6'));
    const { Item } = await second.client.send(getState(REGISTER, 'restart'));
    expect(Item?.['n']).toEqual({ N: '1' });
    await second.close();
  });
});
