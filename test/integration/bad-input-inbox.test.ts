import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import { notificationOf } from '../support/office/in-process.ts';
import { readBucket, readerOf, scanTable, storeOf } from '../support/office/observe.ts';
import { storedIn } from './doors-files.ts';
import { DoorsOffice, receivedData } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
});
afterAll(() => doors.close());

const SECRET = 'TUYETMATCANARY';
const noteOf = async (key: string): Promise<string | undefined> =>
  (await readBucket(doors.test, doors.test.names.buckets.inbox))
    .get(`${key}.refused.txt`)
    ?.toString();
const statusOf = async (source: string, documentId: string) =>
  (await storeOf(doors.test).load(documentIdOf(source, documentId)))?.core.status;
const historyOf = async (source: string, documentId: string) =>
  (await readerOf(doors.test).history(documentIdOf(source, documentId))).map(
    ({ action }) => action,
  );
const received = (documentId: string, more: object = {}, change: Record<string, unknown> = {}) =>
  doors.eventText('document.received', receivedData({ documentId, ...more }), change);

describe('A file in the inbox', () => {
  it.each([
    'e-office/a.json',
    'e-office/Công văn số 5 + 100% (bản 2).json',
    'e-office/2026/11/a&b=c?#.json',
    'e-office/tệp\u{1f4c4}.json',
    'e-office/..json',
  ])('%j is taken in and removed', async (key) => {
    await doors.putInbox(key, received(key));
    expect(await statusOf('e-office', key)).toBe('active');
    expect(await storedIn(doors, 'inbox')).toEqual([]);
  });

  it.each([
    ['no JSON', 'BAD_JSON', () => `{"abstract": "${SECRET}`],
    ['an empty file', 'BAD_JSON', () => ''],
    ['no event', 'BAD_EVENT', () => '{}'],
    ['an unknown type', 'UNKNOWN_TYPE', () => received('x', {}, { type: 'x' })],
    [
      'an event over 64 KB',
      'BODY_TOO_LARGE',
      () => received('x', { abstract: 'x'.repeat(65_536) }),
    ],
    [
      'an event of another source',
      'SOURCE_NOT_ALLOWED',
      () => received('x', {}, { source: 'partner' }),
    ],
  ])('that is %s stays beside a note in Vietnamese', async (what, code, text) => {
    const key = `e-office/${what}.json`;
    const before = text();
    await doors.putInbox(key, before);
    const note = await noteOf(key);
    expect(note?.startsWith(`${code}: `)).toBe(true);
    expect(note).toContain(errorTextOf(code, {}).text.split('{')[0]?.slice(0, 20));
    expect(note).not.toContain(SECRET);
    const kept = await readBucket(doors.test, doors.test.names.buckets.inbox);
    expect(kept.get(key)?.toString()).toBe(before);
    expect(await doors.everything()).not.toContain(SECRET);
    expect(doors.office.log.join()).not.toContain(SECRET);
  });

  it('below the folder of nobody is refused as of an unknown source', async () => {
    const key = 'stranger/a.json';
    await doors.putInbox(key, received('x', {}, { source: 'stranger' }));
    expect(await noteOf(key)).toMatch(/^UNKNOWN_SOURCE: /);
  });

  it('that is secret is removed; code and sentence stand in its note, nothing of it anywhere', async () => {
    const key = 'e-office/s.json';
    await doors.putInbox(key, received('secret', { secrecy: 'Mật', abstract: SECRET }));
    expect(await noteOf(key)).toMatch(/^SECRET_REFUSED: Hệ thống không tiếp nhận văn bản mật/);
    expect((await storedIn(doors, 'inbox')).includes(key)).toBe(false);
    expect(await statusOf('e-office', 'secret')).toBe('refused');
    expect(await doors.everything()).not.toContain(SECRET);
  });

  it('put twice, told of twice and told of after it is gone is taken once', async () => {
    const key = 'e-office/twice.json';
    const text = received('twice');
    await doors.putInbox(key, text);
    await doors.putInbox(key, text);
    await doors.office.apps.receiveInbox(notificationOf(key));
    expect(await historyOf('e-office', 'twice')).toEqual(['document.received']);
    expect(await noteOf(key)).toBeUndefined();
  });

  it('with the id of an event of other content stays, with a note', async () => {
    const id = 'inbox-changed';
    await doors.putInbox('e-office/c1.json', received('c', {}, { id }));
    await doors.putInbox('e-office/c2.json', received('c', { abstract: 'Khác' }, { id }));
    expect(await noteOf('e-office/c2.json')).toMatch(/^EVENT_CHANGED: /);
    expect(await storedIn(doors, 'inbox')).toContain('e-office/c2.json');
  });

  it('written by Windows, with a byte order mark, is taken too', async () => {
    await doors.putInbox('e-office/bom.json', `\ufeff${received('bom')}`);
    expect(await statusOf('e-office', 'bom')).toBe('active');
  });

  it('cannot make the office write notes about notes', async () => {
    const key = 'e-office/loop.json';
    await doors.putInbox(key, '{');
    const before = await storedIn(doors, 'inbox');
    await doors.office.apps.receiveInbox(notificationOf(`${key}.refused.txt`));
    expect(await storedIn(doors, 'inbox')).toEqual(before);
  });
});

describe('An entry of the bus', () => {
  const event = (documentId: string, more: object = {}, change: Record<string, unknown> = {}) =>
    JSON.parse(received(documentId, more, change)) as Record<string, unknown>;
  const answersTo = (id: unknown) =>
    doors.answers.filter(({ data }) => data['eventId'] === id).map(({ data }) => data['code']);

  it('put under its source’s identity is taken', async () => {
    await doors.putBus(event('bus-1'));
    expect(await statusOf('e-office', 'bus-1')).toBe('active');
  });

  it.each([
    ['another source', 'vn.ubdt.other', '000000000000'],
    ['another account', 'vn.ubdt.e-office', '111111111111'],
    ['no identity', '', ''],
  ])('put under %s is refused and answered', async (_, source, account) => {
    const forged = event('bus-2', { abstract: SECRET });
    await doors.putBus(forged, source, account);
    expect(answersTo(forged['id'])).toEqual(['SOURCE_NOT_ALLOWED']);
    expect(await statusOf('e-office', 'bus-2')).toBeUndefined();
    expect(await doors.everything()).not.toContain(SECRET);
  });

  it('of a source that has no identity on the bus is refused', async () => {
    const forged = event('bus-3', {}, { source: 'partner' });
    await doors.putBus(forged, '', '');
    expect(answersTo(forged['id'])).toEqual(['SOURCE_NOT_ALLOWED']);
  });

  it.each([
    ['BAD_EVENT', { abstract: [SECRET] }, {}],
    ['UNKNOWN_TYPE', {}, { type: 'x' }],
    ['UNKNOWN_SOURCE', {}, { source: 'stranger' }],
  ])('is answered with %s under the event’s id, the same each time', async (code, more, change) => {
    const wrong = event('bus-4', more, change);
    const answers = doors.answers.length;
    await doors.putBus(wrong);
    await doors.putBus(wrong);
    expect(answersTo(wrong['id'])).toEqual([code, code]);
    expect(new Set(doors.answers.slice(answers).map(({ id }) => id)).size).toBe(1);
    expect(JSON.stringify([doors.answers, doors.office.log])).not.toContain(SECRET);
  });

  it.each(['x', '{}', '{"account":"1","source":"s","event":{"abstract":"x"}}', '[]'])(
    'that nobody could answer (%s) goes to the dead letters',
    async (body) => {
      await expect(doors.office.apps.receiveBus({ body })).rejects.toThrow();
    },
  );

  it('that is taken but can never apply is answered too, with the event’s id', async () => {
    await doors.putBus(event('bus-5'));
    const again = event('bus-5');
    await doors.putBus(again);
    await doors.office.settle();
    expect(answersTo(again['id'])).toEqual(['ALREADY_KNOWN']);
  });

  it('whose secret grade came past the bus’s rule is refused at the door all the same', async () => {
    const secret = event('bus-6', { secrecy: 'TUYỆT MẬT', abstract: SECRET });
    await doors.putBus(secret);
    await doors.office.settle();
    expect(answersTo(secret['id'])).toEqual(['SECRET_REFUSED']);
    expect(await statusOf('e-office', 'bus-6')).toBe('refused');
    expect(JSON.stringify([await doors.everything(), doors.office.log])).not.toContain(SECRET);
  });
});

describe('What the bus turned away', () => {
  const refuse = (body: object) => doors.office.apps.refuse({ body: JSON.stringify(body) });

  it('is noted once and answered, however often it is delivered', async () => {
    const message = { id: 'r-1', source: 'e-office', abstract: SECRET };
    await refuse(message);
    await refuse(message);
    const lines = (await scanTable(doors.test, doors.test.names.tables.history)).filter(
      ({ pk }) => pk === 'REFUSED#e-office',
    );
    expect(lines).toMatchObject([{ sk: 'r-1', to: 'refused', reason: 'SECRET_REFUSED' }]);
    const told = doors.answers.filter(({ data }) => data['eventId'] === 'r-1');
    expect(told.map(({ id }) => id)).toEqual(['returned.e-office.r-1', 'returned.e-office.r-1']);
    expect(JSON.stringify([await doors.everything(), doors.answers])).not.toContain(SECRET);
  });

  it.each([
    { id: '', source: 'x' },
    { id: 'x' },
    { id: 7, source: 'x' },
    { id: 'x'.repeat(201), source: 'x' },
  ])('without a name that can be kept goes to the dead letters: %#', async (message) => {
    await expect(refuse(message)).rejects.toThrow();
  });
});
