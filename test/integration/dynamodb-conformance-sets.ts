import {
  type ConformanceCase,
  HASH,
  MISMATCH,
  NOT_FOUND,
  put,
  RANGE,
} from './dynamodb-conformance-case.ts';

const row = (pk: string, sk: string, more: object = {}) => ({
  pk: { S: pk },
  sk: { S: sk },
  ...more,
});
const three = (pk: string) =>
  ['A#1', 'A#2', 'B#1'].map((sk, n) =>
    put(
      RANGE,
      row(pk, sk, { title: { S: `t${3 - n}` }, effect: { S: pk }, dueAt: { N: String(n) } }),
    ),
  );
const query = (pk: string, more: object) => {
  const { ExpressionAttributeValues: values = {}, ...rest } = more as {
    ExpressionAttributeValues?: object;
  };
  return [
    'Query',
    {
      TableName: RANGE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk }, ...values },
      ...rest,
    },
  ] as const;
};

const QUERY: readonly ConformanceCase[] = [
  {
    name: 'answers in key order',
    given: three('q1'),
    call: query('q1', {}),
    answer: {
      Count: 3,
      ScannedCount: 3,
      Items: [{ sk: { S: 'A#1' } }, { sk: { S: 'A#2' } }, { sk: { S: 'B#1' } }],
    },
    without: ['LastEvaluatedKey'],
  },
  {
    name: 'answers backwards',
    given: three('q2'),
    call: query('q2', { ScanIndexForward: false, Limit: 1 }),
    answer: { Items: [{ sk: { S: 'B#1' } }], LastEvaluatedKey: row('q2', 'B#1') },
  },
  {
    name: 'starts after a key',
    given: three('q3'),
    call: query('q3', { ExclusiveStartKey: row('q3', 'A#1') }),
    answer: { Items: [{ sk: { S: 'A#2' } }, { sk: { S: 'B#1' } }] },
  },
  {
    name: 'knows between',
    given: three('q4'),
    call: query('q4', {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :b',
      ExpressionAttributeValues: { ':a': { S: 'A#2' }, ':b': { S: 'B#0' } },
    }),
    answer: { Count: 1, Items: [{ sk: { S: 'A#2' } }] },
  },
  {
    name: 'filters after reading, so that a page may be empty',
    given: three('q5'),
    call: query('q5', {
      FilterExpression: 'title = :t',
      ExpressionAttributeValues: { ':t': { S: 't1' } },
      Limit: 2,
    }),
    answer: { Count: 0, ScannedCount: 2, Items: [], LastEvaluatedKey: row('q5', 'A#2') },
  },
  {
    name: 'counts without items',
    given: three('q6'),
    call: query('q6', { Select: 'COUNT' }),
    answer: { Count: 3 },
    without: ['Items'],
  },
  {
    name: 'reads a local index in its own order, also consistently',
    given: three('q7'),
    call: query('q7', { IndexName: 'by-title', ConsistentRead: true }),
    answer: { Items: [{ title: { S: 't1' } }, { title: { S: 't2' } }, { title: { S: 't3' } }] },
  },
  {
    name: 'gives the keys of table and index as the last key of an index page',
    given: three('q8'),
    call: query('q8', {
      IndexName: 'due',
      KeyConditionExpression: 'effect = :pk',
      Limit: 1,
    }),
    answer: { LastEvaluatedKey: row('q8', 'A#1', { effect: { S: 'q8' }, dueAt: { N: '0' } }) },
  },
  {
    name: 'refuses a consistent read of a global index',
    call: query('q', {
      IndexName: 'due',
      KeyConditionExpression: 'effect = :pk',
      ConsistentRead: true,
    }),
    error: [
      'ValidationException',
      'Consistent reads are not supported on global secondary indexes',
    ],
  },
  {
    name: 'refuses an unknown index',
    call: query('q', { IndexName: 'absent' }),
    error: ['ValidationException', 'The table does not have the specified index: absent'],
  },
  {
    name: 'refuses a condition without the partition key',
    call: query('q', { KeyConditionExpression: 'sk = :pk' }),
    error: ['ValidationException', 'Query condition missed key schema element: pk'],
  },
  {
    name: 'refuses a filter on the key',
    call: query('q', {
      FilterExpression: 'sk = :s',
      ExpressionAttributeValues: { ':s': { S: 's' } },
    }),
    error: ['ValidationException', /Filter Expression can only contain non-primary key attributes/],
  },
  {
    name: 'refuses a start key of another partition',
    call: query('q', { ExclusiveStartKey: row('other', 'A#1') }),
    error: ['ValidationException', /The provided starting key is outside query boundaries/],
  },
  {
    name: 'refuses an unknown table',
    call: query('q', { TableName: 'absent' }),
    error: NOT_FOUND,
  },
];

const SCAN: readonly ConformanceCase[] = [
  {
    name: 'reads a sparse index',
    given: [...three('s1'), put(RANGE, row('s1', 'no index'))],
    call: [
      'Scan',
      {
        TableName: RANGE,
        IndexName: 'due',
        FilterExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 's1' } },
      },
    ],
    answer: { Count: 3 },
  },
  {
    name: 'refuses a segment without a total',
    call: ['Scan', { TableName: RANGE, Segment: 1 }],
    error: ['ValidationException', /TotalSegments parameter is required/],
  },
  {
    name: 'refuses a limit of nothing',
    call: ['Scan', { TableName: RANGE, Limit: 0 }],
    error: ['ValidationException', /greater than or equal to 1/],
  },
];

const BATCH_WRITE: readonly ConformanceCase[] = [
  {
    name: 'leaves nothing unprocessed',
    call: [
      'BatchWriteItem',
      { RequestItems: { [HASH]: [{ PutRequest: { Item: { pk: { S: 'bw1' } } } }] } },
    ],
    answer: { UnprocessedItems: {} },
  },
  {
    name: 'refuses 26 requests',
    call: [
      'BatchWriteItem',
      {
        RequestItems: {
          [HASH]: Array.from({ length: 26 }, (_, n) => ({
            DeleteRequest: { Key: { pk: { S: `b${n}` } } },
          })),
        },
      },
    ],
    error: ['ValidationException', /Too many items requested|length less than or equal to 25/],
  },
  {
    name: 'refuses two requests for one item',
    call: [
      'BatchWriteItem',
      {
        RequestItems: {
          [HASH]: [
            { PutRequest: { Item: { pk: { S: 'bw' } } } },
            { DeleteRequest: { Key: { pk: { S: 'bw' } } } },
          ],
        },
      },
    ],
    error: ['ValidationException', 'Provided list of item keys contains duplicates'],
  },
  {
    name: 'refuses an item that does not fit, without naming the key',
    call: [
      'BatchWriteItem',
      { RequestItems: { [HASH]: [{ PutRequest: { Item: { a: { S: 'x' } } } }] } },
    ],
    error: ['ValidationException', MISMATCH],
  },
  {
    name: 'refuses an unknown table',
    call: [
      'BatchWriteItem',
      { RequestItems: { absent: [{ PutRequest: { Item: { pk: { S: 'x' } } } }] } },
    ],
    error: NOT_FOUND,
  },
  {
    name: 'refuses an empty request',
    call: ['BatchWriteItem', { RequestItems: {} }],
    error: ['ValidationException', /requestItems.*greater than or equal to 1/],
  },
];

const BATCH_GET: readonly ConformanceCase[] = [
  {
    name: 'answers an empty list for a table without hits',
    call: ['BatchGetItem', { RequestItems: { [HASH]: { Keys: [{ pk: { S: 'never' } }] } } }],
    answer: { Responses: { [HASH]: [] }, UnprocessedKeys: {} },
  },
  {
    name: 'refuses the same key twice',
    call: [
      'BatchGetItem',
      { RequestItems: { [HASH]: { Keys: [{ pk: { S: 'x' } }, { pk: { S: 'x' } }] } } },
    ],
    error: ['ValidationException', 'Provided list of item keys contains duplicates'],
  },
  {
    name: 'refuses 101 keys',
    call: [
      'BatchGetItem',
      {
        RequestItems: {
          [HASH]: { Keys: Array.from({ length: 101 }, (_, n) => ({ pk: { S: `k${n}` } })) },
        },
      },
    ],
    error: ['ValidationException', /Too many items requested|length less than or equal to 100/],
  },
];

export const SET_CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  Query: QUERY,
  Scan: SCAN,
  BatchWriteItem: BATCH_WRITE,
  BatchGetItem: BATCH_GET,
};
