import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../lib/kernel/errors.ts';
import { type DocumentId, documentIdOf } from '../../lib/kernel/ids.ts';
import { blankState, type DocumentState } from '../../lib/register/document-state.ts';
import { newWork } from '../../lib/register/work.ts';
import { expectSeries } from '../support/office/crash-run.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice } from '../support/office/in-process.ts';
import { readerOf, scanTable, storeOf } from '../support/office/observe.ts';

let test: TestGround;
let office: InProcessOffice;
beforeAll(async () => {
  test = await openTestGround();
  office = await InProcessOffice.open(test, await fillDirectory(test), 'portal');
});
afterAll(async () => {
  office.close();
  await test.close();
});

const symbolOf = (seriesId: string): string => `${seriesId.toUpperCase()}-UBDT`;

/** A draft the leader has signed: its next step takes a number. */
const signedByLeader = (documentId: DocumentId, seriesId: string): DocumentState => {
  const blank = blankState(documentId, 'e-office', 'active', new Date(test.clock.now()));
  return {
    ...blank,
    core: { ...blank.core, direction: 'outgoing', seriesId },
    screening: { ...blank.screening, status: 'ordinary' },
    signing: { ...blank.signing, status: 'leader_signed', codeSuffix: symbolOf(seriesId) },
  };
};

const prepare = async (documentId: DocumentId, seriesId: string): Promise<void> =>
  storeOf(test).commit({
    documentId,
    base: undefined,
    next: signedByLeader(documentId, seriesId),
    works: [newWork('sign', 'number')],
    now: new Date(test.clock.now()),
    history: { action: 'prepared', by: 'test', at: new Date(test.clock.now()).toISOString() },
  });

const giveNumber = (documentId: DocumentId): Promise<void> =>
  office.apps.effects.sign({
    body: JSON.stringify({ documentId, effect: 'sign', step: 'number' }),
  });

/** Runs a queue's messages, so many at a time; gives back those that were not handled. */
const deliverOnce = async (
  documentIds: readonly DocumentId[],
  atOnce: number,
): Promise<DocumentId[]> => {
  const queue = [...documentIds];
  const back: DocumentId[] = [];
  const consume = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const documentId = id;
      await giveNumber(documentId).catch(() => back.push(documentId));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, consume));
  return back;
};

/** Delivers again what went back to the queue, after the visibility time-out. */
const deliver = async (documentIds: readonly DocumentId[], atOnce: number): Promise<void> => {
  let waiting: readonly DocumentId[] = documentIds;
  for (let round = 0; waiting.length > 0 && round < 8; round += 1) {
    waiting = await deliverOnce(waiting, atOnce);
    test.clock.advance(180_000);
  }
};

const drafts = (series: string, count: number) =>
  Array.from({ length: count }, (_, at) => documentIdOf('e-office', `${series}-${at}`));

/** Every document has one number, every number one document, the book has no gap. */
const expectNumbered = async (
  documentIds: readonly DocumentId[],
  seriesId: string,
): Promise<void> => {
  const states = await Promise.all(documentIds.map((id) => storeOf(test).load(id)));
  const codes = states.map((state) => state?.numbering.code);
  const symbol = symbolOf(seriesId);
  const expected = documentIds.map((_, at) => `${String(at + 1).padStart(2, '0')}/${symbol}`);
  expect(codes.toSorted()).toEqual(expected.toSorted());
  const works = await Promise.all(documentIds.map((id) => readerOf(test).works(id)));
  expect(works.flat().map(({ status }) => status)).toEqual(documentIds.map(() => 'done'));
  await expectSeries(test);
};

describe('Approvals that meet on one series (R4)', () => {
  it('are 200 on one queue: 200 numbers, whatever conflicts and throttling they meet', async () => {
    const ids = drafts('quyet-dinh', 200);
    await Promise.all(ids.map((id) => prepare(id, 'quyet-dinh')));
    const { dynamoFaults } = test.ground.services;
    dynamoFaults.injectConflict({ table: test.names.tables.register, times: 150 });
    dynamoFaults.throttle({ operation: 'TransactWriteItems', times: 50 });
    // As many at a time as the template allows the signing function.
    await deliver(ids, 3);
    await expectNumbered(ids, 'quyet-dinh');
  }, 180_000);

  it('are 16 in the same instant: those who lose too often come again, and none is skipped', async () => {
    const ids = drafts('cong-van', 16);
    await Promise.all(ids.map((id) => prepare(id, 'cong-van')));
    await deliver(ids, ids.length);
    await expectNumbered(ids, 'cong-van');
  });

  it('are delivered twice: a number each all the same', async () => {
    const ids = drafts('thong-bao', 6);
    await Promise.all(ids.map((id) => prepare(id, 'thong-bao')));
    await deliver([...ids, ...ids], 12);
    await deliver(ids, 6);
    await expectNumbered(ids, 'thong-bao');
  });
});

describe('A number and the turn of the year', () => {
  it('starts again at midnight in Vietnam; the old book ends without a gap', async () => {
    const ids = drafts('to-trinh', 4);
    await Promise.all(ids.map((id) => prepare(id, 'to-trinh')));
    const [first, second, third, fourth] = ids as [DocumentId, DocumentId, DocumentId, DocumentId];
    test.clock.advance(Date.parse('2026-12-31T16:59:59Z') - test.clock.now());
    await giveNumber(first);
    await giveNumber(second);
    test.clock.advance(1_000);
    await giveNumber(third);
    // A function whose clock is a little behind meets the turn from the other side.
    test.clock.advance(-1_000);
    await giveNumber(fourth);
    const states = await Promise.all(ids.map((id) => storeOf(test).load(id)));
    expect(
      states.map((state) => [state?.numbering.year, state?.numbering.n, state?.numbering.date]),
    ).toEqual([
      [2026, 1, '2026-12-31'],
      [2026, 2, '2026-12-31'],
      [2027, 1, '2027-01-01'],
      [2026, 3, '2026-12-31'],
    ]);
    await expectSeries(test);
  });
});

describe('The book itself (R4)', () => {
  it('refuses a gap, a double, a date that runs back and a second beginning', async () => {
    const [first, second] = drafts('nghi-quyet', 2) as [DocumentId, DocumentId];
    await prepare(first, 'nghi-quyet');
    await prepare(second, 'nghi-quyet');
    const take = async (documentId: DocumentId, n: number, date: string): Promise<void> => {
      const base = await storeOf(test).load(documentId);
      if (base === undefined) throw new Error('not there');
      const at = new Date(test.clock.now());
      await storeOf(test).commit({
        documentId,
        base,
        next: { ...base, numbering: { ...base.numbering, status: 'allocated', n } },
        numberTaken: { seriesId: 'nghi-quyet', year: 2026, n, date },
        works: [],
        now: at,
        history: { action: `number-${n}-${date}`, by: 'test', at: at.toISOString() },
      });
    };
    await expect(take(first, 2, '2026-11-23')).rejects.toThrow(ConcurrencyError);
    await take(first, 1, '2026-11-23');
    for (const [n, date] of [
      [1, '2026-11-23'],
      [3, '2026-11-23'],
      [2, '2026-11-22'],
    ] as const)
      await expect(take(second, n, date)).rejects.toThrow(ConcurrencyError);
    await take(second, 2, '2026-11-23');
    await expectSeries(test);
  });
});

describe('A number whose document fails', () => {
  it('stays in the book as void with its reason, and is not given again', async () => {
    const [failed, next] = drafts('ke-hoach', 2) as [DocumentId, DocumentId];
    await prepare(failed, 'ke-hoach');
    await prepare(next, 'ke-hoach');
    await giveNumber(failed);
    const actor = { personId: 'clerk', role: 'clerk' };
    const reply = await office.send({
      source: 'desk',
      id: 'void-1',
      name: 'number.voided',
      data: { officeId: failed, actor, reason: 'Trùng nội dung' },
    });
    expect(reply).toMatchObject({ status: 202, body: { status: 'accepted' } });
    await giveNumber(next);
    const year = new Date(test.clock.now()).getUTCFullYear();
    const rows = (await scanTable(test, test.names.tables.register)).filter(
      ({ pk, sk }) => pk === `SERIES#ke-hoach#${year}` && sk !== 'COUNTER',
    );
    expect(rows).toMatchObject([
      { sk: 'N#000001', documentId: failed, status: 'void', reason: 'Trùng nội dung' },
      { sk: 'N#000002', documentId: next, status: 'issued' },
    ]);
    await expectSeries(test);
  });
});
