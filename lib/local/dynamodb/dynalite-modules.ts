import { createRequire } from 'node:module';
import { type CreateKey, type IndexRow, indexRowKey, indexRows } from './index-rows.ts';
import type { KeySchemaElement, TableRecord, WireItem } from './wire-types.ts';

// dynalite has no types and no public entry to its parts. This file is the only one that knows
// its folders; the version is pinned and the conformance table notices a change.

export type Callback = (error: unknown, value?: unknown) => void;

/** What dynalite's actions use of one prefixed key space. */
export interface KeySpace {
  lock(key: string, run: (release: (done: Callback) => Callback) => void): void;
  get(key: string, done: Callback): void;
  put(key: string, value: unknown, done: Callback): void;
  del(key: string, done: Callback): void;
  batch(operations: readonly KeySpaceWrite[], done: Callback): void;
  createKeyStream(range?: KeyRange): NodeJS.ReadableStream;
  createValueStream(range?: KeyRange): NodeJS.ReadableStream;
}

export interface KeySpaceWrite {
  readonly type: 'put' | 'del';
  readonly key: string;
  readonly value?: unknown;
}

export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** The store as dynalite's actions see it. */
export interface ActionStore {
  readonly options: { readonly createTableMs: number; readonly maxItemSize: number };
  readonly tableDb: KeySpace & { readonly awsAccountId: string; readonly awsRegion: string };
  getItemDb(table: string): KeySpace;
  getIndexDb(kind: string, table: string, index: string): KeySpace;
  getTagDb(table: string): KeySpace;
  getTable(name: string, checkStatus: boolean | Callback, done?: Callback): void;
}

export type Action = (store: ActionStore, data: object, done: Callback) => void;

export interface OperationRules {
  readonly types: object;
  readonly custom?: (data: object, store: ActionStore) => string | undefined;
}

interface ValidationModule {
  checkTypes(data: object, types: object): object;
  checkValidations(
    data: object,
    types: object,
    custom: OperationRules['custom'],
    store: ActionStore,
  ): void;
}

interface ItemModule {
  validateKey(key: WireItem, table: TableRecord, schema?: readonly KeySchemaElement[]): unknown;
  validateItem(item: WireItem, table: TableRecord): unknown;
  createKey: CreateKey;
  createIndexKey: CreateKey;
  updateIndexes(
    store: ActionStore,
    table: TableRecord,
    before: WireItem | null | undefined,
    after: WireItem | null | undefined,
    done: Callback,
  ): void;
}

/** The part of abstract-level that the store uses. */
export interface LevelStore {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string, options?: { snapshot?: LevelSnapshot | undefined }): Promise<unknown>;
  batch(operations: readonly KeySpaceWrite[], options: { sync: boolean }): Promise<void>;
  keys(range: LevelRange): AsyncIterable<string>;
  values(range: LevelRange): AsyncIterable<unknown>;
  iterator(range: LevelRange): AsyncIterable<[string, unknown]>;
  snapshot(): LevelSnapshot;
}

export type LevelRange = KeyRange & { readonly snapshot?: LevelSnapshot | undefined };

export interface LevelSnapshot {
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);
const requireOfDynalite = createRequire(require.resolve('dynalite'));

const { Level } = requireOfDynalite('level') as {
  Level: new (folder: string, options: { valueEncoding: 'json' }) => LevelStore;
};

export const validations = requireOfDynalite('./validations/index.js') as ValidationModule;
export const itemRules = requireOfDynalite('./db/index.js') as ItemModule;

const ignore = () => {};

function updateIndexes(
  ...[store, table, before, after, done]: Parameters<ItemModule['updateIndexes']>
) {
  const spaceOf = ({ kind, index }: IndexRow) => store.getIndexDb(kind, table.TableName, index);
  const rows = indexRows(itemRules.createKey, after, table);
  const kept = new Set(rows.map(({ kind, index, key }) => `${kind} ${index} ${key}`));
  for (const row of indexRows(itemRules.createKey, before, table)) {
    if (kept.has(`${row.kind} ${row.index} ${row.key}`)) continue;
    spaceOf(row).del(row.key, ignore);
  }
  for (const row of rows) spaceOf(row).put(row.key, row.item, ignore);
  done(null);
}

// dynalite's actions reach both through the module, so its index rows get collision-free keys.
Object.assign(itemRules, { createIndexKey: indexRowKey(itemRules.createKey), updateIndexes });

/** LevelDB as dynalite brings it, with JSON values; opened by the caller. */
export function createLevelStore(folder: string): LevelStore {
  return new Level(folder, { valueEncoding: 'json' });
}

const fileOf = (operation: string) => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;

/** dynalite's implementation of an operation, for example `PutItem`. */
export function loadAction(operation: string): Action {
  return requireOfDynalite(`./actions/${fileOf(operation)}.js`) as Action;
}

/** dynalite's request rules of an operation. */
export function loadRules(operation: string): OperationRules {
  return requireOfDynalite(`./validations/${fileOf(operation)}.js`) as OperationRules;
}
