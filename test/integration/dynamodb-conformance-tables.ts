import { type ConformanceCase, HASH, TABLES } from './dynamodb-conformance-case.ts';

const simple = (TableName: string, more: object = {}) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  ...more,
});
const TABLE_NOT_FOUND = [
  'ResourceNotFoundException',
  'Requested resource not found: Table: absent not found',
] as const;

const CREATE: readonly ConformanceCase[] = [
  {
    name: 'answers CREATING with the members of the request',
    call: ['CreateTable', simple('created', { TableClass: 'STANDARD_INFREQUENT_ACCESS' })],
    answer: {
      TableDescription: {
        TableStatus: 'CREATING',
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      },
    },
  },
  {
    name: 'refuses a name that is taken',
    call: ['CreateTable', simple(HASH)],
    error: ['ResourceInUseException', /.*/],
  },
  {
    name: 'refuses a key attribute without a definition',
    call: ['CreateTable', simple('bad-table', { AttributeDefinitions: [] })],
    error: ['ValidationException', /Some index key attribute/],
  },
  {
    name: 'refuses a stream by name, because none is emulated',
    call: [
      'CreateTable',
      simple('streamed', {
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    ],
    error: [
      'NotImplemented',
      'dynamodb:CreateTable with StreamSpecification is not emulated locally',
      501,
    ],
  },
];

const OTHERS: Readonly<Record<string, readonly ConformanceCase[]>> = {
  ListTables: [
    {
      name: 'pages by name',
      call: ['ListTables', { ExclusiveStartTableName: 'hasg', Limit: 1 }],
      answer: { TableNames: [HASH], LastEvaluatedTableName: HASH },
    },
  ],
  DescribeTable: [
    {
      name: 'refuses an unknown table by name',
      call: ['DescribeTable', { TableName: 'absent' }],
      error: TABLE_NOT_FOUND,
    },
    {
      name: 'knows the schema',
      call: ['DescribeTable', { TableName: HASH }],
      answer: {
        Table: {
          KeySchema: TABLES[0]?.KeySchema,
          TableStatus: 'ACTIVE',
          DeletionProtectionEnabled: false,
        },
      },
    },
  ],
  DeleteTable: [
    {
      name: 'refuses an unknown table by name',
      call: ['DeleteTable', { TableName: 'absent' }],
      error: TABLE_NOT_FOUND,
    },
    {
      name: 'refuses a protected table',
      given: [['CreateTable', simple('protected', { DeletionProtectionEnabled: true })]],
      call: ['DeleteTable', { TableName: 'protected' }],
      error: [
        'ValidationException',
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      ],
    },
    {
      name: 'deletes it once the protection is off',
      given: [['UpdateTable', { TableName: 'protected', DeletionProtectionEnabled: false }]],
      call: ['DeleteTable', { TableName: 'protected' }],
      answer: { TableDescription: { TableStatus: 'DELETING' } },
    },
    {
      name: 'leaves nothing for a table of the same name',
      given: [
        ['CreateTable', simple('again')],
        ['PutItem', { TableName: 'again', Item: { pk: { S: 'x' } } }],
        ['DeleteTable', { TableName: 'again' }],
        ['CreateTable', simple('again')],
      ],
      call: ['Scan', { TableName: 'again' }],
      answer: { Count: 0 },
    },
  ],
  UpdateTable: [
    {
      name: 'fills a new global index from the items that are there',
      given: [
        ['CreateTable', simple('grown')],
        ['PutItem', { TableName: 'grown', Item: { pk: { S: 'a' }, kind: { S: 'k' } } }],
        ['PutItem', { TableName: 'grown', Item: { pk: { S: 'b' } } }],
        [
          'UpdateTable',
          {
            TableName: 'grown',
            AttributeDefinitions: [{ AttributeName: 'kind', AttributeType: 'S' }],
            GlobalSecondaryIndexUpdates: [
              {
                Create: {
                  IndexName: 'by-kind',
                  KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
                  Projection: { ProjectionType: 'ALL' },
                },
              },
            ],
          },
        ],
        ['PutItem', { TableName: 'grown', Item: { pk: { S: 'c' }, kind: { S: 'k' } } }],
      ],
      call: [
        'Query',
        {
          TableName: 'grown',
          IndexName: 'by-kind',
          KeyConditionExpression: 'kind = :k',
          ExpressionAttributeValues: { ':k': { S: 'k' } },
        },
      ],
      answer: { Count: 2 },
    },
    {
      name: 'removes an index',
      given: [
        [
          'UpdateTable',
          {
            TableName: 'grown',
            GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-kind' } }],
          },
        ],
      ],
      call: ['Scan', { TableName: 'grown', IndexName: 'by-kind' }],
      error: ['ValidationException', 'The table does not have the specified index: by-kind'],
    },
  ],
  TimeToLive: [
    {
      name: 'is off at first',
      call: ['DescribeTimeToLive', { TableName: HASH }],
      answer: { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
    },
    {
      name: 'is told once set',
      given: [
        [
          'UpdateTimeToLive',
          { TableName: HASH, TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
        ],
      ],
      call: ['DescribeTimeToLive', { TableName: HASH }],
      answer: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } },
    },
    {
      name: 'refuses to be set twice',
      call: [
        'UpdateTimeToLive',
        { TableName: HASH, TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
      ],
      error: ['ValidationException', 'TimeToLive is already enabled'],
    },
  ],
  ContinuousBackups: [
    {
      name: 'records point-in-time recovery',
      given: [
        [
          'UpdateContinuousBackups',
          {
            TableName: HASH,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      ],
      call: ['DescribeContinuousBackups', { TableName: HASH }],
      answer: {
        ContinuousBackupsDescription: {
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
        },
      },
    },
  ],
  Tags: [
    {
      name: 'are kept',
      given: [
        [
          'TagResource',
          {
            ResourceArn: 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/hash',
            Tags: [{ Key: 'system', Value: 'vanthu' }],
          },
        ],
      ],
      call: [
        'ListTagsOfResource',
        { ResourceArn: 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/hash' },
      ],
      answer: { Tags: [{ Key: 'system', Value: 'vanthu' }] },
    },
  ],
  'Not emulated': [
    {
      name: 'PartiQL is refused by name',
      call: ['ExecuteStatement', { Statement: 'SELECT * FROM hash' }],
      error: ['NotImplemented', 'dynamodb:ExecuteStatement is not emulated locally', 501],
    },
    {
      name: 'a global table is refused by name',
      call: ['UpdateTable', { TableName: HASH, ReplicaUpdates: [{}] }],
      error: [
        'NotImplemented',
        'dynamodb:UpdateTable with ReplicaUpdates is not emulated locally',
        501,
      ],
    },
  ],
};

export const TABLE_CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  CreateTable: CREATE,
  ...OTHERS,
};
