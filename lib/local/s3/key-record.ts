import type { Checksums } from './checksums.ts';
import type { ObjectNotification } from './notification-event.ts';

/** Headers that an object keeps and gives back. */
export const KEPT_HEADERS = [
  'ContentType',
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'WebsiteRedirectLocation',
] as const;

export type KeptHeaders = Readonly<Partial<Record<(typeof KEPT_HEADERS)[number], string>>>;

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  /** 'null' for what was written while versioning was off. */
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Name of the file with the bytes; null for a delete marker. */
  readonly blob: string | null;
  readonly size: number;
  /** MD5 in hex, without quotes. */
  readonly eTag: string;
  readonly checksums: Checksums;
  readonly headers: KeptHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  /** Rises with every write of the key; in events it orders them. */
  readonly sequencer: string;
}

/** Everything about one key, in one file, so that object and pending notification cannot part. */
export interface KeyRecord {
  readonly key: string;
  /** Oldest first. */
  readonly versions: readonly ObjectVersion[];
  /** Notifications that have not been delivered yet. */
  readonly pending: readonly ObjectNotification[];
}

export type Versioning = 'Enabled' | 'Suspended' | undefined;

export const NULL_VERSION = 'null';

/** A record after a change, and the blobs that nothing refers to any more. */
export interface RecordChange {
  readonly record: KeyRecord;
  readonly unusedBlobs: readonly string[];
}

/** The newest version, also when it is a delete marker. */
function newestVersion(record: KeyRecord | undefined): ObjectVersion | undefined {
  return record?.versions.at(-1);
}

/** The object as a plain GET sees it. */
export function currentObject(record: KeyRecord | undefined): ObjectVersion | undefined {
  const newest = newestVersion(record);
  return newest?.blob == null ? undefined : newest;
}

function withoutVersion(record: KeyRecord, versionId: string): RecordChange {
  const removed = record.versions.filter((version) => version.versionId === versionId);
  return {
    record: {
      ...record,
      versions: record.versions.filter((version) => !removed.includes(version)),
    },
    unusedBlobs: removed.flatMap((version) => version.blob ?? []),
  };
}

/** Puts a version on top. A version called 'null' takes the place of the earlier one. */
export function addVersion(record: KeyRecord, version: ObjectVersion): RecordChange {
  const base =
    version.versionId === NULL_VERSION
      ? withoutVersion(record, NULL_VERSION)
      : { record, unusedBlobs: [] };
  return {
    record: { ...base.record, versions: [...base.record.versions, version] },
    unusedBlobs: base.unusedBlobs,
  };
}

/** Removes one version for good. */
export function removeVersion(record: KeyRecord, versionId: string): RecordChange {
  return withoutVersion(record, versionId);
}
