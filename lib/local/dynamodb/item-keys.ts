import { itemRules } from './dynalite-modules.ts';
import { toServiceError, validationError } from './errors.ts';
import { itemPrefix } from './key-space.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

const EMPTY: Readonly<Record<string, string>> = { S: 'string', B: 'binary' };
const MAX_HASH_BYTES = 2048;
const MAX_RANGE_BYTES = 1024;

/** The full store key of the item that `attributes` (an item or a key) names. */
export const itemKey = (attributes: WireItem, table: TableRecord) =>
  itemPrefix(table.TableName) + itemRules.createKey(attributes, table);

/** Refuses an empty string or empty binary as a key value, at the top level as the service does. */
export function refuseEmptyKey(attributes: WireItem, table: TableRecord) {
  for (const { AttributeName: name } of table.KeySchema) {
    const [entry] = Object.entries(attributes[name] ?? {});
    const kind = entry?.[1] === '' ? EMPTY[entry[0]] : undefined;
    if (kind === undefined) continue;
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    );
  }
}

function refuseLongKey(attributes: WireItem, table: TableRecord) {
  table.KeySchema.forEach(({ AttributeName: name }, position) => {
    const text = attributes[name]?.['S'];
    if (typeof text !== 'string') return;
    const bytes = Buffer.byteLength(text, 'utf8');
    if (position === 0 && bytes > MAX_HASH_BYTES) {
      throw validationError(
        'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
      );
    }
    if (position > 0 && bytes > MAX_RANGE_BYTES) {
      throw validationError(
        'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
      );
    }
  });
}

/** Checks an item to be put against the table's key and index schemas. */
export function checkItem(item: WireItem, table: TableRecord) {
  const invalid = itemRules.validateItem(item, table);
  if (invalid != null) throw toServiceError(invalid);
  refuseLongKey(item, table);
}

/** Checks a lookup key against the table's key schema. */
export function checkKey(key: WireItem, table: TableRecord) {
  const invalid = itemRules.validateKey(key, table);
  if (invalid != null) throw toServiceError(invalid);
  refuseLongKey(key, table);
}

/** The key attributes of an item. */
export const keyAttributes = (item: WireItem, table: TableRecord): WireItem =>
  Object.fromEntries(
    table.KeySchema.flatMap(({ AttributeName: name }) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
