import type { Engine } from './engine.ts';
import { memberErrors, validationError } from './errors.ts';
import { type SingleWrite, validateWrite, wantsOldItem } from './single-writes.ts';
import type { WireItem } from './wire-types.ts';

type TransactionVerb = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** One checked action of a TransactWriteItems request. */
export interface TransactionAction {
  readonly verb: TransactionVerb;
  /** The single write that has the same rules; a condition check has those of a delete. */
  readonly operation: SingleWrite;
  readonly table: string;
  readonly data: Record<string, unknown>;
  readonly returnOld: boolean;
}

const OPERATIONS: Readonly<Record<TransactionVerb, SingleWrite>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
};

const MEMBERS = [
  'TableName',
  'Key',
  'Item',
  'UpdateExpression',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
] as const;

/** The expression an action cannot do without. */
const REQUIRED: Readonly<Partial<Record<TransactionVerb, string>>> = {
  Update: 'UpdateExpression',
  ConditionCheck: 'ConditionExpression',
};

const MAX_ACTIONS = 100;
const MAX_TOKEN_LENGTH = 36;
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

const lowerFirst = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function enumViolation(input: Record<string, unknown>, member: string, allowed: string[]) {
  const value = input[member];
  if (value === undefined || value === null || allowed.includes(String(value))) return [];
  return [
    `Value '${String(value)}' at '${lowerFirst(member)}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  ];
}

function lengthViolation(list: readonly unknown[]) {
  const limit =
    list.length === 0
      ? 'greater than or equal to 1'
      : list.length > MAX_ACTIONS
        ? `less than or equal to ${MAX_ACTIONS}`
        : undefined;
  if (limit === undefined) return [];
  return [
    `Value '${JSON.stringify(list)}' at 'transactItems' failed to satisfy constraint: Member must have length ${limit}`,
  ];
}

/** The request's list, checked with the other members that come before everything else. */
function readTransactItems(input: Record<string, unknown>): readonly Record<string, unknown>[] {
  const list = input['TransactItems'];
  const token = input['ClientRequestToken'];
  const violations = [
    ...(typeof token === 'string' && token.length > MAX_TOKEN_LENGTH
      ? [
          `Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TOKEN_LENGTH}`,
        ]
      : []),
    ...enumViolation(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']),
    ...enumViolation(input, 'ReturnItemCollectionMetrics', ['SIZE', 'NONE']),
    ...(Array.isArray(list)
      ? lengthViolation(list)
      : [`Value null at 'transactItems' failed to satisfy constraint: Member must not be null`]),
  ];
  if (violations.length > 0) throw memberErrors(violations);
  if (Buffer.byteLength(JSON.stringify(list), 'utf8') > MAX_TRANSACTION_BYTES) {
    throw validationError('Transaction payload size exceeded the maximum allowed size of 4 MB');
  }
  return list as readonly Record<string, unknown>[];
}

const isVerb = (name: string): name is TransactionVerb => name in OPERATIONS;

function readAction(
  engine: Engine,
  entry: Record<string, unknown>,
  position: number,
): TransactionAction {
  const [name, ...others] = Object.keys(entry).filter((key) => entry[key] != null);
  if (name === undefined || others.length > 0 || !isVerb(name)) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const body = entry[name] as Record<string, unknown>;
  const required = REQUIRED[name];
  if (required !== undefined && body[required] == null) {
    throw memberErrors([
      `Value null at 'transactItems.${position + 1}.member.${lowerFirst(name)}.${lowerFirst(required)}' failed to satisfy constraint: Member must not be null`,
    ]);
  }
  const known = Object.fromEntries(MEMBERS.map((member) => [member, body[member]]));
  const returnOld = wantsOldItem(body);
  const data = validateWrite(engine, OPERATIONS[name], known);
  return {
    verb: name,
    operation: OPERATIONS[name],
    table: String(data['TableName']),
    data,
    returnOld,
  };
}

/** Checks everything that the request alone can tell; no table is looked at yet. */
export function readActions(engine: Engine, input: Record<string, unknown>): TransactionAction[] {
  return readTransactItems(input).map((entry, position) => readAction(engine, entry, position));
}

/** A checked Get of a TransactGetItems request. */
export interface TransactionGet {
  readonly table: string;
  readonly key: WireItem;
  readonly data: Record<string, unknown>;
}

export function readGets(engine: Engine, input: Record<string, unknown>): TransactionGet[] {
  return readTransactItems(input).map((entry, position) => {
    const get = entry['Get'];
    if (typeof get !== 'object' || get === null) {
      throw memberErrors([
        `Value null at 'transactItems.${position + 1}.member.get' failed to satisfy constraint: Member must not be null`,
      ]);
    }
    const data = engine.validate('GetItem', get);
    return { table: String(data['TableName']), key: data['Key'] as WireItem, data };
  });
}
