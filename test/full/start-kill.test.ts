import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const KILLS = 3;
/** SMS of an undisturbed replay. */
const MESSAGES = 30;

/** A start of the whole office with its samples, as a process of its own. */
const startOffice = (folder: string): ChildProcess =>
  spawn(
    process.execPath,
    ['bin/vanthu.mjs', 'start', '--once', '--json', '--port-base', '0', '--office', folder],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Resolves once the replay has told so many lines, or the process has ended by itself. */
const linesTold = (child: ChildProcess, wanted: number): Promise<void> =>
  new Promise((done) => {
    let seen = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split('\n').length - 1;
      if (seen >= wanted) done();
    });
    child.once('exit', () => done());
  });

describe('kill -9 of the whole office', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vanthu-kill-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('at any moment of the replay loses nothing: the next start ends as it should', async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startOffice(folder);
      await linesTold(child, 2 + kill * 5);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const last = startOffice(folder);
    let output = '';
    last.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const [code] = (await once(last, 'exit')) as [number];
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    const { uncertain, counts } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
      uncertain: readonly string[];
      counts: { messages: number };
    };
    // What a kill met between claim and mark is told as unknown, never sent a second time.
    expect(counts.messages).toBeLessThanOrEqual(MESSAGES);
    expect(counts.messages + uncertain.length).toBeGreaterThanOrEqual(MESSAGES);
  }, 1_200_000);
});
