import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillDirectory, type TestDirectory } from './directory.ts';
import { openTestGround, type TestGround } from './ground.ts';
import { InProcessOffice } from './in-process.ts';
import { storeOf } from './observe.ts';
import {
  expectNoSecondSms,
  expectWholeBooks,
  NumberLedger,
  numberRows,
  recoverAndResume,
  recoveryDeps,
} from './restore-run.ts';
import { factsOf, fileFor, idOf, type Run, receive, send } from './scenarios.ts';
import { copyTables, restoreTables, type TableCopies } from './table-copies.ts';

const kinds = ['paper', 'urgent', 'with-file', 'held', 'held-file', 'recalled'] as const;
interface Step {
  readonly kind: (typeof kinds)[number];
  /** Does everything come to rest before the next event? */
  readonly settled: boolean;
  /** Days that pass afterwards: numbers carry dates. */
  readonly days: 0 | 1;
}
export interface History {
  readonly steps: readonly Step[];
  /** The copy is made before this AWS call of the office; at the end when there are fewer. */
  readonly copyAt: number;
  /** Events that come between the restored copy's first rest and the resending. */
  readonly fresh: number;
}

const histories: fc.Arbitrary<History> = fc.record({
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      settled: fc.boolean(),
      days: fc.constantFrom(0, 0, 0, 1),
    }),
    { minLength: 2, maxLength: 4 },
  ),
  copyAt: fc.integer({ min: 0, max: 160 }),
  fresh: fc.integer({ min: 0, max: 2 }),
});

const DAY_MS = 86_400_000;
const clerk = { personId: 'clerk', role: 'clerk' };

const play = async (run: Run, kind: Step['kind']): Promise<void> => {
  const paper = { ...factsOf(run), direction: 'incoming' };
  if (kind === 'with-file') await receive(run);
  else if (kind === 'urgent')
    await send(run, 'document.received', { ...factsOf(run), urgency: 'hoa_toc' });
  else if (kind === 'held' || kind === 'held-file') {
    if (kind === 'held-file') await receive(run, { secrecy: undefined });
    else await send(run, 'document.received', { ...factsOf(run), secrecy: undefined });
    const decision = { decision: 'release', actor: clerk, reason: 'Văn bản thường' };
    await send(run, 'secrecy.decided', decision, { source: 'desk' });
  } else await send(run, 'document.registered', paper);
  if (kind === 'recalled') await send(run, 'document.recalled', { reason: 'Có sai sót' });
};

/** One office, many histories; numbers and phones are shared by all, as in a real one. */
class RestoreBench {
  readonly test: TestGround;
  readonly directory: TestDirectory;
  readonly ledger = new NumberLedger();
  /** For the proof that the property can fail. */
  withoutEvidence = false;
  #documents = 0;

  constructor(test: TestGround, directory: TestDirectory) {
    this.test = test;
    this.directory = directory;
  }

  run(office: InProcessOffice): Run {
    this.#documents += 1;
    const key = `k${String(this.#documents).padStart(4, '0')}x`;
    return { test: this.test, directory: this.directory, office, key, sent: [] };
  }

  async #recover() {
    const deps = recoveryDeps(this.test);
    if (!this.withoutEvidence) return recoverAndResume(this.test, deps);
    const blind = { series: async () => [], claimsAbove: async function* () {} };
    return recoverAndResume(this.test, { ...deps, numbers: blind });
  }

  /** Every source sends all it has sent before, files first, as one does that starts over. */
  async #sendAgain(office: InProcessOffice, runs: readonly Run[]): Promise<void> {
    for (const run of runs) {
      const { files, secrecy } = (run.sent[0]?.data ?? {}) as Readonly<Record<string, unknown>>;
      if (files !== undefined) {
        const { bytes } = await fileFor(run, 'received');
        await office.upload('e-office', bytes, secrecy as string | undefined);
      }
      for (const event of [...run.sent]) await office.send(event);
    }
    await office.settle();
  }

  async play({ steps, copyAt, fresh }: History): Promise<void> {
    const { test } = this;
    const office = await InProcessOffice.open(test, this.directory, `portal-${this.#documents}`);
    let copy: TableCopies | undefined;
    let calls = 0;
    office.process.beforeCall = async () => {
      calls += 1;
      if (calls === copyAt + 1) copy = await copyTables(test);
    };
    const runs: Run[] = [];
    for (const { kind, settled, days } of steps) {
      const run = this.run(office);
      runs.push(run);
      await play(run, kind);
      if (settled) await office.settle();
      test.clock.advance(days * DAY_MS);
    }
    office.process.beforeCall = undefined;
    this.ledger.note(await numberRows(test));
    await restoreTables(test, copy ?? (await copyTables(test)));
    await this.#recover();
    expect((await this.#recover()).books).toEqual([]);
    await office.settle();
    for (let at = 0; at < fresh; at += 1) {
      const run = this.run(office);
      runs.push(run);
      await play(run, 'paper');
    }
    await office.settle();
    this.ledger.note(await numberRows(test));
    await this.#sendAgain(office, runs);
    await this.#judge(runs);
    office.close();
  }

  async #judge(runs: readonly Run[]): Promise<void> {
    this.ledger.note(await numberRows(this.test));
    await expectWholeBooks(this.test);
    expectNoSecondSms(
      this.test,
      runs.map(({ key }) => key),
    );
    for (const run of runs) {
      const state = await storeOf(this.test).load(idOf(run));
      // One whose file the restored copy does not know may have been given up after a day.
      expect([run.key, state?.numbering.status ?? 'none']).toEqual([
        run.key,
        state?.core.files.length === 0 ? 'allocated' : expect.any(String),
      ]);
    }
  }
}

export const describeRestores = (title: string, numRuns: number, timeoutMs: number): void => {
  describe(title, () => {
    let test: TestGround;
    let bench: RestoreBench;

    beforeAll(async () => {
      test = await openTestGround();
      bench = new RestoreBench(test, await fillDirectory(test));
    });
    afterAll(() => test.close());

    it(
      'no number is given to two documents and no SMS is sent twice',
      () =>
        fc.assert(
          fc.asyncProperty(histories, (history) => bench.play(history)),
          { numRuns, endOnFailure: true },
        ),
      timeoutMs,
    );

    it(
      'without evidence numbers are given twice, and this test sees it',
      async () => {
        bench.withoutEvidence = true;
        const steps = [
          { kind: 'paper', settled: true, days: 0 },
          { kind: 'paper', settled: true, days: 0 },
        ] as const;
        const found = bench.play({ steps, copyAt: 0, fresh: 1 });
        await expect(found).rejects.toThrow(/SERIES#den#2026 \d+/);
      },
      timeoutMs,
    );
  });
};
