import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join } from 'node:path';

/** Folders for what is through: done, and wrong with a note why. */
const [DONE, WRONG] = ['xong', 'loi'];
/** Beside a finished record some systems leave `record.json.done`. */
const MARKER = '.done';
const UNFINISHED = /^\.|~$|\.(tmp|part|partial|crdownload)$/i;

const signatureOf = (path: string): string | undefined => {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
};

/** A name that is free in a folder: `a.pdf`, `a-2.pdf`, `a-3.pdf`. */
const freeName = (folder: string, name: string): string => {
  const kind = extname(name);
  const stem = basename(name, kind);
  for (let at = 1; ; at += 1) {
    const tried = join(folder, at === 1 ? name : `${stem}-${at}${kind}`);
    if (!existsSync(tried)) return tried;
  }
};

/** A folder another program writes into, which gives no sign of when it has finished. */
export class WatchedFolder {
  readonly folder: string;
  #before = new Map<string, string>();
  #now = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
    for (const name of [DONE, WRONG]) mkdirSync(join(folder, name), { recursive: true });
  }

  /** Where files of records lie that an earlier run had moved before it was stopped. */
  get done(): string {
    return join(this.folder, DONE);
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

  /** Is a named file here, or moved already by a run that was stopped? */
  stateOf(name: string): 'complete' | 'growing' | 'moved' | 'missing' {
    const plain = basename(name.replaceAll('\\', '/'));
    if (this.#now.has(plain)) return this.isComplete(plain) ? 'complete' : 'growing';
    return existsSync(join(this.done, plain)) ? 'moved' : 'missing';
  }

  /** Moves a record with its files; the record last, so that a run stopped here does it again. */
  settle(record: string, files: readonly string[], wrong?: string): void {
    const target = join(this.folder, wrong === undefined ? DONE : WRONG);
    if (wrong !== undefined) writeFileSync(join(target, `${record}.ly-do.txt`), `${wrong}\n`);
    const plain = files.map((name) => basename(name.replaceAll('\\', '/')));
    for (const name of [...new Set(plain), record]) {
      const path = join(this.folder, name);
      if (existsSync(path)) renameSync(path, freeName(target, name));
      rmSync(path + MARKER, { force: true });
    }
  }
}
