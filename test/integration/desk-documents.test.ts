import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskOffice } from '../support/desk/desk-office.ts';
import { storeOf } from '../support/office/observe.ts';
import { fileFor, idOf, type Run, receive } from '../support/office/scenarios.ts';

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
const stateOf = async (run: Run) => {
  const state = await storeOf(desk.test).load(idOf(run));
  if (state === undefined) throw new Error('no such document');
  return state;
};

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

  const scan = { sha256: 'a'.repeat(64), size: 9, mediaType: 'application/pdf', role: 'main' };
  const outgoing = {
    direction: 'outgoing',
    secrecy: 'thường',
    abstract: 'Về phân công trực',
    issuer: 'Ủy ban Dân tộc',
    seriesId: 'quyet-dinh',
    codeSuffix: 'QĐ-UBDT',
  };
  const { secrecy: _, ...unclear } = paper;
  it.each([
    ['recipients', paper, { recipients: ['leader'] }],
    ['files', paper, { files: [{ ...scan, name: 'ban-quet.pdf' }] }],
    ['direction', paper, { direction: 'outgoing' }],
    ['book', outgoing, { seriesId: 'quy-che' }],
    ['code', outgoing, { codeSuffix: 'QC-UBDT' }],
    ['subject while it is held', unclear, { abstract: 'Về việc khác' }],
    ['code while it is held', unclear, { documentCode: '16/CV-XYZ' }],
    ['recipients while it is held', unclear, { recipients: ['leader'] }],
    ['mark, the first being held', unclear, { secrecy: 'thường' }],
  ])('is not lost under the act of another with another %s', async (_what, form, change) => {
    const actId = newAct();
    const first = await desk.call('clerk-1', 'POST register', { ...form, actId });
    expect(first.status).toBe(200);
    const again = await desk.call('clerk-1', 'POST register', { ...form, actId });
    expect(again.body).toEqual(first.body);
    const reply = await desk.call('clerk-1', 'POST register', { ...form, ...change, actId });
    expect(reply.body.code).toBe('EVENT_CHANGED');
  });

  it('stays the same document after its release, and is not done after its refusal', async () => {
    for (const kind of ['release', 'refuse']) {
      const actId = newAct();
      const { body } = await desk.call('clerk-1', 'POST register', { ...unclear, actId });
      const act = { kind, documentId: body.documentId, reason: 'Đã xem', actId: newAct() };
      expect((await desk.call('clerk-2', 'POST acts', act)).status).toBe(200);
      await desk.office.settle();
      const again = await desk.call('clerk-1', 'POST register', { ...unclear, actId });
      expect(again.body).toMatchObject(
        kind === 'release' ? { documentId: body.documentId } : { code: 'SECRET_REFUSED' },
      );
    }
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
