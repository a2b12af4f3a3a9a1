import { statfs } from 'node:fs/promises';
import type { Messages } from '../messages.en.ts';
import { type Finding, finding } from './finding.ts';

const MB = 1024 * 1024;
const LOW_MB = 1024;
const FULL_MB = 100;

const readable = (megabytes: number): string =>
  megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)} GB` : `${Math.floor(megabytes)} MB`;

export const judgeDisk = (freeBytes: number, { doctor }: Messages): Finding => {
  const free = freeBytes / MB;
  const level = free < FULL_MB ? 'wrong' : free < LOW_MB ? 'warning' : 'ok';
  return finding('disk')(level, doctor.disk(readable(free)));
};

/** Free space where a local office keeps its state; a deployed one has no disk. */
export const checkDisk = async (
  folder: string | undefined,
  messages: Messages,
): Promise<Finding[]> => {
  if (folder === undefined) return [];
  const { bavail, bsize } = await statfs(folder);
  return [judgeDisk(bavail * bsize, messages)];
};

/** Senders are refused from 300 seconds on; a minute is time to set a clock. */
const OFF_S = 60;
const REFUSED_S = 300;

export const judgeClock = (differenceMs: number, { doctor }: Messages): Finding => {
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  const level = seconds > REFUSED_S ? 'wrong' : seconds > OFF_S ? 'warning' : 'ok';
  return finding('clock')(level, doctor.clock(seconds));
};

/** This machine's clock against the office's, which its API says in each answer. */
export const checkClock = async (
  apiUrl: string,
  now: () => Date,
  messages: Messages,
): Promise<Finding[]> => {
  const { headers } = await fetch(apiUrl, { method: 'GET' });
  const date = headers.get('date');
  if (date === null) return [];
  return [judgeClock(Date.parse(date) - now().getTime(), messages)];
};
