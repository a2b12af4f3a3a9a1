import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DynamoEndpoint, openEndpoint, registerTable } from './dynamodb-endpoint.ts';

const REGISTER = 'register';
const ACCOUNTS = 6;
const START = 100;

let endpoint: DynamoEndpoint;
let call: DynamoEndpoint['dynamo']['call'];

beforeAll(async () => {
  endpoint = await openEndpoint();
  call = endpoint.dynamo.call;
  await endpoint.client.send(new CreateTableCommand(registerTable(REGISTER)));
});

afterAll(() => endpoint.close());

const key = (id: string) => ({ pk: { S: id }, sk: { S: 'STATE' } });
const put = (id: string) => ({ Put: { TableName: REGISTER, Item: key(id) } });
const transact = (...TransactItems: object[]) => call('TransactWriteItems', { TransactItems });

/** Repeats `attempt` while a transaction over 100 items with `id` runs, until it is refused. */
async function refusalDuringTransaction(id: string, attempt: () => Promise<object>) {
  for (let round = 0; round < 100; round++) {
    let running = true;
    const others = Array.from({ length: 99 }, (_, n) => put(`${id}-${n}`));
    const settled = transact(put(id), ...others).then(
      () => {
        running = false;
      },
      (error: { code?: string }) => {
        running = false;
        // The attempt may have been the first of the two; then the next round decides.
        if (error.code !== 'TransactionCanceledException') throw error;
      },
    );
    const refusal = await (async () => {
      while (running) await attempt();
    })().catch((error: unknown) => error);
    await settled;
    if (refusal !== undefined) return refusal;
  }
  throw new Error('No attempt met the transaction');
}

describe('while a transaction holds an item', () => {
  test('a single write is refused', async () => {
    const error = await refusalDuringTransaction('w', () =>
      call('PutItem', { TableName: REGISTER, Item: key('w') }),
    );
    expect(error).toMatchObject({
      code: 'TransactionConflictException',
      message: 'Transaction is ongoing for the item',
    });
  });

  test('another transaction is cancelled at that item and writes nothing', async () => {
    const error = await refusalDuringTransaction('t', async () => {
      await call('DeleteItem', { TableName: REGISTER, Key: key('t-other') });
      return transact(put('t-other'), put('t'));
    });
    expect(error).toMatchObject({
      code: 'TransactionCanceledException',
      extra: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
        ],
      },
    });
    const { Item } = await endpoint.client.send(
      new GetItemCommand({ TableName: REGISTER, Key: key('t-other') }),
    );
    expect(Item).toBeUndefined();
  });

  test('a transactional read is cancelled', async () => {
    const error = await refusalDuringTransaction('r', () =>
      call('TransactGetItems', {
        TransactItems: [{ Get: { TableName: REGISTER, Key: key('r') } }],
      }),
    );
    expect(error).toMatchObject({ code: 'TransactionCanceledException' });
  });

  test('a batch leaves that item unprocessed and writes the others', async () => {
    const error = await refusalDuringTransaction('b', async () => {
      const answer = await call('BatchWriteItem', {
        RequestItems: {
          [REGISTER]: [{ PutRequest: { Item: key('b') } }, { PutRequest: { Item: key('free') } }],
        },
      });
      const { UnprocessedItems } = answer as { UnprocessedItems: Record<string, unknown> };
      if (REGISTER in UnprocessedItems) throw Object.assign(new Error(), { UnprocessedItems });
      return answer;
    });
    expect(error).toMatchObject({
      UnprocessedItems: { [REGISTER]: [{ PutRequest: { Item: key('b') } }] },
    });
    expect(await call('GetItem', { TableName: REGISTER, Key: key('free') })).toHaveProperty('Item');
  });

  test('writes to other items go on', async () => {
    const transaction = transact(...Array.from({ length: 100 }, (_, n) => put(`x-${n}`)));
    const writes = Array.from({ length: 20 }, (_, n) =>
      call('PutItem', { TableName: REGISTER, Item: key(`y-${n}`) }),
    );
    await expect(Promise.all([transaction, ...writes])).resolves.toHaveLength(21);
  });
});

test('single writes to one item wait for each other and lose nothing', async () => {
  const add = () =>
    call('UpdateItem', {
      TableName: REGISTER,
      Key: key('queue'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
  await Promise.all(Array.from({ length: 50 }, add));
  const answer = await call('GetItem', { TableName: REGISTER, Key: key('queue') });
  expect(answer).toMatchObject({ Item: { n: { N: '50' } } });
});

describe('random transfers at the same time', () => {
  const account = (n: number) => key(`ACCOUNT#${n}`);
  const balances = async () => {
    const answer = (await call('BatchGetItem', {
      RequestItems: {
        [REGISTER]: { Keys: Array.from({ length: ACCOUNTS }, (_, n) => account(n)) },
      },
    })) as { Responses: Record<string, { pk: { S: string }; n: { N: string } }[]> };
    const rows = answer.Responses[REGISTER] ?? [];
    return new Map(rows.map(({ pk, n }) => [pk.S, Number(n.N)]));
  };
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

  interface Transfer {
    readonly from: number;
    readonly to: number;
    readonly fee: number;
    readonly amount: number;
  }
  const add = (n: number, amount: number, floor: boolean) => ({
    Update: {
      TableName: REGISTER,
      Key: account(n),
      UpdateExpression: 'SET n = n + :a',
      ...(floor ? { ConditionExpression: 'n >= :least' } : {}),
      ExpressionAttributeValues: {
        ':a': { N: String(amount) },
        ...(floor ? { ':least': { N: String(-amount) } } : {}),
      },
    },
  });
  const run = async ({ from, to, fee, amount }: Transfer) => {
    try {
      await transact(add(from, -amount - 1, true), add(to, amount, false), add(fee, 1, false));
      return 'done';
    } catch (error) {
      const { extra } = error as { extra?: { CancellationReasons?: { Code: string }[] } };
      if (!extra?.CancellationReasons) throw error;
      return extra.CancellationReasons.find(({ Code }) => Code !== 'None')?.Code ?? 'none';
    }
  };
  const transfer = fc
    .tuple(
      fc.shuffledSubarray(
        Array.from({ length: ACCOUNTS }, (_, n) => n),
        { minLength: 3, maxLength: 3 },
      ),
      fc.integer({ min: 1, max: 120 }),
    )
    .map(([[from = 0, to = 0, fee = 0], amount]) => ({ from, to, fee, amount }));

  test('end as some serial order of those that succeeded would, and some conflict', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { minLength: 2, maxLength: 12 }), async (transfers) => {
        for (let n = 0; n < ACCOUNTS; n++) {
          await call('PutItem', {
            TableName: REGISTER,
            Item: { ...account(n), n: { N: String(START) } },
          });
        }
        let open = true;
        const watch = (async () => {
          while (open) expect(sum((await balances()).values())).toBe(ACCOUNTS * START);
        })();
        const results = await Promise.all(transfers.map(run)).finally(() => {
          open = false;
        });
        await watch;
        for (const result of results) outcomes.add(result);

        // Additions commute, so every serial order of the successful ones gives these balances.
        const expected = new Map(
          Array.from({ length: ACCOUNTS }, (_, n) => [`ACCOUNT#${n}`, START]),
        );
        const change = (n: number, by: number) =>
          expected.set(`ACCOUNT#${n}`, (expected.get(`ACCOUNT#${n}`) ?? 0) + by);
        transfers.forEach(({ from, to, fee, amount }, position) => {
          if (results[position] !== 'done') return;
          change(from, -amount - 1);
          change(to, amount);
          change(fee, 1);
        });
        expect(await balances()).toEqual(expected);
        expect([...expected.values()].every((balance) => balance >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(outcomes).toEqual(new Set(['done', 'TransactionConflict', 'ConditionalCheckFailed']));
  });
});
