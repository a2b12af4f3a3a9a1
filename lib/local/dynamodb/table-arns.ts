import { validationError } from './errors.ts';

interface Owner {
  readonly region: string;
  readonly account: string;
}

const TABLE_ARN = /^arn:aws:dynamodb:([^:]*):([^:]*):table\/([^/]+)$/;

/** The table name that `value` is, or that the ARN of one of our own tables holds. */
function tableName({ region, account }: Owner, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('arn:')) return value;
  const [, arnRegion, arnAccount, name] = TABLE_ARN.exec(value) ?? [];
  if (name === undefined || arnRegion !== region || arnAccount !== account) {
    throw validationError(`Invalid TableArn: ${value} is not a table of this account and region`);
  }
  return name;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withName = (owner: Owner, body: unknown) =>
  isObject(body) && 'TableName' in body
    ? { ...body, TableName: tableName(owner, body['TableName']) }
    : body;

/** Lets a call name its tables by ARN, as the SDK allows wherever it takes a table name. */
export function withTableNames(
  owner: Owner,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const { RequestItems, TransactItems } = input;
  return {
    ...(withName(owner, input) as Record<string, unknown>),
    ...(isObject(RequestItems)
      ? {
          RequestItems: Object.fromEntries(
            Object.entries(RequestItems).map(([name, list]) => [tableName(owner, name), list]),
          ),
        }
      : {}),
    ...(Array.isArray(TransactItems)
      ? {
          TransactItems: TransactItems.map((entry: unknown) =>
            isObject(entry)
              ? Object.fromEntries(
                  Object.entries(entry).map(([verb, body]) => [verb, withName(owner, body)]),
                )
              : entry,
          ),
        }
      : {}),
  };
}
