import {
  type ConformanceCase,
  EMPTY_KEY,
  HASH,
  MISMATCH,
  NOT_FOUND,
  NUMBERS,
  put,
  RANGE,
} from './dynamodb-conformance-case.ts';

const CONDITION_FAILED = [
  'ConditionalCheckFailedException',
  'The conditional request failed',
] as const;
const key = (pk: string) => ({ TableName: HASH, Key: { pk: { S: pk } } });
/** A text of three UTF-8 bytes per letter, `letters` long. */
const vietnamese = (letters: number) => 'ế'.repeat(letters);

const PUT: readonly ConformanceCase[] = [
  {
    name: 'answers nothing by default',
    call: put(HASH, { pk: { S: 'p1' } }),
    without: ['Attributes', 'ConsumedCapacity'],
  },
  {
    name: 'gives back the old item on ALL_OLD',
    given: [put(HASH, { pk: { S: 'p2' }, a: { N: '1' } })],
    call: ['PutItem', { TableName: HASH, Item: { pk: { S: 'p2' } }, ReturnValues: 'ALL_OLD' }],
    answer: { Attributes: { pk: { S: 'p2' }, a: { N: '1' } } },
  },
  {
    name: 'refuses ReturnValues of an update',
    call: ['PutItem', { TableName: HASH, Item: { pk: { S: 'p3' } }, ReturnValues: 'ALL_NEW' }],
    error: ['ValidationException', 'ReturnValues can only be ALL_OLD or NONE'],
  },
  {
    name: 'refuses an unknown table',
    call: put('absent', { pk: { S: 'p' } }),
    error: NOT_FOUND,
  },
  {
    name: 'refuses an item without its key',
    call: put(HASH, { a: { S: 'x' } }),
    error: [
      'ValidationException',
      'One or more parameter values were invalid: Missing the key pk in the item',
    ],
  },
  {
    name: 'refuses a key of another type',
    call: put(HASH, { pk: { N: '5' } }),
    error: [
      'ValidationException',
      'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
    ],
  },
  {
    name: 'refuses an empty key',
    call: put(HASH, { pk: { S: '' } }),
    error: ['ValidationException', EMPTY_KEY],
  },
  {
    name: 'refuses an index key of another type',
    call: put(RANGE, { pk: { S: 'p' }, sk: { S: 's' }, effect: { S: 'e' }, dueAt: { S: 'soon' } }),
    error: ['ValidationException', /Type mismatch for Index Key dueAt Expected: N Actual: S/],
  },
  {
    name: 'refuses an empty set',
    call: put(HASH, { pk: { S: 'p' }, s: { SS: [] } }),
    error: ['ValidationException', /An string set {2}may not be empty/],
  },
  {
    name: 'refuses a value without a type',
    call: put(HASH, { pk: { S: 'p' }, s: {} }),
    error: ['ValidationException', /Supplied AttributeValue is empty/],
  },
  {
    name: 'refuses 39 significant digits',
    call: put(HASH, { pk: { S: 'p' }, n: { N: '1'.repeat(39) } }),
    error: [
      'ValidationException',
      'Attempting to store more than 38 significant digits in a Number',
    ],
  },
  {
    name: 'refuses a number beyond its magnitude',
    call: put(HASH, { pk: { S: 'p' }, n: { N: '1e126' } }),
    error: ['ValidationException', /^Number overflow/],
  },
  {
    name: 'refuses what is not a number',
    call: put(HASH, { pk: { S: 'p' }, n: { N: 'ba' } }),
    error: ['ValidationException', 'The parameter cannot be converted to a numeric value: ba'],
  },
  {
    name: 'takes an item of exactly 400 KB',
    call: put(HASH, { pk: { S: 'big' }, a: { S: 'x'.repeat(409_600 - 2 - 3 - 1) } }),
  },
  {
    name: 'refuses one byte more',
    call: put(HASH, { pk: { S: 'big' }, a: { S: 'x'.repeat(409_600 - 2 - 3) } }),
    error: ['ValidationException', 'Item size has exceeded the maximum allowed size'],
  },
  {
    name: 'counts the bytes and not the letters of Vietnamese text',
    call: put(HASH, { pk: { S: 'big' }, a: { S: vietnamese(140_000) } }),
    error: ['ValidationException', 'Item size has exceeded the maximum allowed size'],
  },
  {
    name: 'counts the bytes of a key too',
    call: put(HASH, { pk: { S: vietnamese(700) } }),
    error: ['ValidationException', /Size of hashkey has exceeded the maximum size limit of2048/],
  },
  {
    name: 'refuses a failed condition',
    given: [put(HASH, { pk: { S: 'p4' } })],
    call: [
      'PutItem',
      {
        TableName: HASH,
        Item: { pk: { S: 'p4' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    ],
    error: CONDITION_FAILED,
  },
  {
    name: 'refuses a malformed condition',
    call: [
      'PutItem',
      { TableName: HASH, Item: { pk: { S: 'p' } }, ConditionExpression: 'attribute_not_exists(' },
    ],
    error: ['ValidationException', /^Invalid ConditionExpression: Syntax error/],
  },
  {
    name: 'refuses an undefined value placeholder',
    call: ['PutItem', { TableName: HASH, Item: { pk: { S: 'p' } }, ConditionExpression: 'a = :a' }],
    error: ['ValidationException', /attribute value used in expression is not defined.*:a/],
  },
  {
    name: 'refuses a value that no expression uses',
    call: [
      'PutItem',
      {
        TableName: HASH,
        Item: { pk: { S: 'p' } },
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      },
    ],
    error: [
      'ValidationException',
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
    ],
  },
  {
    name: 'refuses a reserved word as a name',
    call: [
      'PutItem',
      {
        TableName: HASH,
        Item: { pk: { S: 'p' } },
        ConditionExpression: 'attribute_exists(status)',
      },
    ],
    error: ['ValidationException', /reserved keyword: status/],
  },
  {
    name: 'refuses an unknown ReturnValuesOnConditionCheckFailure',
    call: [
      'PutItem',
      {
        TableName: HASH,
        Item: { pk: { S: 'p' } },
        ReturnValuesOnConditionCheckFailure: 'SOME',
      },
    ],
    error: ['ValidationException', /returnValuesOnConditionCheckFailure.*\[ALL_OLD, NONE\]/],
  },
];

const GET: readonly ConformanceCase[] = [
  {
    name: 'answers without Item when there is none',
    call: ['GetItem', key('none')],
    without: ['Item'],
  },
  {
    name: 'projects nested paths',
    given: [
      put(HASH, {
        pk: { S: 'g1' },
        m: { M: { a: { N: '1' }, b: { L: [{ S: 'x' }, { S: 'y' }] } } },
      }),
    ],
    call: ['GetItem', { ...key('g1'), ProjectionExpression: 'm.b[1]' }],
    answer: { Item: { m: { M: { b: { L: [{ S: 'y' }] } } } } },
  },
  {
    name: 'writes numbers in their plain form',
    given: [put(HASH, { pk: { S: 'g2' }, n: { N: '1.50E+3' }, z: { N: '-0.0' } })],
    call: ['GetItem', key('g2')],
    answer: { Item: { n: { N: '1500' }, z: { N: '0' } } },
  },
  {
    name: 'finds a number key however it is written',
    given: [put(NUMBERS, { pk: { N: '10' }, a: { S: 'x' } })],
    call: ['GetItem', { TableName: NUMBERS, Key: { pk: { N: '1.0e1' } } }],
    answer: { Item: { a: { S: 'x' } } },
  },
  {
    name: 'refuses a key with too many attributes',
    call: ['GetItem', { TableName: HASH, Key: { pk: { S: 'g' }, sk: { S: 'g' } } }],
    error: ['ValidationException', MISMATCH],
  },
  {
    name: 'refuses a table name that is too short',
    call: ['GetItem', { TableName: 'ab', Key: { pk: { S: 'g' } } }],
    error: ['ValidationException', /tableName.*greater than or equal to 3/],
  },
  {
    name: 'refuses a request without a key',
    call: ['GetItem', { TableName: HASH }],
    error: ['ValidationException', /'key' failed to satisfy constraint: Member must not be null/],
  },
];

export const ITEM_CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  PutItem: PUT,
  GetItem: GET,
};
