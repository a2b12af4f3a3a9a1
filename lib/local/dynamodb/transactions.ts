import { AwsServiceError } from '../aws/service.ts';
import type { StagedWrites } from './engine.ts';
import {
  type CancellationReason,
  CONFLICT_REASON,
  hasCode,
  NO_REASON,
  transactionCancelled,
  validationError,
} from './errors.ts';
import type { IdempotencyTokens } from './idempotency-tokens.ts';
import { refuseEmptyKey } from './item-keys.ts';
import { targetOf, type WriteParts } from './single-writes.ts';
import { readActions, type TransactionAction } from './transaction-requests.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

export type TransactionParts = WriteParts & { readonly tokens: IdempotencyTokens };

interface Aim {
  readonly action: TransactionAction;
  readonly key?: string;
  readonly reason: CancellationReason;
}

const DUPLICATE = 'Transaction request cannot include multiple operations on one item';

function aim(action: TransactionAction, table: TableRecord): Aim {
  refuseEmptyKey((action.data['Item'] ?? action.data['Key']) as WireItem, table);
  try {
    return { action, key: targetOf(action.operation, action.data, table), reason: NO_REASON };
  } catch (error) {
    if (!hasCode(error, 'ValidationException')) throw error;
    return { action, reason: { Code: 'ValidationError', Message: error.message } };
  }
}

function cancelIfNeeded(reasons: readonly CancellationReason[]) {
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCancelled(reasons);
}

/** Finds the items of all actions; refuses unknown tables, doubles and keys that do not fit. */
async function aimAll({ engine }: WriteParts, actions: readonly TransactionAction[]) {
  const tables = new Map<string, TableRecord>();
  for (const { table } of actions) {
    if (!tables.has(table)) tables.set(table, await engine.table(table));
  }
  const aims = actions.map((action) => aim(action, tables.get(action.table) as TableRecord));
  const keys = aims.flatMap(({ key }) => key ?? []);
  if (new Set(keys).size < keys.length) throw validationError(DUPLICATE);
  cancelIfNeeded(aims.map(({ reason }) => reason));
  return aims.map(({ action, key }) => ({ action, key: key as string }));
}

async function runAction(
  parts: WriteParts,
  writes: StagedWrites,
  { action, key }: { action: TransactionAction; key: string },
): Promise<{ reason: CancellationReason; units: number }> {
  // A condition check is a delete that is never committed, so it can neither create nor remove.
  const target = action.verb === 'ConditionCheck' ? parts.engine.stage() : writes;
  try {
    const answer = await target.run(action.operation, {
      ...action.data,
      ReturnConsumedCapacity: 'TOTAL',
    });
    const capacity = (answer as { ConsumedCapacity?: { CapacityUnits: number } }).ConsumedCapacity;
    return { reason: NO_REASON, units: 2 * (capacity?.CapacityUnits ?? 1) };
  } catch (error) {
    if (hasCode(error, 'ConditionalCheckFailedException')) {
      const item = action.returnOld ? await parts.engine.item(key) : undefined;
      const reason = { Code: 'ConditionalCheckFailed', Message: error.message };
      return { reason: item ? { ...reason, Item: item } : reason, units: 0 };
    }
    if (!hasCode(error, 'ValidationException')) throw error;
    return { reason: { Code: 'ValidationError', Message: error.message }, units: 0 };
  }
}

export function capacityAnswer(
  wanted: unknown,
  units: readonly { table: string; units: number }[],
  kind: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): object {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
  const totals = new Map<string, number>();
  for (const part of units) totals.set(part.table, (totals.get(part.table) ?? 0) + part.units);
  return {
    ConsumedCapacity: [...totals].map(([TableName, CapacityUnits]) => ({
      TableName,
      CapacityUnits,
      [kind]: CapacityUnits,
    })),
  };
}

async function applyActions(
  parts: TransactionParts,
  actions: readonly TransactionAction[],
  input: Record<string, unknown>,
) {
  const aims = await aimAll(parts, actions);
  const injected = parts.faults.takeConflict(actions.map(({ table }) => table));
  if (injected !== undefined) {
    const first = actions.findIndex(({ table }) => table === injected);
    throw transactionCancelled(
      actions.map((_, position) => (position === first ? CONFLICT_REASON : NO_REASON)),
    );
  }
  const lock = parts.locks.acquire(
    aims.map(({ key }) => key),
    'transaction',
  );
  if (!lock.granted) {
    throw transactionCancelled(
      aims.map(({ key }) => (lock.conflicts.has(key) ? CONFLICT_REASON : NO_REASON)),
    );
  }
  try {
    await lock.ready;
    const writes = parts.engine.stage();
    const results: { reason: CancellationReason; units: number }[] = [];
    for (const target of aims) results.push(await runAction(parts, writes, target));
    cancelIfNeeded(results.map(({ reason }) => reason));
    const token = input['ClientRequestToken'];
    // The token in the same batch: a lost reply is answered rightly even after a crash.
    if (typeof token === 'string') {
      writes.write(parts.tokens.record(token, input['TransactItems']));
    }
    await writes.commit();
    return actions.map(({ table }, position) => ({ table, units: results[position]?.units ?? 0 }));
  } finally {
    lock.release();
  }
}

/**
 * TransactWriteItems: all actions are evaluated on staged writes and become durable in one atomic
 * batch of LevelDB, so neither a reader nor a killed process ever leaves half of them.
 */
export async function writeTransaction(
  parts: TransactionParts,
  input: Record<string, unknown>,
): Promise<object> {
  const actions = readActions(parts.engine, input);
  const tables = actions.map(({ table }) => table);
  const wanted = input['ReturnConsumedCapacity'];
  const run = () => parts.gate.write(tables, () => applyActions(parts, actions, input));
  const token = input['ClientRequestToken'];
  if (token === undefined || token === null || token === '') {
    return capacityAnswer(wanted, await run(), 'WriteCapacityUnits');
  }
  if (typeof token !== 'string') {
    throw new AwsServiceError('SerializationException', 'ClientRequestToken must be a string');
  }
  const state = await parts.tokens.begin(token, input['TransactItems']);
  try {
    if (state === 'new') return capacityAnswer(wanted, await run(), 'WriteCapacityUnits');
    const reads = actions.map(({ table }) => ({ table, units: 2 }));
    return capacityAnswer(wanted, reads, 'ReadCapacityUnits');
  } finally {
    parts.tokens.end(token);
  }
}
