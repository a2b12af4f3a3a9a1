import { appendFileSync, createReadStream, existsSync, readFileSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError } from '../errors.ts';

/** What a journal remembers of a row: that it is done, and how it ended. */
export interface JournalLine {
  /** Id of the row's event, made with the source's secret: it tells nothing of the document. */
  readonly key: string;
  readonly status: string;
}

/** Rows that are done, so that a later run passes over them. Kept in a file, line by line. */
export interface Journal {
  has(key: string): boolean;
  /** Written before it returns: a run that is killed then has lost nothing. */
  add(line: JournalLine): void;
}

const readLine = (text: string): JournalLine | undefined => {
  try {
    const line = JSON.parse(text) as Partial<JournalLine>;
    return typeof line.key === 'string' ? (line as JournalLine) : undefined;
  } catch {
    // The last line of a run that was killed; its row is sent again and answered as before.
    return undefined;
  }
};

/** A torn last line would make the next one unreadable too. */
const cutTornEnd = (path: string): void => {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
};

/**
 * Opens the journal of a metadata file, or begins one.
 * @throws CommandError JOURNAL_UNWRITABLE
 */
export const openJournal = async (path: string): Promise<Journal> => {
  const done = new Set<string>();
  try {
    if (existsSync(path)) {
      cutTornEnd(path);
      for await (const text of createInterface({ input: createReadStream(path) })) {
        const line = readLine(text);
        if (line !== undefined) done.add(line.key);
      }
    }
    appendFileSync(path, '', { mode: 0o600 });
  } catch (cause) {
    throw new CommandError('JOURNAL_UNWRITABLE', { facts: { file: path }, cause });
  }
  return {
    has: (key) => done.has(key),
    add: (line) => {
      appendFileSync(path, `${JSON.stringify(line)}\n`);
      done.add(line.key);
    },
  };
};
