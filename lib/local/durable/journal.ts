import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { readJournal, replaceFile } from './journal-file.ts';

export interface JournalOptions<Entry> {
  /** Path of the journal; its folder is made when missing. */
  readonly file: string;
  /** Takes one entry into the state in memory: the only place where that state changes. */
  apply(entry: Entry): void;
  /** Entries that rebuild the state as it is now; they replace the whole journal on compaction. */
  snapshot(): Iterable<Entry>;
  /** Below this size in bytes a journal is never compacted. Default 1 MiB. */
  readonly compactAbove?: number;
}

/** Durable state of one emulated service: a log of JSON entries, folded into memory. */
export interface Journal<Entry> {
  /**
   * Writes the entries as one line, then applies them: after kill -9 all of them are there or none.
   * When the write fails the state in memory stays as it was.
   */
  commit(...entries: readonly Entry[]): void;
  /** Rewrites the journal as a snapshot, so that what was deleted is no longer on the disk. */
  compact(): void;
  close(): void;
}

const OWNER_ONLY = 0o600;
const DEFAULT_COMPACT_ABOVE = 1024 * 1024;

/**
 * Opens the journal and replays it. A torn last line (the process died while writing it) was never
 * acknowledged and is cut off; a bad line elsewhere throws JournalCorruptError.
 * A write reaches the kernel before `commit` returns, so it survives the death of the process;
 * a power cut is outside of what local mode promises, hence no fsync for each entry.
 */
export function openJournal<Entry>(options: JournalOptions<Entry>): Journal<Entry> {
  const { file } = options;
  mkdirSync(dirname(file), { recursive: true });
  const stored = readJournal(file);
  for (const group of stored.groups) {
    for (const entry of group as Entry[]) options.apply(entry);
  }
  let descriptor = openSync(file, existsSync(file) ? 'r+' : 'w+', OWNER_ONLY);
  let size = stored.size;
  ftruncateSync(descriptor, size);
  const threshold = options.compactAbove ?? DEFAULT_COMPACT_ABOVE;
  let compactAt = Math.max(threshold, size * 2);

  const write = (line: Buffer) => {
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(descriptor, line, done, line.length - done, size + done);
      }
    } catch (error) {
      // A half-written line would make the next one unreadable (disk full).
      ftruncateSync(descriptor, size);
      throw error;
    }
    size += line.length;
  };

  const compact = () => {
    const lines = Array.from(options.snapshot(), (entry) => `${JSON.stringify([entry])}\n`);
    const content = Buffer.from(lines.join(''));
    // Closed first: Windows does not replace an open file.
    closeSync(descriptor);
    try {
      replaceFile(file, content, OWNER_ONLY);
      size = content.length;
    } finally {
      descriptor = openSync(file, 'r+');
    }
    compactAt = Math.max(threshold, size * 2);
  };

  return {
    commit(...entries) {
      if (entries.length === 0) return;
      write(Buffer.from(`${JSON.stringify(entries)}\n`));
      for (const entry of entries) options.apply(entry);
      if (size > compactAt) compact();
    },
    compact,
    close: () => closeSync(descriptor),
  };
}
