import { indexPrefix } from './key-space.ts';
import type { IndexRecord, KeySchemaElement, TableRecord, WireItem } from './wire-types.ts';

export type IndexKind = 'Local' | 'Global';
export type CreateKey = (
  item: WireItem,
  table: TableRecord,
  schema?: readonly KeySchemaElement[],
) => string;

export interface IndexRow {
  readonly kind: IndexKind;
  readonly index: string;
  /** Key within the index. */
  readonly key: string;
  readonly item: WireItem;
}

/**
 * The key of an index row: the index's key, then the whole key of the item. dynalite takes 24 bits
 * of a hash instead of the latter, so that among some thousand items due at one time one row
 * silently takes another's place.
 */
export const indexRowKey =
  (createKey: CreateKey): CreateKey =>
  (item, table, schema) =>
    createKey(item, table, schema) + createKey(item, table);

const names = (schema: readonly KeySchemaElement[]) =>
  schema.map(({ AttributeName }) => AttributeName);

function project(item: WireItem, table: TableRecord, index: IndexRecord): WireItem {
  if (index.Projection.ProjectionType === 'ALL') return item;
  const kept = new Set([
    ...names(index.KeySchema),
    ...names(table.KeySchema),
    ...(index.Projection.NonKeyAttributes ?? []),
  ]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

/** The rows an item has in the indexes; none in an index whose key it lacks. */
export function indexRows(
  createKey: CreateKey,
  item: WireItem | null | undefined,
  table: TableRecord,
  indexes: Readonly<Record<IndexKind, readonly IndexRecord[]>> = {
    Local: table.LocalSecondaryIndexes ?? [],
    Global: table.GlobalSecondaryIndexes ?? [],
  },
): IndexRow[] {
  if (!item) return [];
  const keyOf = indexRowKey(createKey);
  return (['Local', 'Global'] as const).flatMap((kind) =>
    indexes[kind]
      .filter((index) => names(index.KeySchema).every((name) => item[name] != null))
      .map((index) => ({
        kind,
        index: index.IndexName,
        key: keyOf(item, table, index.KeySchema),
        item: project(item, table, index),
      })),
  );
}

/** The full store key of an index row. */
export const indexRowStoreKey = (table: string, { kind, index, key }: IndexRow) =>
  indexPrefix(kind, table, index) + key;
