import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import { incomingKey } from '../../lib/register/uploads.ts';
import { notificationOf } from '../support/office/in-process.ts';
import { readBucket, readerOf, storeOf } from '../support/office/observe.ts';
import {
  factsOf,
  fileFor,
  idOf,
  pdf,
  type Run,
  receive,
  send,
} from '../support/office/scenarios.ts';
import { fileRequest, storedIn, uploadOf } from './doors-files.ts';
import { DoorsOffice } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

const HOUR_MS = 3_600_000;
const isStored = async (sha256: string) =>
  (await storedIn(doors, 'files')).some((key) => key.endsWith(sha256));
const failuresOf = async (run: Run) =>
  (await readerOf(doors.test).toDos('clerk', 100)).filter(
    ({ documentId, kind }) => documentId === idOf(run) && kind === 'failed',
  );
const answersOf = (run: Run) =>
  doors.answers
    .filter(({ data }) => data['officeId'] === idOf(run))
    .map(({ type, data }) => [type.split('.')[3], data['code']]);

/** What a document comes to whose file is no good: told, listed, refused, and nothing of it told on. */
const expectReturned = async (run: Run, code: string) => {
  const state = await storeOf(doors.test).load(idOf(run));
  expect(state?.screening).toMatchObject({ status: 'refused', causes: [code] });
  expect(state?.numbering.status).toBe('none');
  expect(answersOf(run)).toEqual([
    ['accepted', undefined],
    ['returned', code],
  ]);
  expect(await failuresOf(run)).toMatchObject([{ note: `screen: ${code}` }]);
  expect(errorTextOf(code, {}).status).toBe(422);
};

describe('A file that is not what was declared', () => {
  const forge = async (sha256: string, bytes: Uint8Array, grade: 'open' | 'held' = 'open') => {
    const key = incomingKey(grade, sha256);
    await doors.putObject(doors.test.names.buckets.quarantine, key, bytes);
    await doors.office.apps.admitFile(notificationOf(key));
  };
  const submit = async (bytes: Uint8Array, declared = bytes) => {
    const run = doors.run();
    const request = fileRequest(declared);
    await doors.postFile(request);
    await forge(request.sha256, bytes);
    await send(run, 'document.received', {
      ...factsOf(run),
      files: [pdf(request.sha256, declared)],
    });
    await doors.office.settle();
    return { run, sha256: request.sha256 };
  };

  it('although put past the address is found out by its hash, and is kept nowhere', async () => {
    const declared = Buffer.from('%PDF-1.7 declared startxref');
    const { run, sha256 } = await submit(Buffer.from('%PDF-1.7 forged startxref'), declared);
    await expectReturned(run, 'FILE_HASH_DIFFERS');
    expect(await uploadOf(doors, sha256)).toMatchObject({
      status: 'refused',
      code: 'FILE_HASH_DIFFERS',
    });
    expect(await isStored(sha256)).toBe(false);
    expect(await storedIn(doors, 'quarantine')).toEqual([]);
  });

  it.each([
    ['no PDF', Buffer.from('<html>'.padEnd(3_000)), 'NOT_PDF'],
    ['a PDF cut short', Buffer.from('%PDF-1.7'.padEnd(9_000)), 'PDF_BROKEN'],
  ])('because it is %s is returned', async (_, bytes, code) => {
    const { run, sha256 } = await submit(bytes);
    await expectReturned(run, code);
    expect(await isStored(sha256)).toBe(false);
  });

  it('does not undo one that was good: the document keeps its file', async () => {
    const run = doors.run();
    const sha256 = await receive(run);
    await forge(sha256, Buffer.from('%PDF-1.7 forged startxref'));
    await forge(sha256, Buffer.from('%PDF-1.7 forged startxref'), 'held');
    await doors.office.settle();
    expect(await uploadOf(doors, sha256)).toMatchObject({ status: 'admitted' });
    expect((await storeOf(doors.test).load(idOf(run)))?.screening.status).toBe('ordinary');
  });

  it('and whose address nobody was given is thrown away', async () => {
    const [bytes, name] = [Buffer.from('x'), 'ab'.repeat(32)];
    await forge(name, bytes);
    for (const key of ['incoming/open/Tệp lạ +%.pdf', 'incoming/open/../../x', 'incoming/khac/x']) {
      await doors.putObject(doors.test.names.buckets.quarantine, key, bytes);
      await doors.office.apps.admitFile(notificationOf(key));
    }
    expect(await storedIn(doors, 'quarantine')).toEqual([]);
    expect(await uploadOf(doors, name)).toBeUndefined();
  });
});

describe('A file that does not come', () => {
  const waiting = async (run: Run) => {
    const bytes = Buffer.from(`%PDF-1.7 ${run.key} startxref`);
    await send(run, 'document.received', { ...factsOf(run), files: [pdf(sha256Of(bytes), bytes)] });
    return bytes;
  };
  const look = (run: Run) =>
    doors.office.apps.effects.screen({
      body: JSON.stringify({ documentId: idOf(run), effect: 'screen', step: 'check' }),
    });

  it('is waited for, and the document is registered when it comes within the day', async () => {
    const run = doors.run();
    const bytes = await waiting(run);
    doors.test.clock.advance(23 * HOUR_MS);
    await look(run);
    expect((await storeOf(doors.test).load(idOf(run)))?.screening.status).toBe('pending');
    await doors.office.upload('e-office', bytes, 'thuong');
    await doors.office.settle();
    expect((await storeOf(doors.test).load(idOf(run)))?.screening.status).toBe('ordinary');
  });

  it('in 24 hours makes the document be returned, and a clerk sees it', async () => {
    const run = doors.run();
    await waiting(run);
    doors.test.clock.advance(24 * HOUR_MS + 1);
    await doors.office.settle();
    await expectReturned(run, 'FILE_NEVER_CAME');
  });

  it('ends the wait of what has waited for the document, too', async () => {
    const run = doors.run();
    await send(run, 'document.recalled', { reason: 'Sai' });
    doors.test.clock.advance(48 * HOUR_MS);
    await waiting(run);
    await look(run);
    expect(await storeOf(doors.test).parkedEvents(idOf(run))).toHaveLength(1);
    doors.test.clock.advance(24 * HOUR_MS + 1);
    await doors.office.settle();
    expect((await storeOf(doors.test).load(idOf(run)))?.screening.causes).toEqual([
      'FILE_NEVER_CAME',
    ]);
    expect(await storeOf(doors.test).parkedEvents(idOf(run))).toEqual([]);
    expect((await storeOf(doors.test).load(idOf(run)))?.core.parked).toBe(0);
  });
});

describe('A file of unknown grade (R1)', () => {
  it('lies in no bucket in the clear, and is not freed by another sender’s document', async () => {
    const run = doors.run();
    const { bytes } = await fileFor(run, 'received');
    const sha256 = await doors.office.upload('e-office', bytes);
    const held = await readBucket(doors.test, doors.test.names.buckets.quarantine);
    expect([...held.keys()]).toEqual([`held/files/${sha256}`]);
    for (const body of held.values()) expect(body.includes('%PDF')).toBe(false);

    const data = { ...factsOf(run), files: [pdf(sha256, bytes)] };
    await send(run, 'document.received', data, { source: 'partner' });
    const theirs = documentIdOf('partner', run.key);
    await doors.office.apps.effects.screen({
      body: JSON.stringify({ documentId: theirs, effect: 'screen', step: 'check' }),
    });
    expect(await isStored(sha256)).toBe(false);
    expect(await uploadOf(doors, sha256)).toMatchObject({ status: 'held' });
    doors.test.clock.advance(25 * HOUR_MS);
    await doors.office.settle();
    expect(await isStored(sha256)).toBe(false);
    expect((await storeOf(doors.test).load(theirs))?.screening.causes).toEqual(['FILE_HELD']);
  });

  it('is destroyed with its document, and its bytes are never taken again', async () => {
    const run = doors.run();
    const { bytes } = await fileFor(run, 'received');
    const sha256 = await receive(run, { secrecy: undefined });
    await doors.office.settle();
    const actor = { personId: 'clerk', role: 'clerk' };
    await send(
      run,
      'secrecy.decided',
      { decision: 'refuse', actor, reason: 'x' },
      { source: 'desk' },
    );
    await doors.office.settle();
    expect(await uploadOf(doors, sha256)).toMatchObject({ status: 'shredded' });
    expect((await storedIn(doors, 'quarantine')).filter((key) => key.includes(sha256))).toEqual([]);
    expect(await doors.postFile(fileRequest(bytes))).toMatchObject({
      status: 422,
      body: { code: 'SECRET_REFUSED' },
    });
  });
});

describe('A PDF with a password', () => {
  const encrypted = (key: string) =>
    new Promise<Buffer>((resolve) => {
      const document = new PDFDocument({
        userPassword: 'x',
        ownerPassword: 'y',
        pdfVersion: '1.7',
      });
      const chunks: Buffer[] = [];
      document.on('data', (chunk: Buffer) => chunks.push(chunk));
      document.on('end', () => resolve(Buffer.concat(chunks)));
      document.text(key);
      document.end();
    });

  it('is kept when another body sent it, and refused when it is to be signed here', async () => {
    const incoming = doors.run();
    const received = await encrypted(incoming.key);
    const sha256 = await doors.office.upload('e-office', received, 'thuong');
    const files = [pdf(sha256, received)];
    await send(incoming, 'document.received', { ...factsOf(incoming), files });

    const run = doors.run();
    const bytes = await encrypted(run.key);
    const draft = await doors.office.upload('e-office', bytes, 'thuong');
    await send(run, 'document.approved', {
      ...factsOf(run),
      files: [pdf(draft, bytes)],
      signerId: 'leader-ec',
      seriesId: 'di',
      codeSuffix: 'QĐ-UBDT',
      place: 'Hà Nội',
      approvalProof: await doors.directory.approve({
        document: run.key,
        sha256: draft,
        signer: 'leader-ec',
        iat: Math.floor(doors.test.clock.now() / 1000),
      }),
    });
    await doors.office.settle();

    expect((await storeOf(doors.test).load(idOf(incoming)))?.screening.status).toBe('ordinary');
    const state = await storeOf(doors.test).load(idOf(run));
    expect(state?.signing).toMatchObject({ status: 'refused', code: 'PDF_ENCRYPTED' });
    expect(state?.numbering.status).toBe('none');
    expect(answersOf(run)).toEqual([
      ['accepted', undefined],
      ['returned', 'PDF_ENCRYPTED'],
    ]);
    expect(await failuresOf(run)).toMatchObject([{ note: 'sign: PDF_ENCRYPTED' }]);
  });
});
