import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectSeries } from '../support/office/crash-run.ts';
import { noticesOf, readerOf, storeOf } from '../support/office/observe.ts';
import { ClerksOffice, clerk, idOf, SOURCE } from './clerks-office.ts';

let clerks: ClerksOffice;
beforeAll(async () => {
  clerks = await ClerksOffice.open();
});
afterAll(() => clerks.close());

describe('A document that is given back to its sender (Art. 21.2b)', () => {
  const answers: { type: string; data: Record<string, unknown> }[] = [];
  let stop: () => void;
  beforeAll(() => {
    stop = clerks.test.ground.services.events.onEvent(({ event }) => {
      const detail = event['detail'] as { data: Record<string, unknown> };
      answers.push({ type: String(event['detail-type']), data: detail.data });
    });
  });
  afterAll(() => stop());

  it('keeps its number with the reason; nothing of it is told or published, its sender is told why', async () => {
    const bytes = Buffer.from('%PDF-1.7\n%back\nstartxref\n0\n%%EOF\n');
    const sha256 = await clerks.office.upload(SOURCE, bytes, 'thường');
    const file = {
      sha256,
      size: bytes.length,
      mediaType: 'application/pdf',
      name: 'a.pdf',
      role: 'main',
    };
    await clerks.receive('wrong-place', { files: [file], recipients: ['leader', 'head'] });
    await clerks.office.settle();
    const officer = { personId: 'officer', role: 'officer' };
    const officeId = idOf('wrong-place');
    await clerks.tell(
      'review.decided',
      { officeId, sha256, decision: 'approve', actor: officer, reason: 'Đã rà soát' },
      'desk',
    );
    await clerks.office.settle();
    expect((await clerks.stateOf('wrong-place'))?.publication.onPortal).toBe(sha256);
    const texts = clerks.test.ground.services.sns.outbox().length;

    await clerks.tell(
      'document.returned',
      { officeId, actor: clerk, reason: 'Gửi nhầm nơi nhận' },
      'desk',
    );
    await clerks.tell('document.recalled', { documentId: 'wrong-place', reason: 'Gửi nhầm' });
    await clerks.office.settle();

    const state = await clerks.stateOf('wrong-place');
    expect(state?.core).toMatchObject({
      status: 'returned',
      sentBack: { by: 'clerk', reason: 'Gửi nhầm nơi nhận' },
    });
    expect(state?.numbering.status).toBe('allocated');
    expect(state?.publication.onPortal).toBeUndefined();
    expect(clerks.test.ground.services.sns.outbox()).toHaveLength(texts);
    const told = answers.filter(
      ({ type, data }) =>
        type === 'vn.vanthu.answer.returned.v1' && data['documentId'] === 'wrong-place',
    );
    expect(told.map(({ data }) => data)).toMatchObject([
      { code: 'DOCUMENT_RETURNED', reason: 'Gửi nhầm nơi nhận', source: SOURCE },
    ]);
    const [line] = (await readerOf(clerks.test).history(officeId)).filter(
      ({ action }) => action === 'document.returned',
    );
    expect(line).toMatchObject({ by: 'clerk', from: 'active', to: 'returned' });
    await expectSeries(clerks.test);
  });

  it('is told to nobody who was still to be told', async () => {
    await clerks.receive('too-soon', { recipients: ['leader', 'head'] });
    await clerks.office.apps.effects.screen({
      body: JSON.stringify({ documentId: idOf('too-soon'), effect: 'screen', step: 'check' }),
    });
    await clerks.tell(
      'document.returned',
      { officeId: idOf('too-soon'), actor: clerk, reason: 'Thiếu chữ ký' },
      'desk',
    );
    await clerks.office.settle();
    expect(
      (await noticesOf(clerks.test, idOf('too-soon'))).filter(
        ({ status }) => status === 'accepted',
      ),
    ).toEqual([]);
  });
});

describe('A draft recalled while it waits for the seal (R4)', () => {
  const waitingForSeal = async (key: string): Promise<void> => {
    await clerks.tell('document.issued', {
      documentId: key,
      abstract: 'Quyết định mẫu',
      issuer: 'Ủy ban Dân tộc',
      secrecy: 'thường',
    });
    await clerks.office.settle();
    const base = await clerks.stateOf(key);
    if (base === undefined) throw new Error('not there');
    const at = new Date(clerks.test.clock.now());
    const taken = { seriesId: `seal-${key}`, year: 2026, n: 1, date: '2026-11-23' };
    await storeOf(clerks.test).commit({
      documentId: base.documentId,
      base,
      next: {
        ...base,
        signing: { ...base.signing, status: 'seal_waiting' },
        numbering: { ...base.numbering, status: 'allocated', ...taken, code: '01/QĐ-UBDT' },
      },
      numberTaken: taken,
      toDosOpened: [{ kind: 'seal', desk: 'clerk' }],
      works: [],
      now: at,
      history: { action: 'prepared', by: 'test', at: at.toISOString() },
    });
  };
  const toDosOf = async (key: string) =>
    (await readerOf(clerks.test).toDos('clerk', 200))
      .filter(({ documentId }) => documentId === idOf(key))
      .map(({ kind, note }) => [kind, note]);

  it('asks the clerk to void its number; voiding it ends that', async () => {
    await waitingForSeal('recalled-draft');
    await clerks.tell('document.recalled', {
      documentId: 'recalled-draft',
      reason: 'Dừng ban hành',
    });
    expect(await toDosOf('recalled-draft')).toEqual([['void', '01/QĐ-UBDT']]);
    await clerks.tell(
      'number.voided',
      { officeId: idOf('recalled-draft'), actor: clerk, reason: 'Dừng ban hành' },
      'desk',
    );
    expect(await toDosOf('recalled-draft')).toEqual([]);
    expect((await clerks.stateOf('recalled-draft'))?.numbering.status).toBe('void');
  });

  it('asks nothing when the number is void already', async () => {
    await waitingForSeal('voided-draft');
    await clerks.tell(
      'number.voided',
      { officeId: idOf('voided-draft'), actor: clerk, reason: 'Dừng ban hành' },
      'desk',
    );
    await clerks.tell('document.recalled', { documentId: 'voided-draft', reason: 'Dừng ban hành' });
    expect(await toDosOf('voided-draft')).toEqual([]);
  });
});
