import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSqs } from '../../lib/local/sqs/sqs-service.ts';
import { callOperation } from '../support/emulated-service.ts';
import { CRASH_QUEUE, crashContext } from './sqs-crash-queue.ts';

const KILLS = 6;
const CHILD = fileURLToPath(new URL('sqs-crash-child.ts', import.meta.url));
const DAY_MS = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqs-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the child until it has acknowledged so many lines, kills it, and gives its whole lines. */
async function killAfter(run: number, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.split('\n').length > lines) child.kill('SIGKILL');
  }
  return output.slice(0, output.lastIndexOf('\n')).split('\n');
}

interface Received {
  readonly Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
}

/** What a receiver would get a day later, when nothing is in flight any more. */
async function readQueue(): Promise<string[]> {
  const later = { ...crashContext(folder), now: () => Date.now() + DAY_MS };
  const sqs = createSqs(later);
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await callOperation<Received>(sqs, 'ReceiveMessage', {
      QueueUrl: `http://127.0.0.1/111122223333/${CRASH_QUEUE}`,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 3600,
    });
    if (Messages.length === 0) break;
    bodies.push(...Messages.map(({ Body }) => Body));
  }
  await sqs.close();
  return bodies;
}

test('after kill -9 every acknowledged message is there and every deleted one stays away', async () => {
  const told = new Set<string>();
  for (let run = 0; run < KILLS; run++) {
    const lines = await killAfter(run, 40 + Math.floor(Math.random() * 400));
    for (const line of lines) told.add(line);
  }
  const stored = new Set(await readQueue());
  const bodiesOf = (word: string) =>
    [...told].filter((line) => line.startsWith(`${word} `)).map((line) => line.split(' ')[1] ?? '');
  const deleted = bodiesOf('deleted');
  // A deletion that was begun and not acknowledged may have happened or not.
  const begun = new Set(bodiesOf('deleting'));
  const lost = bodiesOf('sent').filter((body) => !begun.has(body) && !stored.has(body));
  const returned = deleted.filter((body) => stored.has(body));
  expect({ lost, returned }).toEqual({ lost: [], returned: [] });
  expect(deleted.length).toBeGreaterThan(KILLS);
}, 120_000);
