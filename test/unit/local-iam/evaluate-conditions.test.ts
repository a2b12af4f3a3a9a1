import { describe, expect, test } from '@jest/globals';
import type { AuthorizationNeed, PolicyStatement } from '../../../lib/local/aws/service.ts';
import { allow, type Judged, judge, put } from './judge-call.ts';

describe('conditions', () => {
  type Condition = NonNullable<PolicyStatement['Condition']>;
  type Context = NonNullable<AuthorizationNeed['context']>;
  const cases: readonly (readonly [Judged, string, Condition, Context])[] = [
    ['allowed', 'an equal text', { StringEquals: { 'x:a': ['p', 'q'] } }, { 'X:A': 'q' }],
    ['implicit', 'another text', { StringEquals: { 'x:a': ['p', 'q'] } }, { 'x:a': 'Q' }],
    ['implicit', 'a missing key', { StringEquals: { 'x:a': 'p' } }, {}],
    ['allowed', 'a missing key, IfExists', { StringEqualsIfExists: { 'x:a': 'p' } }, {}],
    [
      'implicit',
      'another text, IfExists',
      { StringEqualsIfExists: { 'x:a': 'p' } },
      { 'x:a': 'q' },
    ],
    [
      'allowed',
      'a text that is none of them',
      { StringNotEquals: { 'x:a': ['p', 'q'] } },
      { 'x:a': 'r' },
    ],
    [
      'implicit',
      'a text that is one of them',
      { StringNotEquals: { 'x:a': ['p', 'q'] } },
      { 'x:a': 'q' },
    ],
    ['allowed', 'a negation of a missing key', { StringNotEquals: { 'x:a': 'p' } }, {}],
    [
      'allowed',
      'a pattern',
      { StringLike: { 's3:prefix': ['files/*'] } },
      { 's3:prefix': 'files/a' },
    ],
    [
      'implicit',
      'a pattern that does not fit',
      { StringNotLike: { 'x:a': 'p*' } },
      { 'x:a': 'pq' },
    ],
    [
      'allowed',
      'an ARN',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b*' } },
      { 'aws:SourceArn': 'arn:aws:s3:::bucket' },
    ],
    [
      'implicit',
      'an ARN whose wildcard would cross a colon',
      { ArnEquals: { 'x:a': 'arn:aws:*:bucket' } },
      { 'x:a': 'arn:aws:s3:::bucket' },
    ],
    [
      'allowed',
      'an ARN that is another',
      { ArnNotLike: { 'x:a': 'arn:aws:iam::1:role/a*' } },
      { 'x:a': 'arn:aws:iam::1:role/b' },
    ],
    [
      'implicit',
      'an ARN that is excluded',
      { ArnNotLike: { 'x:a': 'arn:aws:iam::1:role/a*' } },
      { 'x:a': 'arn:aws:iam::1:role/ab' },
    ],
    ['allowed', 'a truth', { Bool: { 'aws:SecureTransport': true } }, {}],
    ['implicit', 'an untruth', { Bool: { 'aws:SecureTransport': 'false' } }, {}],
    ['allowed', 'an absent key, Null', { Null: { 'x:a': 'true' } }, {}],
    ['implicit', 'a present key, Null', { Null: { 'x:a': true } }, { 'x:a': 'p' }],
    [
      'allowed',
      'a smaller number',
      { NumericLessThan: { 's3:max-keys': 10 } },
      { 's3:max-keys': '9' },
    ],
    [
      'allowed',
      'a smaller number',
      { NumericLessThan: { 's3:max-keys': '10' } },
      { 's3:max-keys': '9' },
    ],
    [
      'implicit',
      'the same number',
      { NumericLessThan: { 's3:max-keys': '10' } },
      { 's3:max-keys': '10' },
    ],
    [
      'allowed',
      'the same number, or equal',
      { NumericLessThanEquals: { 'x:n': '10' } },
      { 'x:n': '10' },
    ],
    ['implicit', 'no number', { NumericLessThan: { 'x:n': '10' } }, { 'x:n': 'many' }],
    [
      'allowed',
      'any of several',
      { 'ForAnyValue:StringEquals': { 'x:l': ['p'] } },
      { 'x:l': ['q', 'p'] },
    ],
    [
      'implicit',
      'none of several',
      { 'ForAnyValue:StringLike': { 'x:l': ['p*'] } },
      { 'x:l': ['q'] },
    ],
    ['implicit', 'any of nothing', { 'ForAnyValue:StringEquals': { 'x:l': ['p'] } }, {}],
    [
      'allowed',
      'all of several',
      { 'ForAllValues:StringLike': { 'x:l': ['p*', 'q'] } },
      { 'x:l': ['pp', 'q'] },
    ],
    [
      'implicit',
      'not all of several',
      { 'ForAllValues:StringEquals': { 'x:l': ['p'] } },
      { 'x:l': ['p', 'q'] },
    ],
    ['allowed', 'all of nothing', { 'ForAllValues:StringEquals': { 'x:l': ['p'] } }, {}],
    ['implicit', 'one of two keys', { StringEquals: { 'x:a': 'p', 'x:b': 'q' } }, { 'x:a': 'p' }],
    [
      'implicit',
      'one of two operators',
      { StringEquals: { 'x:a': 'p' }, Null: { 'x:a': 'true' } },
      { 'x:a': 'p' },
    ],
  ];

  test.each(cases)('%s: %s', (expected, _, Condition, context) => {
    expect(judge([allow({ Condition })], { ...put, context })).toBe(expected);
  });

  test('Denied: an operator that is not known stops the judgement by its name', () => {
    const statement = allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
    const need = { ...put, context: { 'aws:SourceIp': '10.0.0.1' } };
    expect(() => judge([statement], need)).toThrow('condition operator IpAddress');
  });
});
