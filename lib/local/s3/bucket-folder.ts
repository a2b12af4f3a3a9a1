import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { removeFile, writeFileAtomic } from './atomic-file.ts';
import type { BucketSettings } from './bucket-record.ts';
import type { KeyRecord } from './key-record.ts';

/**
 * One bucket on disk. File names are hashes and random ids, so that any key fits any file system:
 *   bucket.json              settings
 *   keys/ab/<sha256>.json    all versions of one key, and its undelivered notifications
 *   blobs/ab/<id>            the bytes of one version; written once, before a key names them
 */
export interface BucketFolder {
  saveSettings(settings: BucketSettings): Promise<void>;
  saveKey(record: KeyRecord): Promise<void>;
  /** Path of a new blob, whose folder exists. */
  newBlob(): Promise<{ readonly id: string; readonly file: string }>;
  blobFile(id: string): string;
  removeBlobs(ids: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

const SETTINGS_FILE = 'bucket.json';

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function shard(root: string, kind: string, name: string): string {
  return path.join(root, kind, name.slice(0, 2), name);
}

export function bucketFolderName(bucket: string): string {
  return hashOf(bucket).slice(0, 40);
}

export function createBucketFolder(root: string): BucketFolder {
  const blobFile = (id: string): string => shard(root, 'blobs', id);
  return {
    saveSettings: async (settings) => {
      await mkdir(root, { recursive: true });
      await writeFileAtomic(path.join(root, SETTINGS_FILE), JSON.stringify(settings));
    },
    saveKey: async (record) => {
      const file = `${shard(root, 'keys', hashOf(record.key))}.json`;
      if (record.versions.length === 0 && record.pending.length === 0) {
        await removeFile(file);
        return;
      }
      await mkdir(path.dirname(file), { recursive: true });
      await writeFileAtomic(file, JSON.stringify(record));
    },
    newBlob: async () => {
      const id = randomUUID().replaceAll('-', '');
      const file = blobFile(id);
      await mkdir(path.dirname(file), { recursive: true });
      return { id, file };
    },
    blobFile,
    removeBlobs: async (ids) => {
      await Promise.all(ids.map((id) => removeFile(blobFile(id))));
    },
    remove: async () => {
      // Settings first: a folder without them is no bucket, whatever a crash leaves of it.
      await removeFile(path.join(root, SETTINGS_FILE));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A bucket as it was found on disk. */
export interface StoredBucket {
  readonly root: string;
  readonly settings: BucketSettings;
  readonly records: readonly KeyRecord[];
}

async function listShards(root: string, kind: string): Promise<string[]> {
  const base = path.join(root, kind);
  const names = await readdir(base, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function loadBucket(root: string): Promise<StoredBucket | undefined> {
  const text = await readFile(path.join(root, SETTINGS_FILE), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (text === undefined) {
    await rm(root, { recursive: true, force: true });
    return undefined;
  }
  const records: KeyRecord[] = [];
  for (const file of await listShards(root, 'keys')) {
    if (file.endsWith('.tmp')) await removeFile(file);
    else records.push(JSON.parse(await readFile(file, 'utf8')));
  }
  await sweepBlobs(root, records);
  return { root, settings: JSON.parse(text), records };
}

/** Removes bytes that no key names: uploads that a crash cut off, and versions it half removed. */
async function sweepBlobs(root: string, records: readonly KeyRecord[]): Promise<void> {
  const named = new Set(records.flatMap(({ versions }) => versions.flatMap((v) => v.blob ?? [])));
  for (const file of await listShards(root, 'blobs')) {
    if (!named.has(path.basename(file))) await removeFile(file);
  }
}

/** Reads every bucket below a folder, and clears away what crashes have left. */
export async function loadBuckets(folder: string): Promise<readonly StoredBucket[]> {
  await mkdir(folder, { recursive: true });
  const buckets: StoredBucket[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const bucket = await loadBucket(path.join(folder, entry.name));
    if (bucket) buckets.push(bucket);
  }
  return buckets;
}
