import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join } from 'node:path';
import * as z from 'zod/mini';

/** Beside a finished record some systems leave `record.json.done`. */
export const MARKER = '.done';
/** `record.json.moving`: what is being moved. It begins after the office's answer and ends last. */
const NOTE = '.moving';

const plainFile = z
  .string()
  .check(z.refine((name) => name !== '' && name !== '..' && basename(name) === name));

const move = z.strictObject({
  record: plainFile,
  /** Folders for what is through: done, and wrong with a note why. */
  to: z.enum(['xong', 'loi']),
  /** The record's own files, and at last the record. */
  files: z.array(
    z.strictObject({
      name: plainFile,
      /** What it will be called there. */
      as: plainFile,
      /** Tells it from a later file of the same name. */
      signature: z.string(),
    }),
  ),
});
export type Move = z.infer<typeof move>;

/** Size and time of a file, which moving it does not change; undefined where there is none. */
export const signatureOf = (path: string): string | undefined => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? `${found.size} ${found.mtimeMs}` : undefined;
};

/** A name that is free in a folder: `a.pdf`, `a-2.pdf`, `a-3.pdf`. */
const freeName = (folder: string, name: string): string => {
  const kind = extname(name);
  const stem = basename(name, kind);
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? name : `${stem}-${at}${kind}`;
    if (!existsSync(join(folder, tried))) return tried;
  }
};

/** Writes down what is to be moved, under free names, so that a run that is killed is finished. */
export const beginMove = (
  folder: string,
  record: string,
  files: readonly string[],
  wrong: string | undefined,
): Move => {
  const to = wrong === undefined ? 'xong' : 'loi';
  const names = [...new Set([...files.filter((name) => name !== record), record])];
  if (wrong !== undefined) writeFileSync(join(folder, to, `${record}.ly-do.txt`), `${wrong}\n`);
  const begun: Move = {
    record,
    to,
    files: names.flatMap((name) => {
      const signature = signatureOf(join(folder, name));
      return signature === undefined
        ? []
        : { name, as: freeName(join(folder, to), name), signature };
    }),
  };
  const note = join(folder, record + NOTE);
  // Under its own name only when it is whole.
  writeFileSync(`${note}.tmp`, JSON.stringify(begun));
  renameSync(`${note}.tmp`, note);
  return begun;
};

/** Moves what is not moved yet; another file that came meanwhile under such a name stays. */
export const finishMove = (folder: string, { record, to, files }: Move): void => {
  for (const { name, as, signature } of files) {
    const from = join(folder, name);
    const target = join(folder, to, as);
    if (existsSync(target) || signatureOf(from) !== signature) continue;
    rmSync(from + MARKER, { force: true });
    renameSync(from, target);
  }
  rmSync(join(folder, record + NOTE), { force: true });
};

const readNote = (path: string): Move | undefined => {
  try {
    return move.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Finishes what earlier runs had begun to move; nothing of it is sent again. */
export const finishMoves = (folder: string): readonly Move[] => {
  const finished: Move[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(NOTE))) {
    const begun = readNote(join(folder, name));
    // A file of another program that only has such a name.
    if (begun === undefined || begun.record + NOTE !== name) continue;
    finishMove(folder, begun);
    finished.push(begun);
  }
  return finished;
};
