import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import {
  countInSources,
  DATA,
  type DataRecord,
  describeData,
  recordsOf,
} from '../integration/ingest-data.ts';
import { runVanthu } from '../integration/vanthu-process.ts';
import { openTrainingGround, type TrainingGround } from '../support/office/training.ts';

const MINUTES = 60_000;
const root = resolve(import.meta.dirname, '../..');
let ground: TrainingGround;
let meta: readonly DataRecord[];
let texts: readonly DataRecord[];
let states: ReadonlyMap<string, DocumentState>;

const args = (): readonly string[] => [
  'ingest',
  ...['--metadata', join(DATA, 'documents/documents-meta.jsonl')],
  ...['--texts', join(DATA, 'documents/documents.jsonl')],
  ...['--journal', join(ground.scratch, 'meta.journal')],
  ...['--report', join(ground.scratch, 'meta.csv')],
  ...['--declare-secrecy', 'thuong', '--as', 'van-thu', '--reason', 'Quyết định 12/QĐ-VP'],
  ...['--office', ground.folder, '--json'],
];
const ingested = async (): Promise<Record<string, number>> => {
  const { stdout, stderr, exitCode } = await runVanthu(...args());
  if (exitCode !== 0) throw new Error(`${exitCode}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Record<string, number>;
};
const journalLines = (): number => {
  const file = join(ground.scratch, 'meta.journal');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
};
const plain = (): string => JSON.stringify([...states].toSorted(([a], [b]) => a.localeCompare(b)));
const loadStates = async (): Promise<void> => {
  states = new Map((await ground.states()).map((state) => [state.documentId, state]));
};

describeData('The legal documents of the shared data', () => {
  beforeAll(async () => {
    meta = recordsOf('documents-meta.jsonl');
    texts = recordsOf('documents.jsonl');
    ground = await openTrainingGround();
  }, 10 * MINUTES);
  afterAll(() => ground?.close());

  it('are as many as their list of sources says', () => {
    expect(meta).toHaveLength(countInSources(/documents-meta\.jsonl: (\d+) /));
    expect(texts).toHaveLength(countInSources(/documents\.jsonl: (\d+) of them with text/));
  });

  it(
    'are all in the office after a run that was killed and one that went on',
    async () => {
      const child = spawn(process.execPath, [join(root, 'bin/vanthu.mjs'), ...args()], {
        stdio: 'ignore',
      });
      while (journalLines() < 1_000) await pause(100);
      child.kill('SIGKILL');
      await once(child, 'close');
      const before = journalLines();
      const result = await ingested();
      expect(result).toMatchObject({
        rows: meta.length,
        before,
        failed: 0,
        known: 0,
        files: 1_200,
      });
      expect(result['filled']).toEqual({ abstract: 137, issuer: 137 });
      await loadStates();
      expect(states.size).toBe(meta.length);
      for (const { id } of meta) expect(states.has(documentIdOf('desk', id))).toBe(true);
    },
    40 * MINUTES,
  );

  it('stand in the books, but for those held by a word and those that double another', () => {
    const held = [...states.values()].filter(({ core }) => core.status === 'held');
    expect(held.every(({ screening }) => screening.causes.join() === 'secrecy-word')).toBe(true);
    expect(held.length).toBeLessThan(20);
    const waiting = [...states.values()].filter(
      ({ core }) => core.duplicateOf?.status === 'waiting',
    );
    const numbered = [...states.values()].filter(({ numbering }) => numbering.n !== undefined);
    const given = [...states.values()].filter(({ numbering }) => numbering.status === 'given');
    expect(held.length + waiting.length + numbered.length + given.length).toBe(meta.length);
    const numbers = numbered.map(({ numbering }) => numbering.n ?? 0).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  it(
    'have their texts byte for byte',
    async () => {
      const bucket = ground.training.outputs['FilesBucket'] ?? '';
      const files = createDocumentFiles(ground.training.clients.s3, bucket);
      for (const { id, toanVan } of texts) {
        const state = states.get(documentIdOf('desk', id));
        if (state?.core.status === 'held') continue;
        const hash = sha256Of(toanVan ?? '');
        expect(state?.core.files).toMatchObject([{ sha256: hash, mediaType: 'text/plain' }]);
        expect(sha256Of(await files.read(hash))).toBe(hash);
      }
    },
    5 * MINUTES,
  );

  it(
    'change nothing when they are run once more',
    async () => {
      const before = plain();
      expect(await ingested()).toMatchObject({ before: meta.length, uploaded: 0, failed: 0 });
      await loadStates();
      expect(plain()).toBe(before);
      expect(ground.faults).toEqual([]);
    },
    10 * MINUTES,
  );
});
