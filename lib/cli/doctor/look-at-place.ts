import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClockDifference, LocalDisk } from '../../operations/readers.ts';
import { unreachable } from '../errors.ts';

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Bytes of all files below a folder; what disappears meanwhile counts nothing. */
const folderSize = async (folder: string): Promise<number> => {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
    bytes += found?.size ?? 0;
  }
  return bytes;
};

/** Free space where a local office keeps its state, and how much it holds. */
export const readDisk = async (folder: string): Promise<LocalDisk> => {
  const { bavail, bsize } = await statfs(folder);
  return { free: bavail * bsize, folder: await folderSize(folder) };
};

/** A server's clock, as its answers say it, against this machine's. */
const readClock = async (
  url: string,
  what: string,
  now: () => Date,
): Promise<ClockDifference[]> => {
  const { headers } = await fetch(url).catch((cause: unknown) => {
    throw unreachable({ where: url }, cause);
  });
  const date = headers.get('date');
  return date === null ? [] : [{ what, differenceMs: Date.parse(date) - now().getTime() }];
};

/** The office's clock, and locally that of the store, which leases are judged by. */
export const readClocks = async (
  addresses: readonly { readonly url: string; readonly what: string }[],
  now: () => Date,
): Promise<ClockDifference[]> =>
  (await Promise.all(addresses.map(({ url, what }) => readClock(url, what, now)))).flat();
