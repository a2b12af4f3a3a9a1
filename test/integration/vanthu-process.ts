import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const launch = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['bin/vanthu.mjs', ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'vi_VN.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const gather = (child: ChildProcess) => {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return said;
};

/** Runs the command to its end, as a user would type it. */
export const runVanthu = async (...args: readonly string[]): Promise<Ended> => {
  const child = launch(args);
  const said = gather(child);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...said };
};

export interface StartedVanthu {
  /** The summary of a `start --json`, as soon as it is said. */
  readonly summary: Promise<Record<string, unknown>>;
  /** Ctrl-C, and how it ended. */
  interrupt(): Promise<Ended>;
}

/** Starts the command and leaves it running. */
export const startVanthu = (...args: readonly string[]): StartedVanthu => {
  const child = launch(args);
  const said = gather(child);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const summary = new Promise<Record<string, unknown>>((found, failed) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      if (entry['kind'] === 'summary') found(entry);
    });
    void closed.then(() => failed(new Error(`ended without a summary: ${said.stderr}`)));
  });
  return {
    summary,
    interrupt: async () => {
      child.kill('SIGINT');
      const [exitCode] = await closed;
      return { exitCode, ...said };
    },
  };
};
