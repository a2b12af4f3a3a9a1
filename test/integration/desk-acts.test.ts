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
    codeSuffix: 'QĐ-UBDT',
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

describe('A paper document', () => {
  const paper = {
    direction: 'incoming',
    secrecy: 'thường',
    documentCode: '15/CV-XYZ',
    abstract: 'Về việc tặng sách',
    issuer: 'Nhà xuất bản Ví Dụ',
    issuedOn: '2026-11-20',
  };

  it('joins the same sequence in the clerk’s name; a second press is the same document', async () => {
    const actId = newAct();
    const first = await desk.call('clerk-1', 'POST register', { ...paper, actId });
    const second = await desk.call('clerk-1', 'POST register', { ...paper, actId });
    expect(first.status).toBe(200);
    expect(second.body).toEqual(first.body);
    await desk.office.settle();
    const { body } = await desk.call('clerk-1', `GET documents/${first.body.documentId}`);
    expect(body.states).toMatchObject({ core: 'active', numbering: 'allocated' });
    expect(body.history[0]).toMatchObject({
      action: 'document.registered',
      by: 'Phạm Thị Văn Thư',
    });
    const month = body.history[0].at.slice(0, 7);
    const book = await desk.call('officer-1', `GET books/incoming?month=${month}`);
    expect(book.body.columns).toHaveLength(10);
    expect(book.body.rows).toContainEqual(
      expect.objectContaining({ documentId: first.body.documentId }),
    );
  });

  it('is not changed by another form under the same act', async () => {
    const actId = newAct();
    await desk.call('clerk-1', 'POST register', { ...paper, actId });
    const changed = { ...paper, actId, abstract: 'Về việc khác' };
    const reply = await desk.call('clerk-1', 'POST register', changed);
    expect(reply.body.code).toBe('EVENT_CHANGED');
  });

  it('is refused when it is secret, and nothing of it is kept (R1)', async () => {
    const secret = { ...paper, secrecy: 'Mật', abstract: 'Nội dung tuyệt đối riêng' };
    const reply = await desk.call('clerk-1', 'POST register', { ...secret, actId: newAct() });
    expect(reply.body.code).toBe('SECRET_REFUSED');
    expect(desk.log.join('\n')).not.toContain('tuyệt đối riêng');
  });
});

describe('Files of a document', () => {
  it('are read at an address that ends after five minutes', async () => {
    const run = desk.run('f');
    const sha256 = await receive(run);
    await desk.office.settle();
    const { body } = await desk.call('officer-1', `GET documents/${idOf(run)}/files/${sha256}`);
    const read = await fetch(body.url);
    expect(read.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''van-ban.pdf");
    expect(
      Buffer.from(await read.arrayBuffer()).equals((await fileFor(run, 'received')).bytes),
    ).toBe(true);
    desk.test.clock.advance(301_000);
    expect((await fetch(body.url)).status).toBe(403);
  });

  it('are given only by the document that has them', async () => {
    const [one, other] = [desk.run('f'), desk.run('f')];
    await receive(one);
    const foreign = await receive(other);
    await desk.office.settle();
    const reply = await desk.call('officer-1', `GET documents/${idOf(one)}/files/${foreign}`);
    expect(reply.body.code).toBe('FILE_UNKNOWN');
  });
});

describe('What is printed', () => {
  const registered = async (): Promise<Run> => {
    const run = desk.run('p');
    await receive(run);
    await desk.office.settle();
    return run;
  };
  const fileOf = (body: { base64: string }) => Buffer.from(body.base64, 'base64');

  it('is the sheet of an incoming document, for the clerk', async () => {
    const run = await registered();
    const { body } = await desk.call('clerk-1', `GET documents/${idOf(run)}/sheet`);
    expect(body).toMatchObject({
      mediaType: 'application/pdf',
      name: expect.stringMatching(/\.pdf$/),
    });
    expect(fileOf(body).subarray(0, 5).toString()).toBe('%PDF-');
    const refused = await desk.call('officer-1', `GET documents/${idOf(run)}/sheet`);
    expect(refused.body.code).toBe('ROLE_NOT_ALLOWED');
  });

  it('is a month of a book in three forms, with the documents that stand in it', async () => {
    const run = await registered();
    const { numbering } = await stateOf(run);
    const month = numbering.date?.slice(0, 7);
    const print = async (format: string) =>
      (await desk.call('officer-1', `GET books/incoming/file?month=${month}&format=${format}`))
        .body;
    const csv = await print('csv');
    expect(csv.name).toBe(`incoming-${month}.csv`);
    expect(fileOf(csv).toString('utf8')).toContain(`${run.key}/UBND`);
    expect(
      fileOf(await print('xlsx'))
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(
      fileOf(await print('pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('needs a month and a form that there are', async () => {
    const reply = await desk.call('clerk-1', 'GET books/incoming/file?month=2026-13&format=doc');
    expect(reply.body).toMatchObject({ code: 'BAD_REQUEST', where: 'month, format' });
  });
});
