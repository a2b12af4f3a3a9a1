import { hasCode, memberErrors, validationError } from './errors.ts';
import { keyAttributes } from './item-keys.ts';
import { itemPrefix, rangeOf, tableKey } from './key-space.ts';
import { type WriteParts, writeItem } from './single-writes.ts';
import {
  readSettings,
  SETTINGS_PREFIX,
  type TableSettings,
  writeSettings,
} from './table-settings.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

/** Items whose time lies further back are left alone, as the service does. */
const MAX_AGE_SECONDS = 5 * 365 * 24 * 60 * 60;

interface TimeToLiveSpecification {
  readonly AttributeName?: string;
  readonly Enabled?: boolean;
}

/** UpdateTimeToLive; refuses to set the state that is already there. */
export async function updateTimeToLive(
  { engine, gate }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const specification = input['TimeToLiveSpecification'] as TimeToLiveSpecification | undefined;
  const attribute = specification?.AttributeName;
  const enabled = specification?.Enabled;
  if (!attribute || enabled === undefined) {
    const member = attribute ? 'enabled' : 'attributeName';
    throw memberErrors([
      `Value null at 'timeToLiveSpecification.${member}' failed to satisfy constraint: Member must not be null`,
    ]);
  }
  const { TableName } = engine.validate('DescribeTimeToLive', input);
  const name = String(TableName);
  return gate.change(name, async () => {
    await engine.table(name, true);
    const settings = await readSettings(engine.level, name);
    const current = settings.timeToLive;
    if (enabled === (current?.enabled ?? false)) {
      throw validationError(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
    }
    if (!enabled && current?.attribute !== attribute) {
      throw validationError(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${current?.attribute}`,
      );
    }
    await writeSettings(engine.level, name, { ...settings, timeToLive: { attribute, enabled } });
    return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
  });
}

export async function describeTimeToLive(
  { engine }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const { TableName } = engine.validate('DescribeTimeToLive', input);
  const name = String(TableName);
  await engine.table(name, true);
  const { timeToLive } = await readSettings(engine.level, name);
  return {
    TimeToLiveDescription: timeToLive?.enabled
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.attribute }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

async function findExpired(
  { engine }: WriteParts,
  table: TableRecord,
  attribute: string,
  seconds: number,
) {
  const keys: WireItem[] = [];
  for await (const value of engine.level.values(rangeOf(itemPrefix(table.TableName)))) {
    const item = value as WireItem;
    const time = item[attribute]?.['N'];
    if (typeof time !== 'string') continue;
    const expiry = Number(time);
    if (expiry < seconds && expiry > seconds - MAX_AGE_SECONDS) {
      keys.push(keyAttributes(item, table));
    }
  }
  return keys;
}

/** Deletes one item if it is still expired; a renewed item or one in a transaction stays for now. */
async function deleteExpired(
  parts: WriteParts,
  table: string,
  key: WireItem,
  attribute: string,
  seconds: number,
): Promise<number> {
  try {
    await writeItem(parts, 'DeleteItem', {
      TableName: table,
      Key: key,
      ConditionExpression: '#t < :now',
      ExpressionAttributeNames: { '#t': attribute },
      ExpressionAttributeValues: { ':now': { N: String(seconds) } },
    });
    return 1;
  } catch (error) {
    if (hasCode(error, 'ConditionalCheckFailedException')) return 0;
    if (hasCode(error, 'TransactionConflictException')) return 0;
    if (hasCode(error, 'ResourceNotFoundException')) return 0;
    throw error;
  }
}

/** Deletes what has expired by the clock (`now` in milliseconds); returns the number of items. */
export async function sweepExpiredItems(parts: WriteParts, now: number): Promise<number> {
  const seconds = Math.floor(now / 1000);
  let deleted = 0;
  for await (const [key, value] of parts.engine.level.iterator(rangeOf(SETTINGS_PREFIX))) {
    const { timeToLive } = value as TableSettings;
    if (!timeToLive?.enabled) continue;
    const stored = await parts.engine.level.get(tableKey(key.slice(SETTINGS_PREFIX.length)));
    // The table may have been deleted since the iteration began.
    if (stored === undefined) continue;
    const table = stored as TableRecord;
    for (const item of await findExpired(parts, table, timeToLive.attribute, seconds)) {
      deleted += await deleteExpired(parts, table.TableName, item, timeToLive.attribute, seconds);
    }
  }
  return deleted;
}
