import * as z from 'zod/mini';
import { sha256 } from '../events/common.ts';

/** What became of one file, by its SHA-256: FILE#sha256 / UPLOAD. */
export const fileUpload = z.object({
  sha256,
  source: z.string(),
  /**
   * awaited: an address was given out; admitted: in the files bucket; held: in an envelope;
   * refused: not what was declared (code); shredded: of a secret document, never taken again.
   */
  status: z.enum(['awaited', 'admitted', 'held', 'refused', 'shredded']),
  size: z.int(),
  mediaType: z.string(),
  code: z.optional(z.string()),
  at: z.iso.datetime(),
});
export type FileUpload = z.infer<typeof fileUpload>;

export interface UploadStore {
  find(sha256s: readonly string[]): Promise<ReadonlyMap<string, FileUpload>>;
  /**
   * Writes the row unless it says `shredded`; `awaited` also gives way to a file that has come.
   * @returns whether it was written
   */
  put(upload: FileUpload): Promise<boolean>;
}

/** Files by content: the same bytes are kept once. */
export interface DocumentFiles {
  /** @throws OfficeError FILE_GONE */
  read(sha256: string): Promise<Uint8Array>;
  /** Repeat-safe; the bytes' SHA-256 is the caller's claim and has been checked. */
  put(sha256: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Removes the file with all its versions (R1). */
  purge(sha256: string): Promise<void>;
}

/** The quarantine bucket, where uploads land. */
export interface Quarantine {
  /** Address for one PUT of exactly these bytes, and the headers that go with it. */
  uploadAddress(upload: {
    readonly key: string;
    readonly sha256: string;
    readonly size: number;
    readonly mediaType: string;
    readonly expiresInSeconds: number;
  }): Promise<{ url: string; headers: Record<string, string> }>;
  /** @returns undefined when it is gone already */
  read(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
}

/** Where an upload lies: by grade, so that the check knows what to do with it. */
export const incomingKey = (grade: 'open' | 'held', hash: string): string =>
  `incoming/${grade}/${hash}`;

const KEY = /^incoming\/(open|held)\/([0-9a-f]{64})$/;
export const readIncomingKey = (
  key: string,
): { grade: 'open' | 'held'; sha256: string } | undefined => {
  const match = KEY.exec(key);
  return match?.[1] && match[2]
    ? { grade: match[1] as 'open' | 'held', sha256: match[2] }
    : undefined;
};
