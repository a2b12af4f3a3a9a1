import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import type { NoticeRow } from '../../lib/notices/notice-row.ts';
import { type NoticeEvent, queueNotice, stepNotice } from '../../lib/notices/outbox.ts';
import type { OutboxStore } from '../../lib/notices/outbox-store.ts';
import { createMemoryOutbox } from '../unit/notices/memory-outbox.ts';
import { ARRIVAL } from '../unit/notices/sample-documents.ts';
import { startNoticesOffice } from './notices-endpoints.ts';

let office: Awaited<ReturnType<typeof startNoticesOffice>>;
beforeAll(async () => {
  office = await startNoticesOffice();
});
afterAll(() => office.close());
beforeEach(() => {
  delete office.endpoints.faults.after;
  office.dynamo.faults.clear();
});

let documents = 0;
const page = (size: number): readonly NoticeRow[] => {
  documents += 1;
  const documentId = documentIdOf('e-office', `vb-${documents}`);
  return Array.from({ length: size }, (_, n) =>
    queueNotice(
      {
        documentId,
        personId: `p${n}`,
        occasion: 'arrival',
        urgency: 'hoa_toc',
        template: 'hoa_toc',
      },
      ARRIVAL,
    ),
  );
};
const one = async (): Promise<NoticeRow> => {
  const [row] = await office.outbox.createPage(page(1));
  if (!row) throw new Error('no row was made');
  return row;
};
const later = (milliseconds: number): Date => new Date(ARRIVAL.getTime() + milliseconds);

describe('creating a page', () => {
  test('25 rows are one call', async () => {
    const rows = page(25);
    office.takeCalls();
    expect(await office.outbox.createPage(rows)).toEqual(rows);
    expect(office.takeCalls()).toEqual(['TransactWriteItems']);
  });

  test('rows that exist stay as they are, and the others are made', async () => {
    const rows = page(5);
    const [first, second] = rows;
    if (!first || !second) throw new Error('no rows');
    await office.outbox.createPage([first, second]);
    const { row } = (await office.outbox.claim(first.noticeId, 'c', ARRIVAL)) as { row: NoticeRow };
    expect(await office.outbox.createPage(rows)).toEqual([row, ...rows.slice(1)]);
    const stored = await office.outbox.load(rows.map(({ noticeId }) => noticeId));
    expect([...stored.values()].map(({ status }) => status).sort()).toEqual([
      'claimed',
      ...Array(4).fill('queued'),
    ]);
  });

  test('several planners of one document make each row once', async () => {
    const rows = page(10);
    const results = await Promise.all(
      Array.from({ length: 5 }, () => office.outbox.createPage(rows)),
    );
    for (const result of results) expect(result).toEqual(rows);
  });

  test('a transaction conflict is waited out', async () => {
    office.dynamo.faults.injectConflict({ table: 'notices', times: 2 });
    const rows = page(3);
    expect(await office.outbox.createPage(rows)).toEqual(rows);
  });
});

describe('claiming', () => {
  test('of 50 claimers at once one gets the row', async () => {
    const { noticeId } = await one();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => office.outbox.claim(noticeId, `c${n}`, ARRIVAL)),
    );
    const claimed = results.filter(({ kind }) => kind === 'claimed');
    expect(claimed).toHaveLength(1);
    const [winner] = claimed;
    for (const result of results) expect(result.row?.claimId).toBe(winner?.row?.claimId);
  });

  test('a claim whose answer was lost is known again', async () => {
    const { noticeId } = await one();
    let lost = 1;
    office.endpoints.faults.after = ({ operation }) =>
      operation === 'UpdateItem' && lost-- > 0 ? ('disconnect' as const) : undefined;
    expect(await office.outbox.claim(noticeId, 'mine', ARRIVAL)).toMatchObject({
      kind: 'claimed',
      row: { claimId: 'mine', attempts: 1, rev: 1 },
    });
  });

  test('a row that does not exist is refused', async () => {
    expect(await office.outbox.claim('nothing', 'c', ARRIVAL)).toEqual({ kind: 'refused' });
  });
});

describe('saving', () => {
  test('of two who saw the same row one is told that it has changed', async () => {
    const base = await one();
    const claimed = stepNotice(base, { kind: 'claimed', claimId: 'a' }, ARRIVAL);
    const other = stepNotice(base, { kind: 'claimed', claimId: 'b' }, ARRIVAL);
    await office.outbox.save(base, claimed);
    await expect(office.outbox.save(base, other)).rejects.toMatchObject({
      name: 'ConcurrencyError',
    });
  });

  test('a write whose answer was lost is known again', async () => {
    const base = await one();
    let lost = 1;
    office.endpoints.faults.after = ({ operation }) =>
      operation === 'PutItem' && lost-- > 0 ? ('disconnect' as const) : undefined;
    const next = stepNotice(base, { kind: 'claimed', claimId: 'a' }, ARRIVAL);
    await office.outbox.save(base, next);
    expect((await office.outbox.load([base.noticeId])).get(base.noticeId)).toEqual(next);
  });
});

test('the table does step by step what the pure machine does', async () => {
  const rows = page(1);
  const ends: readonly NoticeEvent[] = [
    { kind: 'not-sent', code: 'SMS_THROTTLED', retryable: true, jitter: 0.5 },
    { kind: 'fate-unknown', code: 'SMS_TIMED_OUT' },
    { kind: 'accepted', messageId: 'm', template: 'hoa_toc_reminder', templateVersion: 1 },
  ];
  const walk = async (store: OutboxStore): Promise<readonly NoticeRow[]> => {
    const seen: NoticeRow[] = [...(await store.createPage(rows))];
    for (const [round, event] of ends.entries()) {
      const now = later(round * 600_000);
      const noticeId = rows[0]?.noticeId ?? '';
      const { row } = await store.claim(noticeId, `c${round}`, now);
      if (!row) throw new Error('not claimed');
      const next = stepNotice(row, event, later(round * 600_000 + 1_000));
      await store.save(row, next);
      seen.push(row, ...(await store.load([noticeId])).values());
    }
    return seen;
  };
  const inTable = await walk(office.outbox);
  expect(inTable).toEqual(await walk(createMemoryOutbox()));
  expect(inTable.map(({ status }) => status)).toEqual([
    'queued',
    'claimed',
    'queued',
    'claimed',
    'unknown',
    'claimed',
    'accepted',
  ]);
});

test('the sweeper finds what is due, oldest first, and nothing that has ended', async () => {
  const long = 365 * 86_400_000;
  const due = async (at: number) =>
    (await office.outbox.due(later(at), 1_000)).map((r) => r.noticeId);
  const [waiting, ended] = [await one(), await one()];
  const claimed = stepNotice(ended, { kind: 'claimed', claimId: 'a' }, ARRIVAL);
  await office.outbox.save(ended, claimed);
  expect(await due(30_000)).not.toContain(waiting.noticeId);
  expect(await due(60_000)).toEqual(expect.arrayContaining([waiting.noticeId, ended.noticeId]));
  await office.outbox.save(
    claimed,
    stepNotice(claimed, { kind: 'cancelled', cause: 'opened' }, ARRIVAL),
  );
  const all = await due(long);
  expect(all).toContain(waiting.noticeId);
  expect(all).not.toContain(ended.noticeId);
});
