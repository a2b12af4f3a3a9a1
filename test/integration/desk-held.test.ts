import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { DeskOffice } from '../support/desk/desk-office.ts';
import { readerOf, scanTable } from '../support/office/observe.ts';
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

const SUBJECT = 'Phương án bảo vệ biên giới chưa rõ độ';

/** A document that waits for its grade, with its file. */
const hold = async (): Promise<{ run: Run; id: string; sha256: string }> => {
  const run = desk.run('h');
  const sha256 = await receive(run, { secrecy: undefined, abstract: `${SUBJECT} ${run.key}` });
  await desk.office.settle();
  return { run, id: idOf(run), sha256 };
};
const historyOf = async (run: Run) =>
  (await readerOf(desk.test).history(idOf(run))).map(({ action, by, reason }) => ({
    action,
    by,
    ...(reason === undefined ? {} : { reason }),
  }));

describe('A held document', () => {
  it('shows nothing of itself in the clerk’s list (R1)', async () => {
    const { id, run } = await hold();
    const { body } = await desk.call('clerk-1', 'GET to-dos/held');
    const row = body.rows.find((one: { documentId: string }) => one.documentId === id);
    expect(Object.keys(row).toSorted()).toEqual([
      'documentId',
      'dueBy',
      'kind',
      'overdue',
      'since',
    ]);
    expect(JSON.stringify(body)).not.toContain(run.key);
  });

  it('is opened for the clerk with facts and file, and each reading is a line of history', async () => {
    const { id, run, sha256 } = await hold();
    const opened = await desk.call('clerk-1', `GET held/${id}`);
    expect(opened.body).toMatchObject({
      documentId: id,
      source: 'Hệ điều hành tác nghiệp',
      causes: ['grade-unknown'],
      facts: { abstract: `${SUBJECT} ${run.key}`, documentCode: `${run.key}/UBND` },
      files: [{ sha256, name: 'van-ban.pdf', mediaType: 'application/pdf' }],
    });
    const file = await desk.call('clerk-2', `GET held/${id}/files/${sha256}`);
    expect(file.bytes.equals((await fileFor(run, 'received')).bytes)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await historyOf(run)).toEqual(
      expect.arrayContaining([
        { action: 'held.opened', by: 'clerk-1' },
        { action: 'held.file-opened', by: 'clerk-2', reason: '1/1' },
      ]),
    );
  });

  it('is not opened for an officer or an operator, and no line of history says so', async () => {
    const { id, run, sha256 } = await hold();
    for (const person of ['officer-1', 'operator-1', 'visitor'])
      for (const path of [`held/${id}`, `held/${id}/files/${sha256}`])
        expect((await desk.call(person, `GET ${path}`)).body.code).toBe('ROLE_NOT_ALLOWED');
    expect((await historyOf(run)).filter(({ action }) => action.startsWith('held.'))).toEqual([]);
  });

  it('gives no file that only another document has', async () => {
    const { id } = await hold();
    const other = await hold();
    const reply = await desk.call('clerk-1', `GET held/${id}/files/${other.sha256}`);
    expect({ status: reply.status, code: reply.body.code }).toEqual({
      status: 404,
      code: 'FILE_UNKNOWN',
    });
  });

  it('shows only its states on the page of documents', async () => {
    const { id, run, sha256 } = await hold();
    const { body } = await desk.call('clerk-1', `GET documents/${id}`);
    expect(body).toMatchObject({
      states: { core: 'held' },
      facts: {},
      files: [],
      openToDos: ['held'],
    });
    expect(JSON.stringify(body)).not.toContain(run.key);
    const address = await desk.call('clerk-1', `GET documents/${id}/files/${sha256}`);
    expect(address.body.code).toBe('FILE_UNKNOWN');
  });

  it('does not show a file of more than 4.5 MB, for which an answer has no room', async () => {
    const run = desk.run('big');
    const { bytes } = await fileFor(run, 'received');
    const large = Buffer.concat([bytes, Buffer.alloc(4_500_000, '%')]);
    const sha256 = await desk.office.upload('e-office', large);
    const { secrecy: _, ...facts } = factsOf(run);
    await send(run, 'document.received', { ...facts, files: [pdf(sha256, large)] });
    const reply = await desk.call('clerk-1', `GET held/${idOf(run)}/files/${sha256}`);
    expect(reply.status).toBe(413);
    expect(reply.body.code).toBe('FILE_TOO_LARGE_TO_SHOW');
  });

  it('is never a page in the desk’s own origin, whatever its sender calls it', async () => {
    for (const [at, mediaType] of [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
    ].entries()) {
      const run = desk.run('page');
      const bytes = Buffer.from(`<script>alert(${at})</script> %PDF- ${run.key}`);
      const sha256 = await desk.office.upload('e-office', bytes, undefined, mediaType);
      const { secrecy: _, ...facts } = factsOf(run);
      const file = { ...pdf(sha256, bytes), mediaType, name: 'trang.html' };
      await send(run, 'document.received', { ...facts, files: [file] });
      const reply = await desk.call('clerk-1', `GET held/${idOf(run)}/files/${sha256}`);
      expect(reply.bytes.equals(bytes)).toBe(true);
      expect(reply.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': "attachment; filename*=UTF-8''trang.html",
        'content-security-policy': expect.stringContaining('sandbox'),
      });
    }
  });

  it.each([
    ['other than was announced', 17, 'FILE_HASH_DIFFERS'],
    ['too much for an answer, announced as little', 4_500_000, 'FILE_TOO_LARGE_TO_SHOW'],
  ])('does not show a file whose bytes are %s', async (_, more, code) => {
    const run = desk.run('size');
    const { bytes } = await fileFor(run, 'received');
    const large = Buffer.concat([bytes, Buffer.alloc(more, '%')]);
    const sha256 = await desk.office.upload('e-office', large, undefined, 'image/tiff');
    const store = createUploadStore(
      desk.test.ground.clients.dynamodb,
      desk.test.names.tables.register,
    );
    const upload = (await store.find([sha256])).get(sha256);
    if (upload === undefined) throw new Error('no such upload');
    await store.put({ ...upload, size: bytes.length });
    const { secrecy: _unknown, ...facts } = factsOf(run);
    await send(run, 'document.received', { ...facts, files: [pdf(sha256, bytes)] });
    const reply = await desk.call('clerk-1', `GET held/${idOf(run)}/files/${sha256}`);
    expect(reply.body.code).toBe(code);
  });

  it('is registered once it is released, and tells a second clerk by whom and when', async () => {
    const { id, run } = await hold();
    const act = { documentId: id, reason: 'Văn bản thường' };
    const first = await desk.call('clerk-1', 'POST acts', {
      ...act,
      kind: 'release',
      actId: 'act-0000-1',
    });
    expect(first).toMatchObject({ status: 200, body: { status: 'accepted', documentId: id } });
    const second = await desk.call('clerk-2', 'POST acts', {
      ...act,
      kind: 'refuse',
      actId: 'act-0000-2',
    });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'ALREADY_DECIDED', by: 'Phạm Thị Văn Thư' });
    expect(second.body.message).toMatch(
      /^Phạm Thị Văn Thư đã quyết định .* lúc \d\d:\d\d \d\d\/\d\d\/\d{4}\./,
    );
    const opened = await desk.call('clerk-2', `GET held/${id}`);
    expect(opened.body.code).toBe('ALREADY_DECIDED');
    await desk.office.settle();
    const { body } = await desk.call('clerk-2', `GET documents/${id}`);
    expect(body.states).toMatchObject({ core: 'active', numbering: 'allocated' });
    expect(body.facts.abstract).toBe(`${SUBJECT} ${run.key}`);
  });

  it('leaves no word in tables or logs before its release (R1)', async () => {
    const { id, run, sha256 } = await hold();
    await desk.call('clerk-1', `GET held/${id}`);
    await desk.call('clerk-1', `GET held/${id}/files/${sha256}`);
    await desk.call('clerk-1', 'POST acts', { kind: 'release', documentId: id, actId: 'short' });
    const tables = Object.values(desk.test.names.tables);
    const kept = JSON.stringify(
      await Promise.all(tables.map((name) => scanTable(desk.test, name))),
    );
    expect(kept).toContain(id);
    expect(kept).not.toContain(`${SUBJECT} ${run.key}`);
    expect([...desk.log, ...desk.office.log].join('\n')).not.toContain(SUBJECT);
    expect(desk.log.join('\n')).toContain('"code":"BAD_REQUEST"');
  });
});
