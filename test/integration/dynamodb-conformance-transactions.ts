import {
  type ConformanceCase,
  EMPTY_KEY,
  HASH,
  NOT_FOUND,
  put,
} from './dynamodb-conformance-case.ts';

const transact = (...TransactItems: object[]) => ['TransactWriteItems', { TransactItems }] as const;
const cancelled = (code: string) =>
  `Transaction cancelled, please refer cancellation reasons for specific reasons [${code}]`;
const txPut = (pk: string, more: object = {}) => ({
  Put: { TableName: HASH, Item: { pk: { S: pk } }, ...more },
});

const TRANSACT_WRITE: readonly ConformanceCase[] = [
  {
    name: 'answers nothing by default',
    call: transact(txPut('t1')),
    without: ['ConsumedCapacity'],
  },
  {
    name: 'counts twice the capacity of single writes',
    call: ['TransactWriteItems', { TransactItems: [txPut('t2')], ReturnConsumedCapacity: 'TOTAL' }],
    answer: { ConsumedCapacity: [{ TableName: HASH, CapacityUnits: 2 }] },
  },
  {
    name: 'refuses no action',
    call: transact(),
    error: [
      'ValidationException',
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  },
  {
    name: 'refuses 101 actions',
    call: transact(...Array.from({ length: 101 }, (_, n) => txPut(`t${n}`))),
    error: [
      'ValidationException',
      /'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    ],
  },
  {
    name: 'refuses two actions in one entry',
    call: transact({ ...txPut('t3'), Delete: { TableName: HASH, Key: { pk: { S: 't4' } } } }),
    error: [
      'ValidationException',
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
  },
  {
    name: 'refuses two actions on one item',
    call: transact(txPut('t3'), { Delete: { TableName: HASH, Key: { pk: { S: 't3' } } } }),
    error: [
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    ],
  },
  {
    name: 'refuses a check without a condition',
    call: transact({ ConditionCheck: { TableName: HASH, Key: { pk: { S: 't' } } } }),
    error: [
      'ValidationException',
      /transactItems\.1\.member\.conditionCheck\.conditionExpression.*must not be null/,
    ],
  },
  {
    name: 'refuses an unknown table',
    call: transact(txPut('t5'), { Put: { TableName: 'absent', Item: { pk: { S: 'x' } } } }),
    error: NOT_FOUND,
  },
  {
    name: 'tells a malformed condition ahead of an unknown table',
    call: transact(
      { Put: { TableName: 'absent', Item: { pk: { S: 'x' } } } },
      txPut('t6', { ConditionExpression: 'attribute_not_exists(' }),
    ),
    error: ['ValidationException', /^Invalid ConditionExpression: Syntax error/],
  },
  {
    name: 'refuses an empty key at the top',
    call: transact(txPut('')),
    error: ['ValidationException', EMPTY_KEY],
  },
  {
    name: 'cancels for a key of another type',
    call: transact({ Delete: { TableName: HASH, Key: { pk: { N: '5' } } } }),
    error: ['TransactionCanceledException', cancelled('ValidationError')],
  },
  {
    name: 'cancels for an update that the item does not allow',
    given: [put(HASH, { pk: { S: 't7' }, n: { S: 'x' } })],
    call: transact(txPut('t8'), {
      Update: {
        TableName: HASH,
        Key: { pk: { S: 't7' } },
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    }),
    error: ['TransactionCanceledException', cancelled('None, ValidationError')],
  },
  {
    name: 'has then written nothing',
    call: ['GetItem', { TableName: HASH, Key: { pk: { S: 't8' } } }],
    without: ['Item'],
  },
  {
    name: 'refuses an oversized put at the top',
    call: transact({
      Put: { TableName: HASH, Item: { pk: { S: 't' }, a: { S: 'x'.repeat(409_600) } } },
    }),
    error: ['ValidationException', 'Item size has exceeded the maximum allowed size'],
  },
  {
    name: 'refuses a token of 37 letters',
    call: [
      'TransactWriteItems',
      { TransactItems: [txPut('t9')], ClientRequestToken: 'x'.repeat(37) },
    ],
    error: ['ValidationException', /clientRequestToken.*less than or equal to 36/],
  },
  {
    name: 'tells all violated members at once',
    call: [
      'TransactWriteItems',
      {
        TransactItems: [txPut('t')],
        ReturnConsumedCapacity: 'A',
        ReturnItemCollectionMetrics: 'B',
      },
    ],
    error: [
      'ValidationException',
      /^2 validation errors detected: Value 'A' at 'returnConsumedCapacity'.*; Value 'B'/,
    ],
  },
];

const TRANSACT_GET: readonly ConformanceCase[] = [
  {
    name: 'refuses the same item twice',
    call: [
      'TransactGetItems',
      { TransactItems: [1, 2].map(() => ({ Get: { TableName: HASH, Key: { pk: { S: 'x' } } } })) },
    ],
    error: [
      'ValidationException',
      'Transaction request cannot include multiple operations on one item',
    ],
  },
  {
    name: 'cancels for a key of another type',
    call: [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: HASH, Key: { pk: { N: '1' } } } }] },
    ],
    error: ['TransactionCanceledException', cancelled('ValidationError')],
  },
  {
    name: 'refuses an unknown table',
    call: [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'absent', Key: { pk: { S: '1' } } } }] },
    ],
    error: NOT_FOUND,
  },
];

export const TRANSACTION_CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  TransactWriteItems: TRANSACT_WRITE,
  TransactGetItems: TRANSACT_GET,
};
