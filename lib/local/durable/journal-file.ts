import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';

/** A line of a journal, other than a torn last one, cannot be read. */
class JournalCorruptError extends Error {
  readonly code = 'JOURNAL_CORRUPT';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, cause: unknown) {
    super(`Line ${line} of ${file} is not a journal entry`, { cause });
    this.name = 'JournalCorruptError';
    this.file = file;
    this.line = line;
  }
}

export interface StoredJournal {
  /** Groups of entries, each written by one commit. */
  readonly groups: readonly unknown[][];
  /** Bytes up to the end of the last whole line. */
  readonly size: number;
}

/** Reads the whole lines of a journal; bytes after the last line feed are a torn write and are left out. */
export function readJournal(file: string): StoredJournal {
  if (!existsSync(file)) return { groups: [], size: 0 };
  const content = readFileSync(file);
  const size = content.lastIndexOf(0x0a) + 1;
  const lines = content.subarray(0, size).toString('utf8').split('\n').slice(0, -1);
  return { groups: lines.map((line, index) => readGroup(file, line, index + 1)), size };
}

function readGroup(file: string, line: string, number: number): unknown[] {
  let group: unknown;
  try {
    group = JSON.parse(line);
  } catch (error) {
    throw new JournalCorruptError(file, number, error);
  }
  if (!Array.isArray(group)) throw new JournalCorruptError(file, number, undefined);
  return group;
}

/** Puts new content in the place of a file at once: readers see the old or the new one, never a part. */
export function replaceFile(file: string, content: Buffer, mode: number): void {
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w', mode);
  try {
    for (let done = 0; done < content.length; ) {
      done += writeSync(descriptor, content, done, content.length - done, done);
    }
    // Without it a power cut after the rename could leave an empty file where a full journal was.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
}
