import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');

/** An office with documents that wait; ids by what they wait for. */
export interface RealOffice {
  readonly deskUrl: string;
  readonly drafts: readonly string[];
  readonly held: readonly string[];
  readonly ordinary: readonly string[];
  close(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('close', () => done());
  });

/** Opens the office of office-child.ts in a process and a folder of its own. */
export const startRealOffice = async (): Promise<RealOffice> => {
  const parent = mkdtempSync(join(tmpdir(), 'vanthu-desk-'));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/browser/support/office-child.ts', join(parent, 'office')],
    { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const closed = ended(child);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ready = await new Promise<Omit<RealOffice, 'close'>>((found, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) => found(JSON.parse(line)));
    void closed.then(() => failed(new Error(`the office ended before it was ready: ${errors}`)));
  });
  return {
    ...ready,
    close: async () => {
      child.stdin.end();
      await closed;
      rmSync(parent, { recursive: true, force: true });
    },
  };
};
