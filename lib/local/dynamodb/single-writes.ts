import type { Engine } from './engine.ts';
import { hasCode, memberErrors, transactionConflict, validationError } from './errors.ts';
import type { ActiveFaults } from './faults.ts';
import { checkItem, checkKey, itemKey, refuseEmptyKey } from './item-keys.ts';
import type { ItemLocks } from './item-locks.ts';
import { itemBytes } from './item-size.ts';
import { MAX_ITEM_BYTES } from './key-space.ts';
import type { TableGate } from './table-gate.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

export interface WriteParts {
  readonly engine: Engine;
  readonly locks: ItemLocks;
  readonly gate: TableGate;
  readonly faults: ActiveFaults;
}

export type SingleWrite = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** Reads ReturnValuesOnConditionCheckFailure, which dynalite does not know. */
export function wantsOldItem(input: Record<string, unknown>): boolean {
  const wanted = input['ReturnValuesOnConditionCheckFailure'];
  if (wanted === undefined || wanted === null || wanted === 'NONE') return false;
  if (wanted === 'ALL_OLD') return true;
  throw memberErrors([
    `Value '${String(wanted)}' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
  ]);
}

/** Refuses an item above 400 KB of UTF-8 before it touches the table. */
export function refuseLargeItem(item: WireItem) {
  if (itemBytes(item) > MAX_ITEM_BYTES) {
    throw validationError('Item size has exceeded the maximum allowed size');
  }
}

/** Applies the request rules of a single write, the size limit included. */
export function validateWrite(engine: Engine, operation: SingleWrite, input: object) {
  const data = engine.validate(operation, input);
  if (operation === 'PutItem') refuseLargeItem(data['Item'] as WireItem);
  return data;
}

/** The store key of the item a validated write aims at; refuses keys that do not fit the schema. */
export function targetOf(
  operation: SingleWrite,
  data: Record<string, unknown>,
  table: TableRecord,
) {
  const attributes = (operation === 'PutItem' ? data['Item'] : data['Key']) as WireItem;
  refuseEmptyKey(attributes, table);
  if (operation === 'PutItem') checkItem(attributes, table);
  else checkKey(attributes, table);
  return itemKey(attributes, table);
}

/**
 * PutItem, UpdateItem or DeleteItem: item and index rows change in one batch.
 * Throws TransactionConflictException if a transaction holds the item.
 */
export async function writeItem(
  { engine, locks, gate, faults }: WriteParts,
  operation: SingleWrite,
  input: Record<string, unknown>,
): Promise<object> {
  const returnOld = wantsOldItem(input);
  const data = validateWrite(engine, operation, input);
  const name = String(data['TableName']);
  return gate.write([name], async () => {
    const key = targetOf(operation, data, await engine.table(name));
    if (faults.takeConflict([name]) !== undefined) throw transactionConflict();
    const lock = locks.acquire([key], 'write');
    if (!lock.granted) throw transactionConflict();
    try {
      await lock.ready;
      const writes = engine.stage();
      const answer = await writes.run(operation, data);
      await writes.commit();
      return answer;
    } catch (error) {
      if (returnOld && hasCode(error, 'ConditionalCheckFailedException')) {
        const item = await engine.item(key);
        if (item) error.extra['Item'] = item;
      }
      throw error;
    } finally {
      lock.release();
    }
  });
}
