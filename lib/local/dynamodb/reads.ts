import type { Engine } from './engine.ts';
import {
  type CancellationReason,
  CONFLICT_REASON,
  hasCode,
  NO_REASON,
  transactionCancelled,
  validationError,
} from './errors.ts';
import type { ActiveFaults } from './faults.ts';
import { checkKey, itemKey, refuseEmptyKey } from './item-keys.ts';
import type { WriteParts } from './single-writes.ts';
import { readGets, type TransactionGet } from './transaction-requests.ts';
import { capacityAnswer } from './transactions.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

/** GetItem, BatchGetItem, Query and Scan: each answer is one snapshot of the whole store. */
export async function readItems(
  { engine, faults }: { engine: Engine; faults: ActiveFaults },
  operation: string,
  input: Record<string, unknown>,
): Promise<object> {
  const data = engine.validate(operation, input);
  const index = data['IndexName'];
  const stale = (await isGlobalIndex(engine, data, index)) ? faults.takeStaleSnapshot() : undefined;
  try {
    return await engine.read(operation, data, stale?.snapshot);
  } finally {
    await stale?.done();
  }
}

async function isGlobalIndex(engine: Engine, data: Record<string, unknown>, index: unknown) {
  if (index === undefined || data['ConsistentRead'] === true) return false;
  const table = await engine.table(String(data['TableName']));
  return table.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index) ?? false;
}

interface Lookup {
  readonly get: TransactionGet;
  readonly key: string;
  readonly reason: CancellationReason;
}

function lookUp(get: TransactionGet, table: TableRecord): Lookup {
  refuseEmptyKey(get.key, table);
  try {
    checkKey(get.key, table);
    return { get, key: itemKey(get.key, table), reason: NO_REASON };
  } catch (error) {
    if (!hasCode(error, 'ValidationException')) throw error;
    return { get, key: '', reason: { Code: 'ValidationError', Message: error.message } };
  }
}

/** TransactGetItems: one snapshot, refused while a transaction holds one of the items. */
export async function readTransaction(
  { engine, locks }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const gets = readGets(engine, input);
  const lookups: Lookup[] = [];
  for (const get of gets) lookups.push(lookUp(get, await engine.table(get.table)));
  const keys = lookups.flatMap(({ key }) => (key === '' ? [] : [key]));
  if (new Set(keys).size < keys.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
  const held = locks.heldByTransaction(keys);
  const reasons = lookups.map(({ key, reason }) => (held.has(key) ? CONFLICT_REASON : reason));
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCancelled(reasons);

  const snapshot = engine.level.snapshot();
  try {
    const answers: { Item?: WireItem; ConsumedCapacity: { CapacityUnits: number } }[] = [];
    for (const { data } of gets) {
      const request = { ...data, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' };
      answers.push((await engine.read('GetItem', request, snapshot)) as (typeof answers)[number]);
    }
    const units = answers.map(({ ConsumedCapacity }, position) => ({
      table: gets[position]?.table ?? '',
      units: 2 * ConsumedCapacity.CapacityUnits,
    }));
    return {
      Responses: answers.map(({ Item }) => (Item ? { Item } : {})),
      ...capacityAnswer(input['ReturnConsumedCapacity'], units, 'ReadCapacityUnits'),
    };
  } finally {
    await snapshot.close();
  }
}
