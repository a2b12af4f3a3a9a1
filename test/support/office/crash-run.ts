import { expect } from '@jest/globals';
import { createDocumentFiles } from '../../../lib/register/document-files.s3.ts';
import { verifyPdf } from '../../../lib/signing/verify/verify-pdf.ts';
import type { TestDirectory } from './directory.ts';
import { type FaultMode, faultModes } from './faults.ts';
import type { TestGround } from './ground.ts';
import { InProcessOffice } from './in-process.ts';
import { noticesOf, outcomeOf, readBucket, scanTable, storeOf } from './observe.ts';
import { idOf, type Run, type Scenario } from './scenarios.ts';

export interface CrashPoint {
  readonly at: number;
  readonly mode: FaultMode;
}

/** A shared ground: many runs, each with ids of its own. */
export class CrashBench {
  readonly #test: TestGround;
  readonly #directory: TestDirectory;
  #runs = 0;

  constructor(test: TestGround, directory: TestDirectory) {
    this.#test = test;
    this.#directory = directory;
  }

  /** Plays a scenario with one fault, lets everything come to rest, then sends all events again. */
  async play(scenario: Scenario, fault?: CrashPoint): Promise<Played> {
    this.#runs += 1;
    const key = `r${this.#runs}x`;
    const office = await InProcessOffice.open(this.#test, this.#directory, `portal-${key}`, fault);
    const first = office.process;
    const run: Run = { test: this.#test, directory: this.#directory, office, key, sent: [] };
    await scenario.play(run);
    await office.settle();
    office.beginRepeats();
    for (const event of [...run.sent]) await office.send(event);
    await office.settle();
    office.close();
    return { run, calls: first.calls, struck: first.struck, log: office.log };
  }

  /** Every point at which the scenario's faultless run can break. */
  async points(scenario: Scenario): Promise<{ points: CrashPoint[]; faultless: Played }> {
    const faultless = await this.play(scenario);
    const points = faultless.calls.flatMap((call, at) =>
      faultModes
        .filter((mode) => mode !== 'conflict' || call === 'TransactWriteItemsCommand')
        .map((mode) => ({ at, mode })),
    );
    return { points, faultless };
  }
}

export interface Played {
  readonly run: Run;
  readonly calls: readonly string[];
  readonly struck: boolean;
  readonly log: readonly string[];
}

const smsOf = ({ run }: Played): string[] =>
  run.test.ground.services.sns
    .outbox()
    .filter(
      ({ message }) =>
        message.includes(`${run.key}/`) || message.includes(`chinh sach dan toc ${run.key}`),
    )
    .map(({ phoneNumber, message }) => `${phoneNumber} ${message}`);

/** R6: an SMS is sent once, or its row says that its fate is unknown. */
const expectSms = async (faultless: Played, played: Played): Promise<void> => {
  const sent = smsOf(played);
  expect(new Set(sent).size).toBe(sent.length);
  const rows = await noticesOf(played.run.test, idOf(played.run));
  const unknown = rows.filter(({ status }) => status === 'unknown').length;
  // A notice that was late may meet the word that its reader has opened the document.
  const cancelled = rows.filter(({ status }) => status === 'cancelled').length;
  const expected = smsOf(faultless).length;
  expect(unknown).toBeLessThanOrEqual(1);
  expect(sent.length).toBeGreaterThanOrEqual(expected - unknown - cancelled);
  expect(sent.length).toBeLessThanOrEqual(expected);
};

/** R3, R4: one signature of each kind, all intact; the series has every number once. */
const expectSigned = async ({ run }: Played): Promise<void> => {
  const state = await storeOf(run.test).load(idOf(run));
  const sealed = state?.signing.sealed;
  if (sealed !== undefined) {
    const { s3 } = run.test.ground.clients;
    const bytes = await createDocumentFiles(s3, run.test.names.buckets.files).read(sealed.sha256);
    const reports = verifyPdf(Buffer.from(bytes));
    expect(
      reports.map(({ fieldName, intact, laterChanges }) => ({ fieldName, intact, laterChanges })),
    ).toEqual([
      { fieldName: 'vanthu.leader', intact: true, laterChanges: 'permitted' },
      { fieldName: 'vanthu.agency', intact: true, laterChanges: 'none' },
    ]);
  }
};

const isNumberRow = (item: Record<string, unknown>) => String(item['sk']).startsWith('N#');

/** R4: every series of the register is gap-free, its dates do not run back, its counter is its last row. */
export const expectSeries = async (test: TestGround): Promise<void> => {
  const items = (await scanTable(test, test.names.tables.register)).filter(({ pk }) =>
    String(pk).startsWith('SERIES#'),
  );
  for (const pk of new Set(items.map((item) => item['pk']))) {
    const rows = items.filter((item) => item['pk'] === pk && isNumberRow(item));
    const counter = items.find((item) => item['pk'] === pk && item['sk'] === 'COUNTER');
    const sorted = rows.toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
    expect(sorted.map(({ sk }) => Number(String(sk).slice(2)))).toEqual(
      sorted.map((_, at) => at + 1),
    );
    expect(counter?.['last']).toBe(rows.length);
    const dates = sorted.map(({ date }) => String(date));
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(rows.map(({ documentId, copyId }) => copyId ?? documentId)).size).toBe(
      rows.length,
    );
  }
};

/** The portal shows the document in one version, or nothing of it. */
const expectPortal = async ({ run }: Played): Promise<void> => {
  const state = await storeOf(run.test).load(idOf(run));
  const objects = await readBucket(run.test, `portal-${run.key}`);
  const files = [...objects.keys()].filter((key) => key.endsWith('.pdf'));
  const isPublic = state?.publication.onPortal !== undefined;
  expect(files).toHaveLength(isPublic ? 1 : 0);
  const shown = [...objects].filter(([, body]) => body.includes(`chính sách dân tộc ${run.key}`));
  expect(shown.length > 0).toBe(isPublic);
};

/** A run with a fault ends as the faultless one did. */
export const expectSameEnd = async (faultless: Played, played: Played): Promise<void> => {
  expect(await outcomeOf(played.run.test, idOf(played.run))).toEqual(
    await outcomeOf(faultless.run.test, idOf(faultless.run)),
  );
  await expectSms(faultless, played);
  await expectSigned(played);
  await expectPortal(played);
};

/** R1: no byte that the office wrote holds the canary, wherever it lies. */
export const expectNoCanary = async (test: TestGround, logs: readonly string[]): Promise<void> => {
  const tables = await Promise.all(
    Object.values(test.names.tables).map((table) => scanTable(test, table)),
  );
  const buckets = await Promise.all(
    Object.values(test.names.buckets).map((bucket) => readBucket(test, bucket)),
  );
  // No scenario ends with a held document: whatever lies in the quarantine then was forgotten there.
  expect([...(await readBucket(test, test.names.buckets.quarantine)).keys()]).toEqual([]);
  expect(JSON.stringify(tables)).not.toContain('CANARY');
  for (const objects of buckets)
    for (const [key, body] of objects) {
      expect(key).not.toContain('CANARY');
      expect(body.includes('CANARY')).toBe(false);
    }
  expect(logs.join('\n')).not.toContain('CANARY');
};
