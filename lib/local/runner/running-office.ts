import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isAlive } from './process-alive.ts';
import type { StackOutputs } from './provision.ts';

/** What other processes need to reach an office that runs on this folder. */
export interface RunningOffice {
  readonly pid: number;
  readonly endpoint: string;
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly region: string;
  readonly account: string;
  readonly outputs: StackOutputs;
  /** The operator's access key. */
  readonly operator: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const fileIn = (folder: string) => join(folder, 'office.json');

export function announceOffice(folder: string, office: RunningOffice): void {
  const next = `${fileIn(folder)}.new`;
  writeFileSync(next, JSON.stringify(office, null, 2), { mode: 0o600 });
  renameSync(next, fileIn(folder));
}

export function withdrawOffice(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

function answers(endpoint: string): Promise<boolean> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const end = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.setTimeout(2000, end(false));
  });
}

/** The office that runs on this folder now; a file left by a killed process does not count. */
export async function findRunningOffice(folder: string): Promise<RunningOffice | undefined> {
  let office: RunningOffice;
  try {
    office = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as RunningOffice;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return isAlive(office.pid) && (await answers(office.endpoint)) ? office : undefined;
}
