import path from 'node:path';
import {
  type BucketFolder,
  bucketFolderName,
  createBucketFolder,
  loadBuckets,
} from './bucket-folder.ts';
import { type BucketSettings, newBucket } from './bucket-record.ts';
import { createKeyLock } from './key-lock.ts';
import type { KeyRecord, RecordChange } from './key-record.ts';
import { noSuchBucket } from './s3-errors.ts';
import { compareUtf8 } from './utf8-order.ts';

/** A bucket in memory: settings and key records; the bytes stay on disk. */
export interface Bucket {
  readonly settings: BucketSettings;
  readonly folder: BucketFolder;
  find(key: string): KeyRecord | undefined;
  /** Keys that have a version, in the order of their UTF-8 bytes, as S3 lists them. */
  sortedKeys(): readonly string[];
  /** Keys whose notifications have not all been delivered. */
  pendingKeys(): readonly string[];
  changeSettings(change: (settings: BucketSettings) => BucketSettings): Promise<void>;
  /**
   * Changes one key: the change is decided on the record as it then is, written durably, and
   * only then seen by others. A change that throws leaves everything as it was.
   */
  changeKey(
    key: string,
    change: (record: KeyRecord) => RecordChange | undefined,
  ): Promise<KeyRecord>;
}

export interface BucketStore {
  find(name: string): Bucket | undefined;
  /** Throws NoSuchBucket. */
  get(name: string): Bucket;
  list(): readonly Bucket[];
  create(name: string, created: number): Promise<Bucket>;
  remove(name: string): Promise<void>;
}

function openBucket(
  folder: BucketFolder,
  stored: BucketSettings,
  storedRecords: readonly KeyRecord[],
): Bucket {
  let settings = stored;
  let sorted: readonly string[] | undefined;
  const records = new Map(storedRecords.map((record) => [record.key, record]));
  const keyLock = createKeyLock();
  const settingsLock = createKeyLock();

  const remember = (record: KeyRecord): void => {
    const known = records.get(record.key)?.versions.length ?? 0;
    if (record.versions.length === 0 && record.pending.length === 0) records.delete(record.key);
    else records.set(record.key, record);
    if ((known === 0) !== (record.versions.length === 0)) sorted = undefined;
  };

  return {
    get settings() {
      return settings;
    },
    folder,
    find: (key) => records.get(key),
    sortedKeys: () => {
      sorted ??= [...records.values()]
        .filter((record) => record.versions.length > 0)
        .map((record) => record.key)
        .sort(compareUtf8);
      return sorted;
    },
    pendingKeys: () =>
      [...records.values()].filter(({ pending }) => pending.length > 0).map(({ key }) => key),
    changeSettings: (change) =>
      settingsLock.run('settings', async () => {
        const changed = change(settings);
        await folder.saveSettings(changed);
        settings = changed;
      }),
    changeKey: (key, change) =>
      keyLock.run(key, async () => {
        const current = records.get(key) ?? { key, versions: [], pending: [] };
        const changed = change(current);
        if (!changed) return current;
        await folder.saveKey(changed.record);
        remember(changed.record);
        await folder.removeBlobs(changed.unusedBlobs);
        return changed.record;
      }),
  };
}

/** Opens the buckets below a folder, as the last process left them. */
export async function openBucketStore(folder: string): Promise<BucketStore> {
  const buckets = new Map<string, Bucket>();
  for (const { root, settings, records } of await loadBuckets(folder)) {
    buckets.set(settings.name, openBucket(createBucketFolder(root), settings, records));
  }
  const find = (name: string): Bucket | undefined => buckets.get(name);
  return {
    find,
    get: (name) => {
      const bucket = find(name);
      if (!bucket) throw noSuchBucket(name);
      return bucket;
    },
    list: () => [...buckets.values()],
    create: async (name, created) => {
      const bucketFolder = createBucketFolder(path.join(folder, bucketFolderName(name)));
      const settings = newBucket(name, created);
      await bucketFolder.saveSettings(settings);
      const bucket = openBucket(bucketFolder, settings, []);
      buckets.set(name, bucket);
      return bucket;
    },
    remove: async (name) => {
      const bucket = find(name);
      buckets.delete(name);
      await bucket?.folder.remove();
    },
  };
}
