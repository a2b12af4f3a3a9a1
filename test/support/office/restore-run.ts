import { expect } from '@jest/globals';
import { createDynamoOutbox } from '../../../lib/notices/outbox-store.dynamo.ts';
import { createSmsEvidence } from '../../../lib/notices/sms-evidence.s3.ts';
import { createEnvelopeLook } from '../../../lib/operations/recovery/envelope-look.s3.ts';
import { createHeldStore } from '../../../lib/operations/recovery/held-store.dynamo.ts';
import {
  pauseEverything,
  type RecoveryDeps,
  type RecoveryReport,
  recoverOffice,
} from '../../../lib/operations/recovery/recover-office.ts';
import { createRecoveryStore } from '../../../lib/operations/recovery/recovery-store.dynamo.ts';
import { createNumberEvidenceReader } from '../../../lib/register/number-evidence.s3.ts';
import { setPaused } from '../../../lib/register/pause-switch.dynamo.ts';
import { effects } from '../../../lib/register/work.ts';
import type { TestGround } from './ground.ts';
import { scanTable } from './observe.ts';

export const recoveryDeps = (test: TestGround): RecoveryDeps => {
  const { dynamodb, s3 } = test.ground.clients;
  const { tables, buckets } = test.names;
  return {
    store: createRecoveryStore(dynamodb, tables),
    numbers: createNumberEvidenceReader(s3, buckets.files),
    outbox: createDynamoOutbox({
      dynamo: dynamodb,
      retry: { pause: async () => undefined, random: () => 0 },
      tableName: tables.notices,
    }),
    sms: createSmsEvidence(s3, buckets.files),
    held: createHeldStore(dynamodb, tables),
    envelopes: createEnvelopeLook(s3, buckets.quarantine),
    now: () => new Date(test.clock.now()),
    progress: () => undefined,
  };
};

const ACT = { by: 'operator', reason: 'Khôi phục bản sao cũ', dryRun: false };
/** The pause switch of a running function looks again after 10 s. */
const SEEN_MS = 11_000;

/** What the operator does after the tables were put back: pause, recover, resume. */
export const recoverAndResume = async (
  test: TestGround,
  deps = recoveryDeps(test),
): Promise<RecoveryReport> => {
  const { clock, ground, names } = test;
  await pauseEverything(deps.store, ACT.by, deps.now());
  clock.advance(SEEN_MS);
  const report = await recoverOffice(deps, ACT);
  for (const effect of effects)
    await setPaused(ground.clients.dynamodb, names.tables.directory, {
      effect,
      paused: false,
      by: ACT.by,
      at: deps.now(),
    });
  clock.advance(SEEN_MS);
  return report;
};

interface NumberRow {
  readonly book: string;
  readonly n: number;
  readonly documentId: string;
  readonly date: string;
  readonly status: string;
}

export const numberRows = async (test: TestGround): Promise<NumberRow[]> =>
  (await scanTable(test, test.names.tables.register))
    .filter(({ pk, sk }) => String(pk).startsWith('SERIES#') && String(sk).startsWith('N#'))
    .map((item) => ({
      book: String(item['pk']),
      n: Number(String(item['sk']).slice(2)),
      documentId: String(item['documentId']),
      date: String(item['date']),
      status: String(item['status']),
    }));

/** Every number that any document ever had, over all copies of the tables. */
export class NumberLedger {
  readonly #holders = new Map<string, string>();

  /** R4: a number that a document had is not given to another one, whatever became of the tables. */
  note(rows: readonly NumberRow[]): void {
    for (const { book, n, documentId, status } of rows) {
      if (status !== 'issued') continue;
      const number = `${book} ${n}`;
      const holder = this.#holders.get(number) ?? documentId;
      expect(`${number} ${documentId}`).toBe(`${number} ${holder}`);
      this.#holders.set(number, holder);
    }
  }

  get highest(): number {
    return Math.max(0, ...[...this.#holders.keys()].map((key) => Number(key.split(' ').at(-1))));
  }
}

/** R4: each book has every number once, in order of dates, and its counter stands at the last one. */
export const expectWholeBooks = async (test: TestGround): Promise<void> => {
  const items = await scanTable(test, test.names.tables.register);
  const rows = await numberRows(test);
  for (const book of new Set(rows.map((row) => row.book))) {
    const sorted = rows.filter((row) => row.book === book).toSorted((a, b) => a.n - b.n);
    expect(sorted.map(({ n }) => n)).toEqual(sorted.map((_, at) => at + 1));
    const dates = sorted.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    const counter = items.find(({ pk, sk }) => pk === book && sk === 'COUNTER');
    expect(counter).toMatchObject({ last: sorted.length, lastDate: dates.at(-1) });
    const issued = sorted.filter(({ status }) => status === 'issued');
    expect(new Set(issued.map(({ documentId }) => documentId)).size).toBe(issued.length);
  }
};

/** R6: nobody gets a second SMS of one document and kind; a reminder is a kind of its own. */
export const expectNoSecondSms = (test: TestGround, keys: readonly string[]): void => {
  const kindOf = (message: string): string =>
    ['NHAC LAI', 'THU HOI'].find((start) => message.startsWith(start)) ?? 'first';
  const sent = test.ground.services.sns.outbox().flatMap(({ phoneNumber, message }) => {
    const key = keys.find((one) => message.includes(one));
    return key === undefined ? [] : [`${phoneNumber} ${key} ${kindOf(message)}`];
  });
  expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
};
