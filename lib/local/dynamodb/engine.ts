import { mkdir } from 'node:fs/promises';
import {
  type Action,
  createLevelStore,
  type KeySpaceWrite,
  type LevelSnapshot,
  type LevelStore,
  loadAction,
  loadRules,
  type OperationRules,
  validations,
} from './dynalite-modules.ts';
import {
  DynamoFolderLockedError,
  tableNotFound,
  toServiceError,
  validationError,
} from './errors.ts';
import { itemBytes } from './item-size.ts';
import { type Backend, createActionStore, MAX_ITEM_BYTES, tableKey } from './key-space.ts';
import type { TableRecord, WireItem } from './wire-types.ts';

/** Writes of one call, kept in memory until one atomic batch makes them durable. */
export interface StagedWrites {
  /** Runs a dynalite action over the committed state plus what is staged here. */
  run(operation: string, data: object): Promise<object>;
  write(operation: KeySpaceWrite): void;
  /** All staged writes or none: a killed process leaves no half of them. */
  commit(): Promise<void>;
  readonly operations: readonly KeySpaceWrite[];
}

export interface Engine {
  readonly level: LevelStore;
  /** Applies dynalite's request rules to a wire input; the result is a copy without unknown members. */
  validate(operation: string, input: object): Record<string, unknown>;
  /** Runs a reading action on one snapshot, the given one or one of its own. */
  read(operation: string, data: object, snapshot?: LevelSnapshot): Promise<object>;
  stage(): StagedWrites;
  /** A table's record, or ResourceNotFoundException; `named` puts the name into the message. */
  table(name: string, named?: boolean): Promise<TableRecord>;
  item(key: string, snapshot?: LevelSnapshot): Promise<WireItem | undefined>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly folder: string;
  readonly region: string;
  readonly account: string;
  /** Waits for the disk at each commit, so that even a power cut loses nothing acknowledged. */
  readonly syncWrites: boolean;
}

async function openLevel(folder: string): Promise<LevelStore> {
  await mkdir(folder, { recursive: true });
  const level = createLevelStore(folder);
  try {
    await level.open();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    if (cause?.code === 'LEVEL_LOCKED') throw new DynamoFolderLockedError(folder, error);
    throw error;
  }
  return level;
}

const actions = new Map<string, Action>();
const rules = new Map<string, OperationRules>();

function once<T>(cache: Map<string, T>, operation: string, load: (operation: string) => T): T {
  const known = cache.get(operation) ?? load(operation);
  cache.set(operation, known);
  return known;
}

/** An update's item is only known once it has run, so its size is checked on what is staged. */
function refuseLargeUpdate(operation: string, staged: readonly KeySpaceWrite[]) {
  if (operation !== 'UpdateItem') return;
  const item = staged.find((write) => write.type === 'put' && write.key.startsWith('item-'));
  if (item && itemBytes(item.value as WireItem) > MAX_ITEM_BYTES) {
    throw validationError('Item size to update has exceeded the maximum allowed size');
  }
}

/** Opens dynalite's rules and actions over a LevelDB folder of ours. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const level = await openLevel(options.folder);

  const runOn = (backend: Backend, operation: string, data: object) =>
    new Promise<object>((resolve, reject) => {
      const fail = (error: unknown) => reject(toServiceError(error));
      const store = createActionStore(backend, options, fail);
      once(actions, operation, loadAction)(store, data, (error, result) =>
        error ? fail(error) : resolve(result === '' ? {} : (result as object)),
      );
    });

  const readOnly = (snapshot: LevelSnapshot): Backend => ({
    get: (key) => level.get(key, { snapshot }),
    write: () => {
      throw new TypeError('A read must not write');
    },
    keys: (range) => level.keys({ ...range, snapshot }),
    values: (range) => level.values({ ...range, snapshot }),
  });

  const rulesStore = createActionStore(readOnly({ close: async () => {} }), options, () => {});

  const stage = (): StagedWrites => {
    const staged = new Map<string, KeySpaceWrite>();
    return {
      get operations() {
        return [...staged.values()];
      },
      write: (operation) => void staged.set(operation.key, operation),
      run: async (operation, data) => {
        const mine = new Map<string, KeySpaceWrite>();
        let open = true;
        const result = await runOn(
          {
            get: async (key) => {
              const write = mine.get(key) ?? staged.get(key);
              return write ? write.value : level.get(key);
            },
            // CreateTable writes a second time after it has answered; that write is not wanted.
            write: (write) => void (open && mine.set(write.key, write)),
            keys: (range) => level.keys(range),
            values: (range) => level.values(range),
          },
          operation,
          data,
        );
        open = false;
        refuseLargeUpdate(operation, [...mine.values()]);
        for (const write of mine.values()) staged.set(write.key, write);
        return result;
      },
      commit: async () => {
        if (staged.size === 0) return;
        await level.batch([...staged.values()], { sync: options.syncWrites });
      },
    };
  };

  return {
    level,
    stage,
    validate: (operation, input) => {
      const { types, custom } = once(rules, operation, loadRules);
      try {
        const data = validations.checkTypes(structuredClone(input), types);
        validations.checkValidations(data, types, custom, rulesStore);
        return data as Record<string, unknown>;
      } catch (error) {
        throw toServiceError(error);
      }
    },
    read: async (operation, data, given) => {
      const snapshot = given ?? level.snapshot();
      try {
        return await runOn(readOnly(snapshot), operation, data);
      } finally {
        if (!given) await snapshot.close();
      }
    },
    table: async (name, named = false) => {
      const table = (await level.get(tableKey(name))) as TableRecord | undefined;
      if (!table) throw tableNotFound(named ? name : undefined);
      return table;
    },
    item: async (key, snapshot) =>
      (await level.get(key, snapshot ? { snapshot } : {})) as WireItem | undefined,
    close: () => level.close(),
  };
}
