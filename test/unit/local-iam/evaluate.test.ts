import { describe, expect, test } from '@jest/globals';
import type {
  AuthorizationNeed,
  PolicyDocument,
  PolicyStatement,
} from '../../../lib/local/aws/service.ts';
import { ACCOUNT, allow, deny, judge, put, ROLE } from './judge-call.ts';

const OTHER = `arn:aws:iam::${ACCOUNT}:role/other`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const KEY = `arn:aws:kms:ap-southeast-1:${ACCOUNT}:key/1`;

describe('identity policies', () => {
  test('Denied: without any policy', () => {
    expect(judge([], put)).toBe('implicit');
  });

  test('Allowed: action and resource by wildcard, the action whatever its case', () => {
    expect(judge([allow()], put)).toBe('allowed');
    expect(judge([allow({ Action: 'S3:put*' })], put)).toBe('allowed');
    expect(judge([allow({ Action: ['s3:GetObject', 's3:PutObjec?'] })], put)).toBe('allowed');
    expect(judge([allow({ Action: '*', Resource: '*' })], put)).toBe('allowed');
  });

  test('Denied: another action, another resource, a longer name', () => {
    expect(judge([allow({ Action: 's3:Put' })], put)).toBe('implicit');
    expect(judge([allow({ Resource: 'arn:aws:s3:::files' })], put)).toBe('implicit');
    expect(judge([allow({ Resource: 'arn:aws:s3:::FILES/*' })], put)).toBe('implicit');
    expect(judge([allow({ Resource: 'arn:aws:s3:::files/?' })], put)).toBe('implicit');
    expect(judge([allow({ Resource: 'arn.aws.s3...files/*' })], put)).toBe('implicit');
  });

  test('Denied: an explicit deny beside any allow', () => {
    expect(judge([allow({ Action: '*', Resource: '*' }), deny()], put)).toBe('explicit');
  });

  test('Allowed: NotAction and NotResource that leave the call out', () => {
    const { Action: _action, ...noAction } = allow();
    const { Resource: _resource, ...noResource } = allow();
    expect(judge([{ ...noAction, NotAction: 'iam:*' }], put)).toBe('allowed');
    expect(judge([{ ...noAction, NotAction: ['s3:Put*'] }], put)).toBe('implicit');
    expect(judge([{ ...noResource, NotResource: 'arn:aws:s3:::logs/*' }], put)).toBe('allowed');
    expect(judge([{ ...noResource, NotResource: 'arn:aws:s3:::files/*' }], put)).toBe('implicit');
  });

  test('Denied: a policy variable stops the judgement', () => {
    const variable = allow({ Resource: `arn:aws:s3:::files/\${aws:username}/*` });
    expect(() => judge([variable], put)).toThrow('policy variable');
  });
});

describe('resource policies', () => {
  const withPolicy = (...Statement: PolicyStatement[]): AuthorizationNeed => ({
    ...put,
    resourcePolicy: { Statement },
  });

  test('Allowed: the caller by its ARN, without an identity policy', () => {
    const need = withPolicy(allow({ Principal: { AWS: [OTHER, ROLE] } }));
    expect(judge([], need)).toBe('allowed');
    expect(judge([], need, `${ROLE}-2`)).toBe('implicit');
  });

  test('Denied: the account alone leaves the choice to identity policies', () => {
    const need = withPolicy(allow({ Principal: { AWS: ROOT } }));
    expect(judge([], need)).toBe('implicit');
    expect(judge([allow()], need)).toBe('allowed');
  });

  test('Denied: a deny for the account reaches each of its roles', () => {
    const need = withPolicy(deny({ Principal: { AWS: ACCOUNT } }));
    expect(judge([allow()], need)).toBe('explicit');
  });

  test('Denied: NotPrincipal spares only whom it names', () => {
    const need = withPolicy(deny({ NotPrincipal: { AWS: [ROLE, ROOT] } }));
    expect(judge([allow()], need)).toBe('allowed');
    expect(judge([allow()], need, OTHER)).toBe('explicit');
  });

  test('Allowed: a service by its name, under its condition', () => {
    const need = (account: string): AuthorizationNeed => ({
      action: 'sqs:SendMessage',
      resource: 'arn:aws:sqs:::q',
      context: { 'aws:SourceAccount': account },
      resourcePolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: 'arn:aws:sqs:::q',
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          },
        ],
      },
    });
    expect(judge([], need(ACCOUNT), 's3.amazonaws.com')).toBe('allowed');
    expect(judge([], need('999'), 's3.amazonaws.com')).toBe('implicit');
    expect(judge([], need(ACCOUNT), 'events.amazonaws.com')).toBe('implicit');
  });

  test('Denied: a statement without a principal stops the judgement', () => {
    expect(() => judge([], withPolicy(allow()))).toThrow('without a principal');
  });
});

describe('KMS key policies', () => {
  const sign = (...Statement: PolicyStatement[]): AuthorizationNeed => ({
    action: 'kms:Sign',
    resource: KEY,
    resourcePolicy: { Statement },
  });
  const everything: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const forKey = (Principal: unknown, Action: string | string[]): PolicyStatement => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
  });

  test('Denied: an administrator whom the key policy does not name', () => {
    expect(judge([everything], sign(forKey({ AWS: OTHER }, 'kms:Sign')))).toBe('implicit');
  });

  test('Denied: the account may administer the key but not sign', () => {
    const policy = sign(
      forKey({ AWS: ROOT }, ['kms:Describe*', 'kms:Put*']),
      forKey({ AWS: OTHER }, 'kms:Sign'),
    );
    expect(judge([everything], policy)).toBe('implicit');
    expect(judge([], policy, OTHER)).toBe('allowed');
  });

  test('Allowed: the key policy leaves the choice to the account and a policy grants it', () => {
    const policy = sign(forKey({ AWS: ROOT }, 'kms:*'));
    expect(judge([], policy)).toBe('implicit');
    expect(judge([{ Effect: 'Allow', Action: 'kms:Sign', Resource: KEY }], policy)).toBe('allowed');
  });

  test('Allowed: the key policy names the caller under a condition of the call', () => {
    const statement = {
      ...forKey({ AWS: ROLE }, 'kms:Sign'),
      Condition: { StringEquals: { 'kms:MessageType': 'DIGEST' } },
    };
    const need = (type: string) => ({ ...sign(statement), context: { 'kms:MessageType': type } });
    expect(judge([], need('DIGEST'))).toBe('allowed');
    expect(judge([], need('RAW'))).toBe('implicit');
  });

  test('Denied: an explicit deny in the key policy', () => {
    const denied: PolicyStatement = { ...forKey('*', 'kms:Sign'), Effect: 'Deny' };
    expect(judge([everything], sign(forKey({ AWS: ROOT }, 'kms:*'), denied))).toBe('explicit');
  });
});

test('Denied: every grant of a document that only denies', () => {
  const document: PolicyDocument = { Statement: [deny({ Action: '*', Resource: '*' })] };
  expect(judge(document.Statement, put)).toBe('explicit');
});
