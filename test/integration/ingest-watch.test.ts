import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vi } from '../../lib/cli/ingest/messages.vi.ts';
import { type WatchOptions, watch } from '../../lib/cli/ingest/watch.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import { openTrainingGround, type TrainingGround } from '../support/office/training.ts';
import { runVanthu } from './vanthu-process.ts';

const MINUTES = 60_000;
const root = resolve(import.meta.dirname, '../..');
const SOURCE = 'e-office';
let ground: TrainingGround;
let folder: string;
let secretFile: string;

beforeAll(async () => {
  ground = await openTrainingGround();
  folder = join(ground.scratch, 'ra');
  secretFile = join(ground.scratch, 'secret');
  mkdirSync(folder);
  writeFileSync(secretFile, `${ground.secrets.sources[SOURCE]}\n`);
}, 5 * MINUTES);
afterAll(() => ground?.close());

const at = (...names: readonly string[]) => join(folder, ...names);
const put = (name: string, content: unknown) =>
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
const names = (...below: readonly string[]) =>
  readdirSync(at(...below), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

const watchOnce = async (more: Partial<WatchOptions> = {}) => {
  const said: string[] = [];
  const result = await watch(await ground.context(), vi, {
    folder,
    source: SOURCE,
    secretFile,
    once: true,
    live: true,
    interval: 0.1,
    wait: 60,
    say: (line) => said.push(line),
    ...more,
  });
  return { ...result, said };
};

const record = (id: string, more: object = {}) => ({
  id: `e-${id}`,
  type: 'vn.vanthu.document.received.v1',
  data: {
    documentId: id,
    secrecy: 'thường',
    abstract: `Văn bản ${id}`,
    issuer: 'Sở Nội vụ',
    ...more,
  },
});
const stateOf = async (id: string): Promise<DocumentState | undefined> =>
  (await ground.states()).find(({ documentId }) => documentId === documentIdOf(SOURCE, id));

describe('A watched folder', () => {
  it(
    'takes an event with the file it names, and moves both to xong',
    async () => {
      copyFileSync(join(root, 'docs/examples/sample.pdf'), at('w1.pdf'));
      put('w1.json', record('w1', { files: [{ name: 'w1.pdf', role: 'main' }] }));
      expect(await watchOnce()).toMatchObject({ data: { taken: 1, wrong: 0, waiting: 0 } });
      expect(names()).toEqual([]);
      expect(names('xong')).toEqual(['w1.json', 'w1.pdf']);
      const state = await stateOf('w1');
      expect(state?.screening.status).toBe('ordinary');
      expect(state?.core.files).toMatchObject([{ name: 'w1.pdf', mediaType: 'application/pdf' }]);
    },
    MINUTES,
  );

  it(
    'takes a record by a mapping',
    async () => {
      const mapping = join(ground.scratch, 'watch-mapping.json');
      writeFileSync(
        mapping,
        JSON.stringify({
          version: 1,
          documentId: 'ma',
          direction: 'incoming',
          fields: { abstract: 'trich_yeu', issuer: 'co_quan', secrecy: 'do_mat' },
        }),
      );
      put('w2.json', { ma: 'w2', trich_yeu: 'Theo bảng', co_quan: 'Sở Y tế', do_mat: 'Thường' });
      expect(await watchOnce({ mapping })).toMatchObject({ data: { taken: 1 } });
      expect((await stateOf('w2'))?.core.facts?.abstract).toBe('Theo bảng');
    },
    MINUTES,
  );

  it(
    'leaves alone what is still being written, and what waits for a file',
    async () => {
      put('w3.json', record('w3', { files: [{ name: 'w3.pdf', role: 'main' }] }));
      put('w4.json.part', '{"half');
      const grown = at('w5.json');
      put('w5.json', '{"id":');
      const growing = setInterval(() => appendFileSync(grown, ' '), 20);
      try {
        expect(await watchOnce()).toMatchObject({ data: { taken: 0, wrong: 0, waiting: 2 } });
      } finally {
        clearInterval(growing);
      }
      expect(names()).toEqual(['w3.json', 'w4.json.part', 'w5.json']);
      put('w5.json', record('w5'));
      copyFileSync(join(root, 'docs/examples/sample.pdf'), at('w3.pdf'));
      expect(await watchOnce()).toMatchObject({ data: { taken: 2, waiting: 0 } });
      expect(names()).toEqual(['w4.json.part']);
    },
    MINUTES,
  );

  it(
    'moves what is wrong to loi with a reason that quotes nothing',
    async () => {
      put('x1.json', 'no JSON');
      put('x2.json', { ...record('x2'), source: 'desk' });
      put('x3.json', record('x3', { issuedOn: '31/31/2026' }));
      put('x4.json', record('x4', { secrecy: 'Tối mật', abstract: 'Không ai được biết' }));
      put('x5.json', record('x5', { files: [{ name: 'x5.pdf', role: 'main' }] }));
      const { data, exitCode } = await watchOnce({ wait: 0 });
      expect(data).toMatchObject({ taken: 0, wrong: 5 });
      expect(exitCode).toBe(1);
      const reasons = [1, 2, 3, 4, 5].map((n) =>
        readFileSync(at('loi', `x${n}.json.ly-do.txt`), 'utf8'),
      );
      expect(reasons.map((text) => text.split(':')[0])).toEqual([
        'EVENT_BROKEN',
        'EVENT_OTHER_SOURCE',
        'BAD_EVENT',
        'SECRET_REFUSED',
        'FILE_MISSING',
      ]);
      expect(reasons.join()).not.toContain('Không ai được biết');
      expect(await stateOf('x4')).toBeUndefined();
    },
    MINUTES,
  );

  it(
    'takes again, to the same answer, what a killed run had sent but not moved',
    async () => {
      const before = (await ground.states()).length;
      for (const name of ['w1.json', 'w1.pdf']) renameSync(at('xong', name), at(name));
      expect(await watchOnce()).toMatchObject({ data: { taken: 1, wrong: 0 } });
      expect((await ground.states()).length).toBe(before);
      expect(names('xong').filter((name) => name.startsWith('w1'))).toEqual(['w1.json', 'w1.pdf']);
    },
    MINUTES,
  );

  it('ends quietly when it is told to', async () => {
    const stop = new AbortController();
    const running = watchOnce({ once: false, interval: 60, signal: stop.signal });
    await pause(50);
    stop.abort();
    expect(await running).toMatchObject({ exitCode: 0, data: { taken: 0 } });
  });
});

describe('A bulk run that is killed', () => {
  it(
    'goes on where it was, and every document is there once',
    async () => {
      const metadata = join(ground.scratch, 'many.jsonl');
      const COUNT = 120;
      const lines = Array.from({ length: COUNT }, (_, n) => ({
        id: `k${n}`,
        soKyHieu: `${n}/BC-SNV`,
        loaiVanBan: 'Báo cáo',
        trichYeu: `Báo cáo số ${n}`,
        coQuanBanHanh: 'Sở Nội vụ',
        ngayBanHanh: '2026-01-05',
        doMat: 'Thường',
        toanVan: n % 4 === 0 ? `Toàn văn của báo cáo ${n}` : null,
      }));
      writeFileSync(metadata, lines.map((line) => JSON.stringify(line)).join('\n'));
      const journal = `${metadata}.journal`;
      const args = ['ingest', '--metadata', metadata, '--office', ground.folder, '--json'];
      const child = spawn(process.execPath, [join(root, 'bin/vanthu.mjs'), ...args], {
        stdio: 'ignore',
      });
      const done = () =>
        existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0;
      while (done() < 20) await pause(20);
      child.kill('SIGKILL');
      await once(child, 'close');
      const killedAt = done();
      expect(killedAt).toBeLessThan(COUNT);
      // As if the very last line had been torn.
      appendFileSync(journal, '{"key":"torn');
      const { stdout, exitCode } = await runVanthu(...args);
      expect(exitCode).toBe(0);
      const result = JSON.parse(stdout) as Record<string, number>;
      expect(result).toMatchObject({ rows: COUNT, before: killedAt, failed: 0, known: 0 });
      const mine = (await ground.states()).filter(({ source }) => source === 'desk');
      expect(mine).toHaveLength(COUNT);
      const numbers = mine.map(({ numbering }) => numbering.n ?? 0).toSorted((a, b) => a - b);
      const first = numbers[0] ?? 0;
      expect(numbers).toEqual(numbers.map((_, n) => first + n));
      expect(ground.faults).toEqual([]);
    },
    4 * MINUTES,
  );
});
