import type { Bucket } from './bucket-store.ts';
import { currentObject, type ObjectVersion } from './key-record.ts';
import { invalidArgument } from './s3-errors.ts';
import { compareUtf8 } from './utf8-order.ts';

export interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** Keys up to this one are skipped; empty for none. */
  readonly startAfter: string;
  readonly token: string | undefined;
  readonly maxKeys: number;
}

export interface ListPage {
  readonly objects: readonly { readonly key: string; readonly version: ObjectVersion }[];
  readonly commonPrefixes: readonly string[];
  /** Present when there is more. */
  readonly nextToken: string | undefined;
}

/** Where the next page goes on: after a key, or after everything below a common prefix. */
interface Position {
  readonly after: string;
  readonly below: boolean;
}

function readToken(query: ListQuery): Position {
  if (query.token === undefined) return { after: query.startAfter, below: false };
  try {
    const position = JSON.parse(Buffer.from(query.token, 'base64url').toString('utf8'));
    return { after: String(position.after), below: Boolean(position.below) };
  } catch {
    throw invalidArgument('The continuation token provided is incorrect');
  }
}

function writeToken(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Index of the first key behind a position. */
function firstIndex(keys: readonly string[], { after }: Position): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] ?? '', after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function commonPrefixOf(key: string, { prefix, delimiter }: ListQuery): string | undefined {
  if (delimiter === '') return undefined;
  const index = key.indexOf(delimiter, prefix.length);
  return index < 0 ? undefined : key.slice(0, index + delimiter.length);
}

interface Listed {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly commonPrefix: string | undefined;
}

/** Objects and common prefixes behind a position, each common prefix once. */
function* listFrom(bucket: Bucket, query: ListQuery, begin: Position): Generator<Listed> {
  const keys = bucket.sortedKeys();
  let skipped = begin.below ? begin.after : undefined;
  for (let index = firstIndex(keys, begin); index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    const version = currentObject(bucket.find(key));
    const covered = skipped !== undefined && key.startsWith(skipped);
    if (!version || covered || !key.startsWith(query.prefix)) continue;
    const commonPrefix = commonPrefixOf(key, query);
    skipped = commonPrefix;
    yield { key, version, commonPrefix };
  }
}

/** A page of ListObjectsV2: keys and common prefixes together count towards the page's size. */
export function listObjects(bucket: Bucket, query: ListQuery): ListPage {
  const objects: { key: string; version: ObjectVersion }[] = [];
  const commonPrefixes: string[] = [];
  let last = readToken(query);
  for (const { key, version, commonPrefix } of listFrom(bucket, query, last)) {
    if (objects.length + commonPrefixes.length >= query.maxKeys) {
      const nextToken = query.maxKeys > 0 ? writeToken(last) : undefined;
      return { objects, commonPrefixes, nextToken };
    }
    if (commonPrefix === undefined) objects.push({ key, version });
    else commonPrefixes.push(commonPrefix);
    last = { after: commonPrefix ?? key, below: commonPrefix !== undefined };
  }
  return { objects, commonPrefixes, nextToken: undefined };
}
