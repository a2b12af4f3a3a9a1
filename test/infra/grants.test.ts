import { expect, it } from '@jest/globals';
import { ofType, readTemplates, referredId } from './office-templates.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const { all, stateless } = await readTemplates();
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const policies = ofType(all, 'AWS::IAM::Policy').map(([id, { Properties }]) => ({
  id,
  statements: Properties.PolicyDocument.Statement as Statement[],
}));
const allowed = policies.flatMap(({ id, statements }) =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => list(statement.Action).map((action) => ({ id, action, statement }))),
);
const textOf = (resource: unknown): string =>
  typeof resource === 'string' ? resource : JSON.stringify(resource);

/** Functions whose policies allow an action. */
const holders = (action: string) =>
  [...new Set(allowed.filter((grant) => grant.action === action).map(({ id }) => id))].map((id) =>
    id.replace(/(Object)?Policy[0-9A-F]{8}$/, ''),
  );

it('grants no action by a pattern', () => {
  expect(allowed.filter(({ action }) => action.includes('*'))).toEqual([]);
});

it('grants patterns of resources for objects below a bucket, and SMS, only', () => {
  const wide = allowed.filter(({ statement }) =>
    list(statement.Resource).some((resource) => textOf(resource).includes('*')),
  );
  const others = wide.filter(({ action }) => !/^s3:(Get|Put|Delete)Object(Version)?$/.test(action));
  expect(others.map(({ id, action }) => [id.startsWith('NoticesSendSms'), action])).toEqual([
    [true, 'sns:Publish'],
  ]);
});

it('lets history grow and never change', () => {
  const onHistory = allowed.filter(({ statement }) =>
    list(statement.Resource).some((resource) => textOf(resource).includes('TablesHistory')),
  );
  expect(onHistory.length).toBeGreaterThan(0);
  expect(new Set(onHistory.map(({ action }) => action))).toEqual(
    new Set(['dynamodb:PutItem', 'dynamodb:Query']),
  );
  const readers = onHistory.filter(({ action }) => action === 'dynamodb:Query');
  expect(readers.map(({ id }) => id.replace(/Policy.*/, ''))).toEqual(['DeskCalls']);
});

it('lets send-sms alone publish messages and read phone numbers', () => {
  expect(holders('sns:Publish')).toEqual(['NoticesSendSms']);
  const phones = allowed.filter(({ statement }) =>
    JSON.stringify(statement.Condition ?? {}).includes('"phone"'),
  );
  expect(phones.map(({ id, action }) => [id.replace(/Policy.*/, ''), action])).toEqual([
    ['NoticesSendSms', 'kms:Decrypt'],
  ]);
});

it('ties every use of the data key to one purpose', () => {
  const uses = allowed.filter(({ action }) => action.startsWith('kms:'));
  expect(uses.length).toBeGreaterThan(0);
  for (const { statement } of uses)
    expect(statement.Condition).toEqual({
      StringEquals: { 'kms:EncryptionContext:purpose': expect.any(String) },
    });
});

it('lets the desk alone open what is held, besides the screening that releases it', () => {
  const opening = allowed.filter(
    ({ action, statement }) =>
      action === 'kms:Decrypt' &&
      JSON.stringify(statement.Condition ?? {}).includes('"held-envelope"'),
  );
  expect(opening.map(({ id }) => id.replace(/Policy.*/, '')).toSorted()).toEqual([
    'DeskCalls',
    'WorkflowScreen',
  ]);
});

it('lets the operator’s function alone move dead messages', () => {
  expect(holders('sqs:StartMessageMoveTask')).toEqual(['DeskOperations']);
});

it('grants signing by no identity policy: the keys say who signs', () => {
  expect(holders('kms:Sign')).toEqual([]);
});

it('keeps the answers on the bus under the name of the office', () => {
  for (const { statement } of allowed.filter(({ action }) => action === 'events:PutEvents'))
    expect(statement.Condition).toEqual({ StringEquals: { 'events:source': 'vanthu' } });
});

it('gives every function a role of its own without managed policies', () => {
  const functions = ofType(stateless, 'AWS::Lambda::Function');
  const roles = functions.map(([, { Properties }]) => JSON.stringify(Properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
  for (const [, { Properties }] of ofType(all, 'AWS::IAM::Role'))
    expect(Properties.ManagedPolicyArns ?? []).toEqual([]);
});

it('lets only the scheduler call the sweeper', () => {
  const [[, schedule] = []] = ofType(stateless, 'AWS::Scheduler::Schedule');
  expect(schedule?.Properties.ScheduleExpression).toBe('rate(1 minute)');
  const [call] = allowed.filter(({ action }) => action === 'lambda:InvokeFunction');
  expect(referredId(call?.statement.Resource)).toMatch(/^WorkflowSweep/);
});
