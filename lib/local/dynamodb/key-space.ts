import { Readable } from 'node:stream';
import type {
  ActionStore,
  Callback,
  KeyRange,
  KeySpace,
  KeySpaceWrite,
  LevelRange,
} from './dynalite-modules.ts';
import { tableNotFound } from './errors.ts';
import type { TableRecord } from './wire-types.ts';

/** Where an action's reads come from and its writes go to; keys are full keys. */
export interface Backend {
  get(key: string): Promise<unknown>;
  write(operation: KeySpaceWrite): void;
  keys(range: LevelRange): AsyncIterable<string>;
  values(range: LevelRange): AsyncIterable<unknown>;
}

export const MAX_ITEM_BYTES = 409_600;

export const tableKey = (table: string) => `table~${table}`;
export const itemPrefix = (table: string) => `item-${table}~`;
export const indexPrefix = (kind: string, table: string, index: string) =>
  `index-${kind.toLowerCase()}~${table}~${index}~`;
export const tagPrefix = (table: string) => `tag-${table}~`;

/** Everything under a prefix; keys are ASCII. */
export const rangeOf = (prefix: string): KeyRange => ({ gte: prefix, lt: `${prefix}\u00ff` });

function prefixedRange(prefix: string, range: KeyRange = {}): KeyRange {
  const { gt, gte, lt, lte, ...rest } = range;
  const lower =
    gte !== undefined
      ? { gte: prefix + gte }
      : gt !== undefined
        ? { gt: prefix + gt }
        : { gte: prefix };
  const upper =
    lte !== undefined
      ? { lte: prefix + lte }
      : { lt: lt !== undefined ? prefix + lt : `${prefix}\u00ff` };
  return { ...rest, ...lower, ...upper };
}

async function* stripPrefix(keys: AsyncIterable<string>, length: number) {
  for await (const key of keys) yield key.slice(length);
}

/**
 * dynalite's store over a backend of ours, for one call.
 * An exception inside one of its callbacks goes to `fail` and not to the process.
 */
export function createActionStore(
  backend: Backend,
  owner: { region: string; account: string },
  fail: (error: unknown) => void,
): ActionStore {
  const settle = (done: Callback, error: unknown, value?: unknown) => {
    try {
      done(error, value);
    } catch (thrown) {
      fail(thrown);
    }
  };
  const written = (done: Callback) => setImmediate(() => settle(done, null));
  const read = (key: string, done: Callback) => {
    backend.get(key).then(
      (value) => settle(done, null, value),
      (error: unknown) => settle(done, error),
    );
  };

  const keySpace = (prefix: string): KeySpace => ({
    // The item locks of the front already hold the key.
    lock: (_key, run) => run((done) => done),
    get: (key, done) => read(prefix + key, done),
    put: (key, value, done) => {
      backend.write({ type: 'put', key: prefix + key, value });
      written(done);
    },
    del: (key, done) => {
      backend.write({ type: 'del', key: prefix + key });
      written(done);
    },
    batch: (operations, done) => {
      for (const operation of operations) {
        backend.write({ ...operation, key: prefix + operation.key });
      }
      written(done);
    },
    createKeyStream: (range) =>
      Readable.from(stripPrefix(backend.keys(prefixedRange(prefix, range)), prefix.length)),
    createValueStream: (range) => Readable.from(backend.values(prefixedRange(prefix, range))),
  });

  return {
    options: { createTableMs: 0, maxItemSize: MAX_ITEM_BYTES },
    tableDb: Object.assign(keySpace('table~'), {
      awsAccountId: owner.account,
      awsRegion: owner.region,
    }),
    getItemDb: (table) => keySpace(itemPrefix(table)),
    getIndexDb: (kind, table, index) => keySpace(indexPrefix(kind, table, index)),
    getTagDb: (table) => keySpace(tagPrefix(table)),
    getTable: (name, checkStatus, done) => {
      const answer = typeof checkStatus === 'function' ? checkStatus : done;
      if (!answer) throw new TypeError('getTable needs a callback');
      const named = checkStatus === false;
      read(tableKey(name), (error, table) => {
        if (error || (table as TableRecord | undefined)) answer(error, table);
        else answer(dynaliteNotFound(named ? name : undefined));
      });
    },
  };
}

/** Some actions rewrite the message of this error, so it has dynalite's own shape. */
function dynaliteNotFound(table: string | undefined) {
  const { message, code } = tableNotFound(table);
  return Object.assign(new Error(message), {
    name: 'NotFoundError',
    statusCode: 400,
    body: { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message },
  });
}
