import { describe, expect, test } from '@jest/globals';
import { authorizeCall } from '../../lib/local/dynamodb/authorization.ts';

const OWNER = { region: 'ap-southeast-1', account: '111122223333' };
const arn = (table: string) => `arn:aws:dynamodb:ap-southeast-1:111122223333:table/${table}`;
const needs = (operation: string, input: Record<string, unknown>) =>
  authorizeCall(OWNER, operation, input).map(({ action, resource }) => `${action} ${resource}`);

describe('what IAM must allow for a DynamoDB call', () => {
  test('is the operation on the table for a call on one table', () => {
    expect(needs('PutItem', { TableName: 'register' })).toEqual([
      `dynamodb:PutItem ${arn('register')}`,
    ]);
  });

  test('is the index, and not the table, for a query or scan of an index', () => {
    expect(needs('Query', { TableName: 'register', IndexName: 'due' })).toEqual([
      `dynamodb:Query ${arn('register')}/index/due`,
    ]);
    expect(needs('Scan', { TableName: 'register', IndexName: 'due' })).toEqual([
      `dynamodb:Scan ${arn('register')}/index/due`,
    ]);
  });

  test('is the table for a query without an index', () => {
    expect(needs('Query', { TableName: 'register' })).toEqual([
      `dynamodb:Query ${arn('register')}`,
    ]);
  });

  test('is each enclosed action once for each table of a transaction', () => {
    const items = [
      { Put: { TableName: 'register' } },
      { Put: { TableName: 'register' } },
      { Update: { TableName: 'register' } },
      { Put: { TableName: 'history' } },
      { Delete: { TableName: 'notices' } },
      { ConditionCheck: { TableName: 'directory' } },
    ];
    expect(needs('TransactWriteItems', { TransactItems: items })).toEqual([
      `dynamodb:PutItem ${arn('register')}`,
      `dynamodb:UpdateItem ${arn('register')}`,
      `dynamodb:PutItem ${arn('history')}`,
      `dynamodb:DeleteItem ${arn('notices')}`,
      `dynamodb:ConditionCheckItem ${arn('directory')}`,
    ]);
  });

  test('tells the enclosing operation as a condition key', () => {
    const [need] = authorizeCall(OWNER, 'TransactGetItems', {
      TransactItems: [{ Get: { TableName: 'register' } }],
    });
    expect(need).toEqual({
      action: 'dynamodb:GetItem',
      resource: arn('register'),
      context: { 'dynamodb:EnclosingOperation': 'TransactGetItems' },
    });
  });

  test('is the batch operation on each of its tables', () => {
    const RequestItems = { register: {}, history: {} };
    expect(needs('BatchGetItem', { RequestItems })).toEqual([
      `dynamodb:BatchGetItem ${arn('register')}`,
      `dynamodb:BatchGetItem ${arn('history')}`,
    ]);
    expect(needs('BatchWriteItem', { RequestItems: { register: [] } })).toEqual([
      `dynamodb:BatchWriteItem ${arn('register')}`,
    ]);
  });

  test('takes a table named by its ARN as it is, and every resource where none is named', () => {
    expect(needs('GetItem', { TableName: arn('register') })).toEqual([
      `dynamodb:GetItem ${arn('register')}`,
    ]);
    expect(needs('TagResource', { ResourceArn: arn('register') })).toEqual([
      `dynamodb:TagResource ${arn('register')}`,
    ]);
    expect(needs('ListTables', {})).toEqual(['dynamodb:ListTables *']);
  });

  test('is never nothing, however odd the request', () => {
    for (const operation of ['TransactWriteItems', 'BatchGetItem', 'Query', 'ExecuteStatement']) {
      expect(needs(operation, {})).toEqual([`dynamodb:${operation} *`]);
    }
    expect(needs('TransactWriteItems', { TransactItems: [{ Put: null }, 7] })).toHaveLength(1);
  });
});
