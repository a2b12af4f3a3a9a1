import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { vietnamIso } from '../../lib/kernel/vietnam-time.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import { readerOf } from '../support/office/observe.ts';
import { DoorsOffice, type HttpAnswer, type Request, receivedData } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

const SECRET = 'TUYETMATCANARY';
const opened = { documentId: 'VB-1', personId: 'leader' };
const wrongSecret = new Uint8Array(32).fill(7);

/** The status and text of a code, as docs/errors.md has them. */
const answerOf = (code: string, facts: Readonly<Record<string, string>> = {}) => {
  const { status, text } = errorTextOf(code, facts);
  return { status, body: { code, message: text, ...facts } };
};

describe('POST /events refuses', () => {
  const cases: readonly {
    readonly what: string;
    readonly code: string;
    readonly facts?: Readonly<Record<string, string>>;
    readonly request?: Request;
    /** The body; else a good event with these changes. */
    readonly body?: string;
    readonly change?: Readonly<Record<string, unknown>>;
    readonly data?: unknown;
  }[] = [
    { what: 'what is not JSON', code: 'BAD_JSON', body: `{"abstract": "${SECRET}` },
    { what: 'an empty body', code: 'BAD_JSON', body: '' },
    { what: 'JSON that is no event', code: 'BAD_EVENT', body: '[]', facts: { where: '(event)' } },
    {
      what: 'an unknown type',
      code: 'UNKNOWN_TYPE',
      change: { type: 'vn.vanthu.document.burned.v1' },
    },
    {
      what: 'an unknown version',
      code: 'UNKNOWN_VERSION',
      change: { type: 'vn.vanthu.document.received.v2' },
    },
    {
      what: 'wrong data, naming the places',
      code: 'BAD_EVENT',
      data: { ...receivedData(), abstract: [SECRET], issuer: undefined },
      facts: { where: 'data.abstract, data.issuer' },
    },
    {
      what: 'a path trick in a file’s name',
      code: 'BAD_EVENT',
      data: receivedData({
        files: [
          {
            sha256: 'a'.repeat(64),
            size: 1,
            mediaType: 'application/pdf',
            name: `../${SECRET}.pdf`,
            role: 'main',
          },
        ],
      }),
      facts: { where: 'data.files.0.name' },
    },
    {
      what: 'a body over 64 KB',
      code: 'BODY_TOO_LARGE',
      data: receivedData({ abstract: 'ậ'.repeat(30_000) }),
      facts: { limit: '65536' },
    },
    { what: 'a wrong HMAC', code: 'BAD_SIGNATURE', request: { secret: wrongSecret } },
    {
      what: 'a request without a signature',
      code: 'BAD_SIGNATURE',
      request: { headers: { 'webhook-signature': undefined } },
    },
    {
      what: 'a request without a time',
      code: 'BAD_SIGNATURE',
      request: { headers: { 'webhook-timestamp': undefined } },
    },
    {
      what: 'a request without a source',
      code: 'BAD_SIGNATURE',
      request: { headers: { 'vanthu-source': undefined } },
    },
    { what: 'an unknown source', code: 'UNKNOWN_SOURCE', request: { source: 'stranger' } },
    {
      what: 'an event of another source under its own signature',
      code: 'SOURCE_NOT_ALLOWED',
      request: { source: 'partner' },
      facts: { type: 'document.received' },
    },
  ];

  it.each(cases)('$what: $code', async ({ code, facts, request, body, change, data }) => {
    const id = 'a-refused-event';
    const text =
      body ?? doors.eventText('document.received', data ?? receivedData(), { id, ...change });
    expect(await doors.postEvent(text, request)).toMatchObject(answerOf(code, facts));
    const kept = await doors.everything();
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain(id);
    expect(doors.office.log.join()).not.toContain(SECRET);
  });

  it.each([-301, 301])(
    'a clock that is %i s off, and tells the server’s time',
    async (clockOff) => {
      const text = doors.eventText('document.received', receivedData());
      const serverTime = vietnamIso(new Date(doors.test.clock.now()));
      expect(await doors.postEvent(text, { clockOff })).toMatchObject(
        answerOf('STALE_EVENT', { serverTime }),
      );
    },
  );

  it('an event its source may not send', async () => {
    const text = doors.eventText('document.opened', opened, { source: 'partner' });
    expect(await doors.postEvent(text, { source: 'partner' })).toMatchObject(
      answerOf('SOURCE_NOT_ALLOWED', { type: 'document.opened' }),
    );
  });

  it('the office’s own id of a document from a source that may not use it', async () => {
    const officeId = documentIdOf('partner', 'theirs');
    const text = doors.eventText('document.recalled', { officeId, reason: 'Sai' });
    expect(await doors.postEvent(text)).toMatchObject(
      answerOf('SOURCE_NOT_ALLOWED', { type: 'document.recalled' }),
    );
    expect(await doors.everything()).not.toContain(officeId);
  });

  it('nothing for good: the corrected event is taken under the same id', async () => {
    const id = 'corrected';
    const data = receivedData({ documentId: 'corrected' });
    const post = (body: string, request: Request = {}) => doors.postEvent(body, request);
    const good = doors.eventText('document.received', data, { id });
    await post(doors.eventText('document.received', { ...data, abstract: '' }, { id }));
    await post(good, { secret: wrongSecret });
    await post(good, { clockOff: 900 });
    expect(await post(good)).toMatchObject({ status: 202, body: { status: 'accepted' } });
  });
});

describe('A word of secrecy holds a document, wherever it stands', () => {
  const file = { size: 1, mediaType: 'application/pdf', role: 'main', sha256: 'c'.repeat(64) };
  const held = { status: 202, body: { status: 'held' } };

  it.each([
    ['abstract', 'Về việc (TỐI MẬT)'],
    ['issuer', 'Phòng mật'],
    ['documentCode', '12/MẬT'],
    ['typeName', 'Báo cáo mật'],
    ['field', 'Mật'],
    ['signerTitle', 'Mật'],
    ['arrivalNumber', '5 MẬT'],
    ['addressees', ['Như trên', 'Tổ M Ậ T']],
    ['files', [{ ...file, name: 'to-trinh_MẬT.pdf' }]],
  ])('%s', async (field, value) => {
    const data = receivedData({ documentId: `word-${field}`, [field]: value });
    expect(await doors.postEvent(doors.eventText('document.received', data))).toMatchObject(held);
    const kept = await doors.everything();
    expect(kept).not.toContain(typeof value === 'string' ? `"${value}"` : 'MẬT.pdf');
  });

  it.each([
    ['codeSuffix', 'MẬT-UBDT'],
    ['place', 'Mật'],
  ])('%s of a draft', async (field, value) => {
    const documentId = `word-${field}`;
    const iat = Math.floor(doors.test.clock.now() / 1000);
    const { sha256 } = file;
    const approvalProof = await doors.directory.approve({
      document: documentId,
      sha256,
      signer: 'leader-ec',
      iat,
    });
    const data = {
      ...receivedData({ documentId, files: [{ ...file, name: 'a.pdf' }] }),
      signerId: 'leader-ec',
      seriesId: 'di',
      codeSuffix: 'QĐ-UBDT',
      place: 'Hà Nội',
      approvalProof,
      [field]: value,
    };
    expect(await doors.postEvent(doors.eventText('document.approved', data))).toMatchObject(held);
  });
});

describe('The same event again', () => {
  const send = (documentId: string, id: string, more: object = {}, change: object = {}) =>
    doors.postEvent(
      doors.eventText('document.received', receivedData({ documentId, ...more }), {
        id,
        time: '2026-11-23T02:00:00Z',
        ...change,
      }),
    );

  it('gets the first answer, also when it is written otherwise', async () => {
    const first = await send('again-1', 'again-1');
    expect(first).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect(await send('again-1', 'again-1')).toEqual(first);
    const otherwise = { time: '2026-11-23T09:00:00+07:00', extra: 'x' };
    expect(await send('again-1', 'again-1', {}, otherwise)).toEqual(first);
    expect(await send('again-1', 'again-1', { abstract: 'Về chính sách  dân tộc' })).toEqual(first);
  });

  it.each<[string, object, object?]>([
    ['another text', { abstract: 'Khác' }],
    ['another document', { documentId: 'again-3' }],
    ['another time', {}, { time: '2026-11-23T02:00:01Z' }],
    ['another sequence', {}, { sequence: 1 }],
  ])('with %s is refused, and the first stands', async (what, more, change = {}) => {
    const id = `again-2 ${what}`;
    const first = await send('again-2', id);
    expect(await send('again-2', id, more, change)).toMatchObject(answerOf('EVENT_CHANGED'));
    expect(await send('again-2', id)).toEqual(first);
    expect(await doors.everything()).not.toContain('Khác');
  });

  it('of a document that is known already changes nothing: ALREADY_KNOWN, each time', async () => {
    await send('known', 'known-1');
    const second = await send('known', 'known-2', { abstract: 'Nội dung khác' });
    expect(second).toMatchObject({ ...answerOf('ALREADY_KNOWN'), body: { status: 'returned' } });
    expect(await send('known', 'known-2', { abstract: 'Nội dung khác' })).toEqual(second);
    expect(await doors.everything()).not.toContain('Nội dung khác');
  });

  it('sent twice at once is taken once, with one answer for both', async () => {
    const send1 = () => send('at-once', 'at-once');
    const answers: HttpAnswer[] = await Promise.all(Array.from({ length: 12 }, send1));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(202);
    const history = await readerOf(doors.test).history(documentIdOf('e-office', 'at-once'));
    expect(history.map(({ action }) => action)).toEqual(['document.received']);
  });
});
