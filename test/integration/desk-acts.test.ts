import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { DeskOffice } from '../support/desk/desk-office.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import {
  factsOf,
  fileFor,
  idOf,
  pdf,
  type Run,
  receive,
  send,
} from '../support/office/scenarios.ts';

let desk: DeskOffice;
beforeAll(async () => {
  desk = await DeskOffice.open();
}, 60_000);
afterAll(() => desk.close());

let acts = 0;
const newAct = () => {
  acts += 1;
  return `act-${String(acts).padStart(8, '0')}`;
};
const act = (person: string, body: object) =>
  desk.call(person, 'POST acts', { actId: newAct(), ...body });
const stateOf = async (run: Run) => {
  const state = await storeOf(desk.test).load(idOf(run));
  if (state === undefined) throw new Error('no such document');
  return state;
};
const decisions = async (run: Run, action: string) =>
  (await readerOf(desk.test).history(idOf(run))).filter((line) => line.action === action);

/** A document the leader has signed; it waits for the clerk's seal. */
const untilSealWaits = async (): Promise<{ run: Run; sha256: string }> => {
  const run = desk.run('s');
  const { bytes, signing } = await fileFor(run, 'approved');
  const draft = await desk.office.upload('e-office', bytes, 'thuong');
  await send(run, 'document.approved', {
    ...factsOf(run),
    files: [pdf(draft, bytes)],
    signerId: 'leader-ec',
    seriesId: run.key,
    // One code is given once a year, from whatever series.
    codeSuffix: `QĐ-${run.key}`,
    place: 'Hà Nội',
    layout: signing,
    approvalProof: await run.directory.approve({
      document: run.key,
      sha256: draft,
      signer: 'leader-ec',
      iat: Math.floor(desk.test.clock.now() / 1000),
    }),
  });
  await desk.office.settle();
  return { run, sha256: (await stateOf(run)).signing.leaderSigned?.sha256 ?? '' };
};

describe('The seal', () => {
  it('is ordered on exactly the bytes the clerk saw, once, however often it is pressed', async () => {
    const { run, sha256 } = await untilSealWaits();
    const seen = await desk.call('clerk-1', `GET documents/${idOf(run)}`);
    expect(seen.body).toMatchObject({ currentSha256: sha256, openToDos: ['seal'] });
    const press = { kind: 'seal', documentId: idOf(run), sha256, actId: 'one-press-of-seal' };
    const replies = [
      await act('clerk-1', press),
      await act('clerk-1', press),
      ...(await Promise.all([act('clerk-1', press), act('clerk-1', press)])),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await decisions(run, 'seal.ordered')).toEqual([
      expect.objectContaining({ by: 'clerk-1', from: 'seal_waiting', to: 'sealing' }),
    ]);
    await desk.office.settle();
    expect((await stateOf(run)).signing.status).toBe('issued');
  });

  it('is refused on other bytes', async () => {
    const { run } = await untilSealWaits();
    const reply = await act('clerk-1', {
      kind: 'seal',
      documentId: idOf(run),
      sha256: 'e'.repeat(64),
    });
    expect({ status: reply.status, code: reply.body.code }).toEqual({
      status: 409,
      code: 'VERSION_CHANGED',
    });
    expect((await stateOf(run)).signing.status).toBe('seal_waiting');
  });

  it('goes to one of two clerks who press at once; the other is told who and when', async () => {
    const { run, sha256 } = await untilSealWaits();
    const press = { kind: 'seal', documentId: idOf(run), sha256 };
    const replies = await Promise.all([act('clerk-1', press), act('clerk-2', press)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = replies[0]?.status === 200 ? 'Phạm Thị Văn Thư' : 'Đỗ Văn Thư';
    const loser = replies.find(({ status }) => status === 409);
    expect(loser?.body).toMatchObject({ code: 'ALREADY_DECIDED', by: winner });
  });

  it('meets a void number: what one clerk has voided another does not seal', async () => {
    const { run, sha256 } = await untilSealWaits();
    const voided = await act('clerk-2', {
      kind: 'void',
      documentId: idOf(run),
      reason: 'Soạn lại',
    });
    expect(voided.status).toBe(200);
    const late = await act('clerk-1', { kind: 'seal', documentId: idOf(run), sha256 });
    expect(late.body.code).toBe('NOTHING_TO_SEAL');
    const again = await act('clerk-1', { kind: 'void', documentId: idOf(run), reason: 'Hủy' });
    expect(again.body).toMatchObject({ code: 'ALREADY_DECIDED', by: 'Đỗ Văn Thư' });
    expect((await stateOf(run)).numbering.status).toBe('void');
  });
});

describe('The review', () => {
  it('publishes exactly the version the officer saw, in the officer’s name', async () => {
    const run = desk.run('r');
    const sha256 = await receive(run);
    await desk.office.settle();
    const reply = await act('officer-1', {
      kind: 'publish',
      documentId: idOf(run),
      sha256,
      reason: 'Công khai được',
    });
    expect(reply.status).toBe(200);
    expect((await stateOf(run)).review).toMatchObject({
      status: 'approved',
      sha256,
      decidedBy: 'officer-1',
    });
  });

  it('does not undo unseen what another officer has decided meanwhile', async () => {
    const run = desk.run('r');
    const sha256 = await receive(run);
    await desk.office.settle();
    const reviewSeen = (await desk.call('officer-2', `GET documents/${idOf(run)}`)).body.states
      .review;
    const body = { documentId: idOf(run), sha256, reason: 'Đã xem', reviewSeen };
    expect((await act('officer-1', { ...body, kind: 'publish' })).status).toBe(200);
    const late = await act('officer-2', { ...body, kind: 'keep-back' });
    expect(late.body).toMatchObject({ code: 'ALREADY_DECIDED', by: 'Vàng A Mẫu' });
    desk.test.clock.advance(1_000);
    const seenNow = { ...body, reviewSeen: 'approved', kind: 'keep-back' };
    expect((await act('officer-2', seenNow)).status).toBe(200);
    expect((await stateOf(run)).review.status).toBe('rejected');
  });
});

describe('Whoever acts', () => {
  it('loses a withdrawn role at once, with a token that is still good', async () => {
    const run = desk.run('w');
    await receive(run, { secrecy: undefined });
    const roles = createDeskRoles(
      desk.test.ground.clients.dynamodb,
      desk.test.names.tables.directory,
    );
    await roles.save('clerk-2', []);
    const body = { kind: 'release', documentId: idOf(run), reason: 'Văn bản thường' };
    expect((await act('clerk-2', body)).body.code).toBe('ROLE_NOT_ALLOWED');
    await roles.save('clerk-2', ['clerk']);
    expect((await act('clerk-2', body)).status).toBe(200);
  });

  it('must be in the directory', async () => {
    const reply = await desk.call('nobody', 'GET me');
    expect(reply.status).toBe(403);
    expect(reply.body.code).toBe('PERSON_UNKNOWN');
  });

  it('is told of a document that is not there, and leaves no trace of asking', async () => {
    const documentId = 'a'.repeat(26);
    for (const id of [documentId, 'không-phải-mã']) {
      const body = { kind: 'release', documentId: id, reason: 'x' };
      expect((await act('clerk-1', body)).body.code).toBe('DOCUMENT_UNKNOWN');
    }
    expect(await storeOf(desk.test).load(documentId as never)).toBeUndefined();
  });
});
