import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  beginMove,
  finishMove,
  finishMoves,
  MARKER,
  type Move,
  signatureOf,
} from './record-move.ts';

const UNFINISHED = /^\.|~$|\.(tmp|part|partial|crdownload)$/i;

/** The folder is flat: of a path in a record only its last part counts. */
export const plainName = (name: string): string => basename(name.replaceAll('\\', '/'));

/** A folder another program writes into, which gives no sign of when it has finished. */
export class WatchedFolder {
  readonly folder: string;
  #before = new Map<string, string>();
  #now = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
    for (const name of ['xong', 'loi']) mkdirSync(join(folder, name), { recursive: true });
  }

  /** Moves on what an earlier run had begun to move when it was stopped. */
  finishMoves(): readonly Move[] {
    return finishMoves(this.folder);
  }

  /** Looks once: names of the records that are there, in order. */
  look(): readonly string[] {
    this.#before = this.#now;
    this.#now = new Map();
    const names = readdirSync(this.folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
      .map(({ name }) => name);
    for (const name of names) {
      const signature = signatureOf(join(this.folder, name));
      if (signature !== undefined) this.#now.set(name, signature);
    }
    return names.filter((name) => name.toLowerCase().endsWith('.json')).toSorted();
  }

  /** Written to its end: it has a marker, or size and time are those of the look before. */
  isComplete(name: string): boolean {
    if (existsSync(join(this.folder, name + MARKER))) return true;
    const signature = this.#now.get(name);
    return signature !== undefined && signature === this.#before.get(name);
  }

  /**
   * Is a named file here? What lies in `xong/` under its name is another record's, for a record whose
   * own files had been moved is never asked about again.
   */
  stateOf(name: string): 'complete' | 'growing' | 'missing' {
    const plain = plainName(name);
    if (!this.#now.has(plain)) return 'missing';
    return this.isComplete(plain) ? 'complete' : 'growing';
  }

  /** Moves a record with its files to `xong/`, or to `loi/` with a note of what is wrong. */
  settle(record: string, files: readonly string[], wrong?: string): void {
    finishMove(this.folder, beginMove(this.folder, record, files.map(plainName), wrong));
  }
}
