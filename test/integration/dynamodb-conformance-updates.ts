import {
  type ConformanceCase,
  EMPTY_KEY,
  HASH,
  MISMATCH,
  put,
} from './dynamodb-conformance-case.ts';

const CONDITION_FAILED = [
  'ConditionalCheckFailedException',
  'The conditional request failed',
] as const;
const key = (pk: string) => ({ TableName: HASH, Key: { pk: { S: pk } } });
/** A text of three UTF-8 bytes per letter, `letters` long. */
const vietnamese = (letters: number) => 'ế'.repeat(letters);

const update = (pk: string, more: object) => ['UpdateItem', { ...key(pk), ...more }] as const;

const UPDATE: readonly ConformanceCase[] = [
  {
    name: 'creates an item that is not there',
    call: update('u1', {
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    }),
    answer: { Attributes: { pk: { S: 'u1' }, a: { N: '1' } } },
  },
  {
    name: 'adds to a number that is not there',
    call: update('u2', {
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
    answer: { Attributes: { n: { N: '1' } } },
  },
  {
    name: 'keeps all 38 digits of a sum',
    given: [put(HASH, { pk: { S: 'u3' }, n: { N: '12345678901234567890123456789012345678' } })],
    call: update('u3', {
      UpdateExpression: 'SET n = n + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
    answer: { Attributes: { n: { N: '12345678901234567890123456789012345679' } } },
  },
  {
    name: 'appends to a list and falls back with if_not_exists',
    call: update('u4', {
      UpdateExpression: 'SET l = list_append(if_not_exists(l, :none), :x)',
      ExpressionAttributeValues: { ':none': { L: [] }, ':x': { L: [{ S: 'x' }] } },
      ReturnValues: 'UPDATED_NEW',
    }),
    answer: { Attributes: { l: { L: [{ S: 'x' }] } } },
  },
  {
    name: 'removes members of a set',
    given: [put(HASH, { pk: { S: 'u5' }, s: { SS: ['a', 'b'] } })],
    call: update('u5', {
      UpdateExpression: 'DELETE s :a',
      ExpressionAttributeValues: { ':a': { SS: ['a'] } },
      ReturnValues: 'ALL_NEW',
    }),
    answer: { Attributes: { s: { SS: ['b'] } } },
  },
  {
    name: 'refuses to change the key',
    call: update('u6', {
      UpdateExpression: 'SET pk = :x',
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    }),
    error: [
      'ValidationException',
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ],
  },
  {
    name: 'refuses a path through what is not there',
    call: update('u7', {
      UpdateExpression: 'SET m.a = :x',
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    }),
    error: [
      'ValidationException',
      'The document path provided in the update expression is invalid for update',
    ],
  },
  {
    name: 'refuses arithmetic on text',
    given: [put(HASH, { pk: { S: 'u8' }, n: { S: 'x' } })],
    call: update('u8', {
      UpdateExpression: 'SET n = n + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
    error: ['ValidationException', /incorrect data type/],
  },
  {
    name: 'refuses an attribute that does not exist as an operand',
    call: update('u9', {
      UpdateExpression: 'SET n = absentee + :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
    error: [
      'ValidationException',
      'The provided expression refers to an attribute that does not exist in the item',
    ],
  },
  {
    name: 'refuses overlapping paths',
    call: update('u10', {
      UpdateExpression: 'SET a = :x, a.b = :x',
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    }),
    error: ['ValidationException', /Two document paths overlap with each other/],
  },
  {
    name: 'refuses to grow an item over 400 KB',
    given: [put(HASH, { pk: { S: 'u11' }, a: { S: vietnamese(100_000) } })],
    call: update('u11', {
      UpdateExpression: 'SET b = :b',
      ExpressionAttributeValues: { ':b': { S: vietnamese(40_000) } },
    }),
    error: ['ValidationException', 'Item size to update has exceeded the maximum allowed size'],
  },
  {
    name: 'leaves a refused item as it was',
    call: ['GetItem', { ...key('u11'), ProjectionExpression: 'b' }],
    answer: { Item: {} },
    without: ['Item.b'],
  },
  {
    name: 'refuses a failed condition',
    call: update('u12', {
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
    }),
    error: CONDITION_FAILED,
  },
];

const DELETE: readonly ConformanceCase[] = [
  {
    name: 'succeeds on an item that is not there',
    call: ['DeleteItem', key('none')],
    without: ['Attributes'],
  },
  {
    name: 'refuses a failed condition',
    call: ['DeleteItem', { ...key('none'), ConditionExpression: 'attribute_exists(pk)' }],
    error: CONDITION_FAILED,
  },
  {
    name: 'refuses a key of another type',
    call: ['DeleteItem', { TableName: HASH, Key: { pk: { N: '1' } } }],
    error: ['ValidationException', MISMATCH],
  },
  {
    name: 'refuses an empty key',
    call: ['DeleteItem', { TableName: HASH, Key: { pk: { S: '' } } }],
    error: ['ValidationException', EMPTY_KEY],
  },
];

export const UPDATE_CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  UpdateItem: UPDATE,
  DeleteItem: DELETE,
};
