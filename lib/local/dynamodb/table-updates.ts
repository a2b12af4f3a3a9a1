import { itemRules, type KeySpaceWrite } from './dynalite-modules.ts';
import type { Engine } from './engine.ts';
import { validationError } from './errors.ts';
import { indexRowStoreKey, indexRows } from './index-rows.ts';
import { indexPrefix, itemPrefix, rangeOf, tableKey } from './key-space.ts';
import type { WriteParts } from './single-writes.ts';
import { recordedSettings, refuseUnsupported } from './tables.ts';
import type {
  AttributeDefinition,
  IndexRecord,
  TableRecord,
  Throughput,
  WireItem,
} from './wire-types.ts';

interface IndexUpdate {
  readonly Create?: IndexRecord;
  readonly Delete?: { readonly IndexName: string };
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput?: Throughput };
}

interface TableUpdate {
  readonly AttributeDefinitions?: readonly AttributeDefinition[];
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: Throughput;
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[];
}

const indexName = ({ Create, Delete, Update }: IndexUpdate) =>
  (Create ?? Delete ?? Update)?.IndexName;

function withBilling(table: TableRecord, update: TableUpdate): TableRecord {
  const mode = update.BillingMode;
  return {
    ...table,
    ...(update.ProvisionedThroughput
      ? { ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...update.ProvisionedThroughput } }
      : {}),
    ...(mode
      ? {
          BillingModeSummary: { BillingMode: mode },
          TableThroughputModeSummary: { TableThroughputMode: mode },
        }
      : {}),
    ...(mode === 'PAY_PER_REQUEST'
      ? {
          ProvisionedThroughput: {
            ReadCapacityUnits: 0,
            WriteCapacityUnits: 0,
            NumberOfDecreasesToday: 0,
          },
        }
      : {}),
  };
}

function mergeDefinitions(table: TableRecord, added: readonly AttributeDefinition[] = []) {
  const byName = new Map(table.AttributeDefinitions.map((one) => [one.AttributeName, one]));
  for (const one of added) byName.set(one.AttributeName, one);
  return [...byName.values()];
}

function addIndex(table: TableRecord, index: IndexRecord): TableRecord {
  const existing = table.GlobalSecondaryIndexes ?? [];
  if (existing.some(({ IndexName }) => IndexName === index.IndexName)) {
    throw validationError(`Attempting to create an index which already exists: ${index.IndexName}`);
  }
  const defined = new Set(table.AttributeDefinitions.map(({ AttributeName }) => AttributeName));
  const unknown = index.KeySchema.find(({ AttributeName }) => !defined.has(AttributeName));
  if (unknown) {
    throw validationError(
      `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${unknown.AttributeName}]`,
    );
  }
  const record: IndexRecord = {
    ...index,
    IndexStatus: 'ACTIVE',
    IndexArn: `${table.TableArn}/index/${index.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    ProvisionedThroughput: index.ProvisionedThroughput ?? {
      ReadCapacityUnits: 0,
      WriteCapacityUnits: 0,
    },
  };
  return { ...table, GlobalSecondaryIndexes: [...existing, record] };
}

function removeIndex(table: TableRecord, name: string): TableRecord {
  const { GlobalSecondaryIndexes: existing = [], ...others } = table;
  const kept = existing.filter(({ IndexName }) => IndexName !== name);
  return kept.length > 0 ? { ...others, GlobalSecondaryIndexes: kept } : others;
}

async function backfill(engine: Engine, table: TableRecord, index: IndexRecord) {
  const writes: KeySpaceWrite[] = [];
  const indexes = { Local: [], Global: [index] };
  for await (const value of engine.level.values(rangeOf(itemPrefix(table.TableName)))) {
    for (const row of indexRows(itemRules.createKey, value as WireItem, table, indexes)) {
      const key = indexRowStoreKey(table.TableName, row);
      writes.push({ type: 'put', key, value: row.item });
    }
  }
  return writes;
}

async function clearIndex(engine: Engine, table: string, index: string) {
  const writes: KeySpaceWrite[] = [];
  for await (const key of engine.level.keys(rangeOf(indexPrefix('global', table, index)))) {
    writes.push({ type: 'del', key });
  }
  return writes;
}

async function applyIndexUpdate(engine: Engine, table: TableRecord, update: IndexUpdate) {
  const name = indexName(update);
  const known = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  if (update.Create) {
    const next = addIndex(table, update.Create);
    return { next, rows: await backfill(engine, next, update.Create) };
  }
  if (!known || name === undefined) {
    throw validationError(`The table does not have the specified index: ${name}`);
  }
  if (update.Delete) {
    return {
      next: removeIndex(table, name),
      rows: await clearIndex(engine, table.TableName, name),
    };
  }
  const changed = { ...known, ...update.Update };
  const indexes = table.GlobalSecondaryIndexes?.map((index) => (index === known ? changed : index));
  return { next: { ...table, GlobalSecondaryIndexes: indexes ?? [] }, rows: [] };
}

/** UpdateTable: billing, recorded settings, and global indexes with their rows, in one batch. */
export async function updateTable(
  { engine, gate }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  refuseUnsupported('UpdateTable', input);
  const name = String(engine.validate('DescribeTable', input)['TableName']);
  const update = input as TableUpdate;
  return gate.change(name, async () => {
    let table: TableRecord = {
      ...withBilling(await engine.table(name, true), update),
      ...recordedSettings(input),
    };
    table = {
      ...table,
      AttributeDefinitions: mergeDefinitions(table, update.AttributeDefinitions),
    };
    const writes: KeySpaceWrite[] = [];
    for (const one of update.GlobalSecondaryIndexUpdates ?? []) {
      const { next, rows } = await applyIndexUpdate(engine, table, one);
      table = next;
      for (const row of rows) writes.push(row);
    }
    writes.push({ type: 'put', key: tableKey(name), value: table });
    await engine.level.batch(writes, { sync: true });
    return { TableDescription: { ...table, TableStatus: 'UPDATING' } };
  });
}
