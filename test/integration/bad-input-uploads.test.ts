import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Of } from '../../lib/kernel/ids.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import { createQuarantine } from '../../lib/register/quarantine.s3.ts';
import { requestUpload } from '../../lib/register/request-upload.ts';
import type { Source } from '../../lib/register/source.ts';
import type { UploadStore } from '../../lib/register/uploads.ts';
import { incomingKey } from '../../lib/register/uploads.ts';
import { notificationOf } from '../support/office/in-process.ts';
import { fileFor } from '../support/office/scenarios.ts';
import { fileRequest, storedIn, uploadOf, uploadsOf } from './doors-files.ts';
import { DoorsOffice } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

describe('POST /files', () => {
  it.each([
    ['no JSON', '{', 'BAD_JSON', {}],
    ['an empty object', '{}', 'BAD_REQUEST', { where: 'sha256, size, mediaType' }],
    [
      'a hash that is none',
      fileRequest(Buffer.from('x'), { sha256: '../x' }),
      'BAD_REQUEST',
      { where: 'sha256' },
    ],
    [
      'a file over 100 MB',
      fileRequest(Buffer.from('x'), { size: 100_000_001 }),
      'BAD_REQUEST',
      { where: 'size' },
    ],
    [
      'a secret file',
      fileRequest(Buffer.from('x'), { secrecy: 'T Ố I  M Ậ T' }),
      'SECRET_REFUSED',
      {},
    ],
  ])('refuses %s', async (_, body, code, facts) => {
    const { status, text } = errorTextOf(code, facts);
    expect(await doors.postFile(body)).toMatchObject({
      status,
      body: { code, message: text, ...facts },
    });
    expect(await uploadOf(doors, sha256Of(Buffer.from('x')))).toBeUndefined();
  });

  it('refuses whom it does not know', async () => {
    const secret = new Uint8Array(32);
    expect(await doors.postFile(fileRequest(Buffer.from('x')), { secret })).toMatchObject({
      status: 401,
      body: { code: 'BAD_SIGNATURE' },
    });
  });

  it('gives an address at which the store takes the declared bytes and no others', async () => {
    const [bytes, others] = [
      Buffer.from('%PDF-1.7 a startxref'),
      Buffer.from('%PDF-1.7 b startxref'),
    ];
    const { body } = await doors.postFile(fileRequest(bytes));
    const put = async (content: Buffer, headers: object) =>
      (await fetch(body['url'] ?? '', { method: 'PUT', body: content, headers: { ...headers } }))
        .status;
    const headers = body['headers'] as unknown as Record<string, string>;
    const otherSum = Buffer.from(sha256Of(others), 'hex').toString('base64');
    expect(await put(others, headers)).toBe(400);
    expect(await put(others, { ...headers, 'x-amz-checksum-sha256': otherSum })).toBe(403);
    expect(await put(others, { 'content-type': headers['content-type'] })).toBe(403);
    expect(await put(bytes, { ...headers, 'content-type': 'text/html' })).toBe(403);
    expect(await storedIn(doors, 'quarantine')).toEqual([]);
    expect(await put(bytes, headers)).toBe(200);
    await doors.office.apps.admitFile(notificationOf(incomingKey('open', sha256Of(bytes))));
    doors.test.clock.advance(16 * 60_000);
    expect(await put(bytes, headers)).toBe(403);
  });

  it('says of a file it has that it need not come again', async () => {
    const { bytes } = await fileFor(doors.run(), 'received');
    await doors.office.upload('e-office', bytes, 'thuong');
    expect(await doors.postFile(fileRequest(bytes))).toMatchObject({
      status: 200,
      body: { status: 'known' },
    });
  });
});

describe('A file that comes while its address is asked for again', () => {
  it.each([
    ['admitted', 'partner', 'thường', 'known', 'admitted'],
    // Held for another sender: this one declares it ordinary and sends it.
    ['held', 'partner', 'thường', 'upload', 'held'],
    ['held', 'partner', 'chưa rõ', 'known', 'held'],
    // A secret file binds its own sender only.
    ['shredded', 'e-office', 'thường', 'SECRET_REFUSED', 'shredded'],
    ['shredded', 'partner', 'thường', 'upload', 'awaited'],
    ['refused', 'partner', 'thường', 'upload', 'awaited'],
    ['awaited', 'partner', 'thường', 'upload', 'awaited'],
  ] as const)('and is %s by then, asked for by %s as %s: %s', async (...expected) => {
    const [status, sourceId, secrecy, end, left] = expected;
    const run = doors.run();
    const { s3 } = doors.test.ground.clients;
    const uploads = uploadsOf(doors);
    const now = () => new Date(doors.test.clock.now());
    const request = fileRequest(Buffer.from(run.key), { secrecy });
    const row = { ...request, source: 'e-office', status, at: now().toISOString() };
    let reads = 0;
    const late: UploadStore = {
      put: uploads.put,
      find: async (hashes) => {
        reads += 1;
        if (reads > 1) return uploads.find(hashes);
        await uploads.put(row);
        return new Map();
      },
    };
    const quarantine = createQuarantine(s3, doors.test.names.buckets.quarantine, now);
    const source = { sourceId, defaultGrade: 'unknown' } as unknown as Source;
    const asked = requestUpload({ uploads: late, quarantine, now }, source, request);
    expect(await asked.then((answer) => answer.status).catch(({ code }) => code)).toBe(end);
    expect((await uploadOf(doors, request.sha256))?.status).toBe(left);
  });
});
