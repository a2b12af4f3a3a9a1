import {
  CreateTableCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DynamoEndpoint, openEndpoint, registerTable } from './dynamodb-endpoint.ts';

const REGISTER = 'register';
const HISTORY = 'history';

let endpoint: DynamoEndpoint;
let send: DynamoEndpoint['client']['send'];

beforeEach(async () => {
  endpoint = await openEndpoint();
  send = endpoint.client.send.bind(endpoint.client);
  for (const name of [REGISTER, HISTORY]) await send(new CreateTableCommand(registerTable(name)));
});

afterEach(() => endpoint.close());

const key = (id: string) => ({ pk: { S: id }, sk: { S: 'STATE' } });
const put = (TableName: string, id: string, more: Record<string, { N: string }> = {}) =>
  send(new PutItemCommand({ TableName, Item: { ...key(id), effect: { S: 'e' }, ...more } }));
const exists = async (id: string) =>
  'Item' in (await endpoint.dynamo.call('GetItem', { TableName: REGISTER, Key: key(id) }));

describe('an injected conflict', () => {
  test('cancels as many transactions as asked, at the table asked, and writes nothing', async () => {
    endpoint.dynamo.faults.injectConflict({ table: HISTORY, times: 1 });
    const transaction = () =>
      send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: REGISTER, Item: key('a') } },
            { Put: { TableName: HISTORY, Item: key('a') } },
          ],
        }),
      );
    await expect(transaction()).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    });
    expect(await exists('a')).toBe(false);
    await transaction();
    expect(await exists('a')).toBe(true);
  });

  test('meets single writes too, but not those to another table', async () => {
    endpoint.dynamo.faults.injectConflict({ table: REGISTER, times: 1 });
    await put(HISTORY, 'b');
    await expect(put(REGISTER, 'b')).rejects.toMatchObject({
      name: 'TransactionConflictException',
    });
    await put(REGISTER, 'b');
    expect(await exists('b')).toBe(true);
  });
});

describe('injected throttling', () => {
  test('refuses the operation asked as often as asked', async () => {
    endpoint.dynamo.faults.throttle({ operation: 'PutItem', times: 2 });
    for (let n = 0; n < 2; n++) {
      await expect(put(REGISTER, 'c')).rejects.toMatchObject({
        name: 'ProvisionedThroughputExceededException',
      });
      expect(await exists('c')).toBe(false);
    }
    await put(REGISTER, 'c');
    expect(await exists('c')).toBe(true);
  });

  test('ends when the faults are cleared', async () => {
    endpoint.dynamo.faults.throttle({ times: 5 });
    endpoint.dynamo.faults.injectConflict({ times: 5 });
    endpoint.dynamo.faults.clear();
    await put(REGISTER, 'd');
    expect(await exists('d')).toBe(true);
  });
});

describe('stale indexes', () => {
  const due = async () => {
    const { Items } = await send(
      new QueryCommand({
        TableName: REGISTER,
        IndexName: 'due',
        KeyConditionExpression: 'effect = :e',
        ExpressionAttributeValues: { ':e': { S: 'e' } },
      }),
    );
    return Items?.map(({ pk }) => pk?.S);
  };

  test('do not see later writes for the reads asked, and then catch up', async () => {
    await put(REGISTER, 'old', { dueAt: { N: '1' } });
    endpoint.dynamo.faults.staleIndexes({ forReads: 2 });
    await put(REGISTER, 'new', { dueAt: { N: '2' } });
    expect(await due()).toEqual(['old']);
    expect(await exists('new')).toBe(true);
    expect(await due()).toEqual(['old']);
    expect(await due()).toEqual(['old', 'new']);
  });
});

describe('time to live', () => {
  const NOW = Date.UTC(2025, 8, 1, 0, 0, 0);
  const seconds = (ms: number) => ({ expires: { N: String(Math.floor(ms / 1000)) } });

  beforeEach(async () => {
    endpoint.setNow(NOW);
    await send(
      new UpdateTimeToLiveCommand({
        TableName: REGISTER,
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      }),
    );
  });

  test('a sweep deletes what has expired by the clock, with its index row, and nothing else', async () => {
    await put(REGISTER, 'expired', { ...seconds(NOW - 1000), dueAt: { N: '1' } });
    await put(REGISTER, 'later', seconds(NOW + 60_000));
    await put(REGISTER, 'ancient', seconds(NOW - 6 * 365 * 86_400_000));
    await put(REGISTER, 'without');
    await put(HISTORY, 'other table', seconds(NOW - 1000));
    expect(await endpoint.dynamo.sweepExpired()).toBe(1);
    const kept = await Promise.all(['expired', 'later', 'ancient', 'without'].map(exists));
    expect(kept).toEqual([false, true, true, true]);
    expect(
      await endpoint.dynamo.call('Scan', { TableName: REGISTER, IndexName: 'due' }),
    ).toMatchObject({ Count: 0 });
  });

  test('a sweep a minute later, by the clock, deletes the next one', async () => {
    await put(REGISTER, 'later', seconds(NOW + 60_000));
    expect(await endpoint.dynamo.sweepExpired()).toBe(0);
    endpoint.setNow(NOW + 62_000);
    expect(await endpoint.dynamo.sweepExpired()).toBe(1);
  });
});
