import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { CommandError } from '../../cli/errors.ts';
import { findRunningOffice } from '../runner/running-office.ts';

/** One of these is in every folder in which an office has run. */
const MARKS = ['credentials.json', 'demo-secrets.json', 'office.json'];

const isOffice = (folder: string): boolean => {
  const entries = readdirSync(folder);
  return entries.length === 0 || entries.some((name) => MARKS.includes(name));
};

/**
 * Makes the folder ready for a start; `fresh` removes what an earlier office left in it.
 * @throws CommandError FOLDER_IN_USE, NOT_AN_OFFICE
 */
export async function prepareFolder(folder: string, fresh: boolean): Promise<void> {
  const running = existsSync(folder) ? await findRunningOffice(folder) : undefined;
  if (running)
    throw new CommandError('FOLDER_IN_USE', { facts: { folder, pid: String(running.pid) } });
  if (fresh && existsSync(folder)) {
    if (!isOffice(folder)) throw new CommandError('NOT_AN_OFFICE', { facts: { folder } });
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
}
