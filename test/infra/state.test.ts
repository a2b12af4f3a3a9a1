import { expect, it } from '@jest/globals';
import { ofType, readTemplates } from './office-templates.ts';

const { stateful, all } = await readTemplates();

it('keeps tables, buckets and keys when a stack is deleted or a resource replaced', () => {
  const lasting = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key'].flatMap((type) =>
    ofType(all, type),
  );
  expect(lasting).toHaveLength(4 + 5 + 5);
  for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of lasting)
    expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'Retain', 'Retain']);
});

it('protects every table: backups to the second, no deletion, encryption, pay per request', () => {
  for (const [, { Properties }] of ofType(stateful, 'AWS::DynamoDB::Table'))
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    });
});

it('indexes the register by due work, month and desk, and the notices by due work', () => {
  const indexesOf = (part: string) =>
    ofType(stateful, 'AWS::DynamoDB::Table')
      .filter(([id]) => id.includes(part))
      .flatMap(([, { Properties }]) => Properties.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName, KeySchema }) => [
        IndexName,
        ...KeySchema.map((key: { AttributeName: string }) => key.AttributeName),
      ]);
  expect(indexesOf('Register')).toEqual([
    ['due', 'dueEffect', 'dueAt'],
    ['by-month', 'month', 'position'],
    ['to-do', 'desk', 'since'],
  ]);
  expect(indexesOf('Notices')).toEqual([['due', 'dueEffect', 'dueAt']]);
  expect(indexesOf('History')).toEqual([]);
});

const bucket = (part: string) =>
  ofType(stateful, 'AWS::S3::Bucket').find(([id]) => id.startsWith(`Buckets${part}`))?.[1]
    .Properties;

it('keeps versions of files only: what leaves quarantine, inbox or portal is gone', () => {
  expect(bucket('Files').VersioningConfiguration).toEqual({ Status: 'Enabled' });
  for (const part of ['Quarantine', 'Inbox', 'Portal'])
    expect(bucket(part).VersioningConfiguration).toBeUndefined();
});

it('forgets uploads nobody names after seven days and never what is held', () => {
  const { Rules } = bucket('Quarantine').LifecycleConfiguration;
  expect(Rules).toEqual([{ ExpirationInDays: 7, Prefix: 'incoming/', Status: 'Enabled' }]);
});

it('closes every bucket to the public', () => {
  for (const [, { Properties }] of ofType(stateful, 'AWS::S3::Bucket'))
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
});

it('keeps the lines of every function, for half a year', () => {
  const groups = ofType(all, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties);
  const names = groups.map(({ LogGroupName }) => LogGroupName);
  for (const [, { Properties }] of ofType(all, 'AWS::Lambda::Function'))
    expect(names).toContain(`/aws/lambda/${Properties.FunctionName}`);
  for (const { RetentionInDays } of groups) expect(RetentionInDays).toBe(180);
});
