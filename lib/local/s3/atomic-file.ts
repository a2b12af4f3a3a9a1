import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Windows refuses a rename for a moment while a virus scanner holds the file. */
const RENAME_ATTEMPTS = 6;
const TRANSIENT = new Set(['EPERM', 'EACCES', 'EBUSY']);

async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = String((error as NodeJS.ErrnoException).code);
      if (!TRANSIENT.has(code) || attempt === RENAME_ATTEMPTS) throw error;
      await delay(10 * 2 ** attempt);
    }
  }
}

/** Replaces a file as a whole: after kill -9 it holds the old text or the new one, never a part. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renamePatiently(temporary, file);
}

/** Removes a file; one that is gone already is no error. */
export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}
