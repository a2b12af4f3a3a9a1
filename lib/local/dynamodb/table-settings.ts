import type { KeySpaceWrite, LevelStore } from './dynalite-modules.ts';

/** What the service keeps about a table besides DescribeTable's record. */
export interface TableSettings {
  readonly timeToLive?: { readonly attribute: string; readonly enabled: boolean };
  readonly pointInTimeRecovery?: { readonly enabledAt: number; readonly days: number };
}

export const SETTINGS_PREFIX = 'settings~';
export const settingsKey = (table: string) => SETTINGS_PREFIX + table;

export async function readSettings(level: LevelStore, table: string): Promise<TableSettings> {
  return ((await level.get(settingsKey(table))) as TableSettings | undefined) ?? {};
}

export async function writeSettings(level: LevelStore, table: string, settings: TableSettings) {
  const write: KeySpaceWrite = { type: 'put', key: settingsKey(table), value: settings };
  await level.batch([write], { sync: true });
}
