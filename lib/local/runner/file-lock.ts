import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './process-alive.ts';

const LOOK_MS = 100;

const hasCode = (error: unknown, code: string): boolean =>
  (error as NodeJS.ErrnoException).code === code;

/** Process that holds the lock; undefined when the file has gone or is being written. */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const holder = holderOf(file);
    // A killed process leaves its file behind.
    if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
    return false;
  }
}

/** Runs one process at a time; others wait for their turn. */
export async function withFileLock<T>(file: string, run: () => Promise<T>): Promise<T> {
  while (!tryLock(file)) await pause(LOOK_MS);
  try {
    return await run();
  } finally {
    rmSync(file, { force: true });
  }
}
