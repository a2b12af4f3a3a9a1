import type { KeySpaceWrite } from './dynalite-modules.ts';
import { notEmulated, validationError } from './errors.ts';
import { indexPrefix, itemPrefix, rangeOf, tableKey, tagPrefix } from './key-space.ts';
import type { WriteParts } from './single-writes.ts';
import { settingsKey } from './table-settings.ts';
import type { TableRecord } from './wire-types.ts';

/** Members that ask for something this table cannot have. */
const UNSUPPORTED = ['ReplicaUpdates', 'GlobalTableWitnessUpdates', 'ResourcePolicy'] as const;

/** Refuses, by name, settings that would change behaviour and are not emulated. */
export function refuseUnsupported(operation: string, input: Record<string, unknown>) {
  const stream = input['StreamSpecification'] as { StreamEnabled?: boolean } | undefined;
  if (stream?.StreamEnabled) throw notEmulated(`${operation} with StreamSpecification`);
  const member = UNSUPPORTED.find((name) => input[name] != null);
  if (member) throw notEmulated(`${operation} with ${member}`);
}

/** Settings without local effect that DescribeTable must give back. */
export function recordedSettings(input: Record<string, unknown>): Partial<TableRecord> {
  const protection = input['DeletionProtectionEnabled'];
  const tableClass = input['TableClass'];
  const encryption = input['SSESpecification'] as
    | { Enabled?: boolean; SSEType?: string; KMSMasterKeyId?: string }
    | undefined;
  return {
    ...(typeof protection === 'boolean' ? { DeletionProtectionEnabled: protection } : {}),
    ...(typeof tableClass === 'string' ? { TableClassSummary: { TableClass: tableClass } } : {}),
    ...(encryption?.Enabled
      ? {
          SSEDescription: {
            Status: 'ENABLED',
            SSEType: encryption.SSEType ?? 'KMS',
            ...(encryption.KMSMasterKeyId ? { KMSMasterKeyArn: encryption.KMSMasterKeyId } : {}),
          },
        }
      : {}),
  };
}

const asActive = (table: TableRecord): TableRecord => ({
  ...table,
  TableStatus: 'ACTIVE',
  ...(table.GlobalSecondaryIndexes
    ? {
        GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          IndexStatus: 'ACTIVE',
        })),
      }
    : {}),
});

/** CreateTable: answers CREATING as the service does, but the table can be used at once. */
export async function createTable(
  { engine, gate }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  refuseUnsupported('CreateTable', input);
  const data = engine.validate('CreateTable', input);
  const name = String(data['TableName']);
  return gate.change(name, async () => {
    const writes = engine.stage();
    const answer = (await writes.run('CreateTable', data)) as { TableDescription: TableRecord };
    const table = {
      ...structuredClone(answer.TableDescription),
      DeletionProtectionEnabled: false,
      ...recordedSettings(input),
    };
    writes.write({ type: 'put', key: tableKey(name), value: asActive(table) });
    await writes.commit();
    return { TableDescription: { ...table, TableStatus: 'CREATING' } };
  });
}

export async function describeTable(
  { engine }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const { TableName } = engine.validate('DescribeTable', input);
  return { Table: await engine.table(String(TableName), true) };
}

/** All prefixes under which a table keeps rows. */
function prefixesOf(table: TableRecord): string[] {
  const name = table.TableName;
  const indexes = (kind: string, list: TableRecord['GlobalSecondaryIndexes'] = []) =>
    list.map(({ IndexName }) => indexPrefix(kind, name, IndexName));
  return [
    itemPrefix(name),
    tagPrefix(name),
    ...indexes('global', table.GlobalSecondaryIndexes),
    ...indexes('local', table.LocalSecondaryIndexes),
  ];
}

/** DeleteTable, in one batch with everything it holds; refused under deletion protection. */
export async function deleteTable(
  { engine, gate }: WriteParts,
  input: Record<string, unknown>,
): Promise<object> {
  const name = String(engine.validate('DeleteTable', input)['TableName']);
  return gate.change(name, async () => {
    const table = await engine.table(name, true);
    if (table.DeletionProtectionEnabled) {
      throw validationError(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    const deletes: KeySpaceWrite[] = [
      { type: 'del', key: tableKey(name) },
      { type: 'del', key: settingsKey(name) },
    ];
    for (const prefix of prefixesOf(table)) {
      for await (const key of engine.level.keys(rangeOf(prefix)))
        deletes.push({ type: 'del', key });
    }
    await engine.level.batch(deletes, { sync: true });
    return { TableDescription: { ...table, TableStatus: 'DELETING' } };
  });
}
