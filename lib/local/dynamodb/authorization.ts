import type { AuthorizationNeed } from '../aws/service.ts';

interface Owner {
  readonly region: string;
  readonly account: string;
}

const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** ARN of a table that a call names by name or by ARN. */
const tableArn = ({ region, account }: Owner, table: unknown) => {
  const name = String(table ?? '');
  return name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
};

function transactionNeeds(owner: Owner, operation: string, items: unknown): AuthorizationNeed[] {
  const needs = new Map<string, AuthorizationNeed>();
  for (const entry of Array.isArray(items) ? items.filter(isObject) : []) {
    for (const [verb, body] of Object.entries(entry)) {
      const action = TRANSACTION_ACTIONS[verb];
      if (!action || !isObject(body)) continue;
      const resource = tableArn(owner, body['TableName']);
      needs.set(`${action} ${resource}`, {
        action: `dynamodb:${action}`,
        resource,
        context: { 'dynamodb:EnclosingOperation': operation },
      });
    }
  }
  return [...needs.values()];
}

/**
 * What IAM must allow for a call: one need for each table, for a read of an index the index alone,
 * and for transactions the single actions they enclose, as the service's authorization reference
 * has it.
 */
export function authorizeCall(
  owner: Owner,
  operation: string,
  input: Record<string, unknown>,
): readonly AuthorizationNeed[] {
  const action = `dynamodb:${operation}`;
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const needs = transactionNeeds(owner, operation, input['TransactItems']);
    return needs.length > 0 ? needs : [{ action, resource: '*' }];
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    const tables = isObject(input['RequestItems']) ? Object.keys(input['RequestItems']) : [];
    if (tables.length === 0) return [{ action, resource: '*' }];
    return tables.map((table) => ({ action, resource: tableArn(owner, table) }));
  }
  if (typeof input['ResourceArn'] === 'string') return [{ action, resource: input['ResourceArn'] }];
  if (typeof input['TableName'] !== 'string') return [{ action, resource: '*' }];
  const table = tableArn(owner, input['TableName']);
  const index = operation === 'Query' || operation === 'Scan' ? input['IndexName'] : undefined;
  return [{ action, resource: typeof index === 'string' ? `${table}/index/${index}` : table }];
}
