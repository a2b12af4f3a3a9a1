/** One row of the conformance table: what is asked, and what the service is known to answer. */
export interface ConformanceCase {
  readonly name: string;
  /** Calls that prepare the case; they must succeed. */
  readonly given?: readonly (readonly [operation: string, input: object])[];
  readonly call: readonly [operation: string, input: object];
  /** Error name and message of a refusal, status 400 unless given. */
  readonly error?: readonly [code: string, message: string | RegExp, status?: number];
  /** Members the answer must have. */
  readonly answer?: object;
  /** Members the answer must not have. */
  readonly without?: readonly string[];
}

/** String keys pk. */
export const HASH = 'hash';
/** String keys pk and sk, global index `due` (effect S, dueAt N), local index `by-title` (title S). */
export const RANGE = 'range';
/** Number key pk. */
export const NUMBERS = 'numbers';

const attribute = (AttributeName: string, AttributeType: string) => ({
  AttributeName,
  AttributeType,
});
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });

export const TABLES = [
  {
    TableName: HASH,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [attribute('pk', 'S')],
    KeySchema: [hash('pk')],
  },
  {
    TableName: RANGE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      attribute('pk', 'S'),
      attribute('sk', 'S'),
      attribute('effect', 'S'),
      attribute('dueAt', 'N'),
      attribute('title', 'S'),
    ],
    KeySchema: [hash('pk'), range('sk')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [hash('effect'), range('dueAt')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-title',
        KeySchema: [hash('pk'), range('title')],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  {
    TableName: NUMBERS,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [attribute('pk', 'N')],
    KeySchema: [hash('pk')],
  },
];

export const MISMATCH = 'The provided key element does not match the schema';
export const EMPTY_KEY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';
export const NOT_FOUND = ['ResourceNotFoundException', 'Requested resource not found'] as const;
export const put = (TableName: string, Item: object) => ['PutItem', { TableName, Item }] as const;
