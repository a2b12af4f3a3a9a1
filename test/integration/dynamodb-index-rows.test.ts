import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DynamoEndpoint, openEndpoint, registerTable } from './dynamodb-endpoint.ts';

const REGISTER = 'register';
const SK = 'WORK#sign#1';

let endpoint: DynamoEndpoint;

beforeAll(async () => {
  endpoint = await openEndpoint();
  await endpoint.dynamo.call('CreateTable', registerTable(REGISTER));
});

afterAll(() => endpoint.close());

/** Two partition keys that the 24-bit hash of dynalite does not tell apart. */
function findCollision(): [string, string] {
  const seen = new Map<string, string>();
  for (let n = 0; ; n++) {
    const pk = `DOC#${n}`;
    const hash = createHash('md5').update(`Outliers${pk}${SK}`).digest('hex').slice(0, 6);
    const other = seen.get(hash);
    if (other !== undefined) return [other, pk];
    seen.set(hash, pk);
  }
}

const item = (pk: string) => ({
  pk: { S: pk },
  sk: { S: SK },
  effect: { S: 'sign' },
  dueAt: { N: '1' },
});

const query = async (more: object = {}) =>
  (await endpoint.dynamo.call('Query', {
    TableName: REGISTER,
    IndexName: 'due',
    KeyConditionExpression: 'effect = :e AND dueAt = :d',
    ExpressionAttributeValues: { ':e': { S: 'sign' }, ':d': { N: '1' } },
    ...more,
  })) as { Items: ReturnType<typeof item>[]; LastEvaluatedKey?: object };

test('items due at the same time keep one index row each, whatever their keys hash to', async () => {
  const pair = findCollision();
  for (const pk of pair) {
    await endpoint.dynamo.call('PutItem', { TableName: REGISTER, Item: item(pk) });
  }
  const { Items } = await query();
  expect(Items.map(({ pk }) => pk.S).sort()).toEqual([...pair].sort());

  await endpoint.dynamo.call('DeleteItem', {
    TableName: REGISTER,
    Key: { pk: { S: pair[0] }, sk: { S: SK } },
  });
  expect((await query()).Items).toEqual([item(pair[1])]);
});

test('pages over items with one and the same index key meet each of them once', async () => {
  for (let n = 0; n < 25; n++) {
    await endpoint.dynamo.call('PutItem', { TableName: REGISTER, Item: item(`PAGE#${n}`) });
  }
  for (const ScanIndexForward of [true, false]) {
    const seen: string[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page = await query({
        Limit: 4,
        ScanIndexForward,
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      });
      seen.push(...page.Items.map(({ pk }) => pk.S));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const paged = seen.filter((pk) => pk.startsWith('PAGE#'));
    expect(new Set(paged).size).toBe(25);
    expect(paged.length).toBe(25);
  }
});
