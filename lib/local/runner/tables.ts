import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type GlobalSecondaryIndex,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { RunnerError } from './errors.ts';
import {
  failedWith,
  generatedName,
  type Properties,
  type ResourceContext,
  type ResourceType,
} from './resource-type.ts';

interface TableProperties {
  readonly KeySchema: CreateTableCommandInput['KeySchema'];
  readonly AttributeDefinitions: CreateTableCommandInput['AttributeDefinitions'];
  readonly BillingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[];
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableName?: string;
  readonly TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean };
}

async function describe(
  TableName: string,
  { clients }: ResourceContext,
): Promise<TableDescription | undefined> {
  try {
    return (await clients.dynamodb.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (failedWith(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

const sameKeys = (a: TableDescription['KeySchema'], b: TableProperties['KeySchema']): boolean =>
  JSON.stringify((a ?? []).map((key) => [key.AttributeName, key.KeyType])) ===
  JSON.stringify((b ?? []).map((key) => [key.AttributeName, key.KeyType]));

/** Adds and removes indexes; an index whose keys change would need a second name on AWS too. */
async function updateIndexes(
  existing: TableDescription,
  wanted: TableProperties,
  context: ResourceContext,
): Promise<void> {
  const current = existing.GlobalSecondaryIndexes ?? [];
  const next = wanted.GlobalSecondaryIndexes ?? [];
  const updates = [
    ...current
      .filter(({ IndexName }) => !next.some((index) => index.IndexName === IndexName))
      .map(({ IndexName }) => ({ Delete: { IndexName } })),
    ...next
      .filter(({ IndexName }) => !current.some((index) => index.IndexName === IndexName))
      .map((index) => ({ Create: index })),
  ];
  for (const index of next) {
    const before = current.find(({ IndexName }) => IndexName === index.IndexName);
    if (before && !sameKeys(before.KeySchema, index.KeySchema))
      throw new RunnerError(
        'UNSUPPORTED_CHANGE',
        context.where,
        `the keys of index ${index.IndexName} cannot change; give the new one another name`,
      );
  }
  for (const update of updates)
    await context.clients.dynamodb.send(
      new UpdateTableCommand({
        TableName: existing.TableName,
        AttributeDefinitions: wanted.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [update],
      }),
    );
}

async function updateTable(
  existing: TableDescription,
  wanted: TableProperties,
  context: ResourceContext,
): Promise<void> {
  if (!sameKeys(existing.KeySchema, wanted.KeySchema))
    throw new RunnerError('UNSUPPORTED_CHANGE', context.where, 'the keys of a table cannot change');
  await updateIndexes(existing, wanted, context);
  const protection = wanted.DeletionProtectionEnabled ?? false;
  if ((existing.DeletionProtectionEnabled ?? false) !== protection)
    await context.clients.dynamodb.send(
      new UpdateTableCommand({
        TableName: existing.TableName,
        DeletionProtectionEnabled: protection,
      }),
    );
}

async function updateSettings(
  TableName: string,
  { TimeToLiveSpecification, PointInTimeRecoverySpecification }: TableProperties,
  { clients: { dynamodb } }: ResourceContext,
): Promise<void> {
  const { TimeToLiveDescription } = await dynamodb.send(
    new DescribeTimeToLiveCommand({ TableName }),
  );
  const enabled = TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED';
  if (TimeToLiveSpecification && TimeToLiveSpecification.Enabled !== enabled)
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled:
          PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false,
      },
    }),
  );
}

/** AWS::DynamoDB::Table. */
export const table: ResourceType = {
  effective: [
    'AttributeDefinitions',
    'BillingMode',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'PointInTimeRecoverySpecification',
    'TableName',
    'TimeToLiveSpecification',
  ],
  ignored: {
    SSESpecification: 'local state is not encrypted, and local mode says so',
    Tags: 'nothing here is chosen by tags',
  },
  async ensure(properties: Properties, context) {
    const wanted = properties as unknown as TableProperties;
    const TableName = wanted.TableName ?? generatedName(context);
    const existing = await describe(TableName, context);
    if (existing) await updateTable(existing, wanted, context);
    else
      await context.clients.dynamodb.send(
        new CreateTableCommand({
          TableName,
          KeySchema: wanted.KeySchema,
          AttributeDefinitions: wanted.AttributeDefinitions,
          BillingMode: wanted.BillingMode ?? 'PROVISIONED',
          DeletionProtectionEnabled: wanted.DeletionProtectionEnabled ?? false,
          ...(wanted.GlobalSecondaryIndexes
            ? { GlobalSecondaryIndexes: [...wanted.GlobalSecondaryIndexes] }
            : {}),
        }),
      );
    await updateSettings(TableName, wanted, context);
    const { region, account } = context;
    return {
      ref: TableName,
      attributes: { Arn: `arn:aws:dynamodb:${region}:${account}:table/${TableName}` },
    };
  },
};
