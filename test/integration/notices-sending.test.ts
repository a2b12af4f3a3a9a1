import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import type { SmsFault } from '../../lib/local/sns/sms-faults.ts';
import { planNotices } from '../../lib/notices/fan-out.ts';
import type { MobilePhone } from '../../lib/notices/mobile-phone.ts';
import { registerPerson } from '../../lib/notices/register-person.ts';
import { sendNotice } from '../../lib/notices/send.ts';
import type { DocumentState } from '../../lib/register/document-state.ts';
import { hoaToc, incoming, takenBack } from '../unit/notices/sample-documents.ts';
import { startNoticesOffice } from './notices-endpoints.ts';

let office: Awaited<ReturnType<typeof startNoticesOffice>>;
let people = 0;
beforeAll(async () => {
  office = await startNoticesOffice();
});
afterAll(() => office.close());

const PHONE = '+84912000';
const newLeader = async (): Promise<{ personId: string; phone: string }> => {
  people += 1;
  const personId = `leader-${people}`;
  const phone = `0912 000 ${String(people).padStart(3, '0')}`;
  await registerPerson(office, {
    personId,
    name: 'Nguyễn Văn Mẫu',
    role: 'Vụ trưởng',
    unit: 'vu-tong-hop',
    phone,
    smsConsent: true,
    guestList: true,
    optedOut: false,
  });
  return { personId, phone: `${PHONE}${phone.slice(-3)}` };
};

let documents = 0;
const asNewDocument = (state: DocumentState): DocumentState => {
  documents += 1;
  return { ...state, documentId: documentIdOf('e-office', `vb-${documents}`) };
};

const plan = (state: DocumentState, step = 'arrival') =>
  planNotices(
    { people: office.people, outbox: office.outbox, policy: { guestListOnly: true } },
    { state, step, now: new Date(office.endpoints.clock.now) },
  );

const planOne = async (make: (recipients: readonly string[]) => DocumentState) => {
  const { personId, phone } = await newLeader();
  const state = asNewDocument(make([personId]));
  await office.storeDocument(state);
  const { noticeIds } = await plan(state);
  const [noticeId] = noticeIds;
  if (noticeId === undefined) throw new Error('no notice was planned');
  const texts = () =>
    office.sns
      .outbox()
      .filter((sms) => sms.phoneNumber === phone)
      .map((sms) => sms.message);
  const row = async () => (await office.outbox.load([noticeId])).get(noticeId);
  const send = () => sendNotice(office.send, noticeId);
  return { personId, phone, state, noticeId, texts, row, send };
};

const ordinary = (recipients: readonly string[]) => incoming({}, recipients);

describe('a notice through the embedded services', () => {
  test('arrives as one Transactional part under the registered sender', async () => {
    const { send, phone, row } = await planOne(ordinary);
    await send();
    expect(office.sns.outbox().at(-1)).toMatchObject({
      phoneNumber: phone,
      senderId: 'UBDT',
      smsType: 'Transactional',
      segments: 1,
    });
    expect(await row()).toMatchObject({
      status: 'accepted',
      messageId: office.sns.outbox().at(-1)?.messageId,
    });
  });

  test('costs four calls for a person besides the opening of the number and the sending', async () => {
    const { send } = await planOne(ordinary);
    office.takeCalls();
    await send();
    expect(office.takeCalls()).toEqual([
      'UpdateItem',
      'BatchGetItem',
      'Decrypt',
      'PutObject',
      'Publish',
      'PutItem',
    ]);
  });

  test('planning costs two calls for 25 people', async () => {
    const state = asNewDocument(
      incoming(
        {},
        Array.from({ length: 25 }, (_, n) => `nobody-${n}`),
      ),
    );
    office.takeCalls();
    await plan(state);
    expect(office.takeCalls()).toEqual(['BatchGetItem', 'TransactWriteItems']);
  });

  test('is not sent to who has opened the document', async () => {
    const { send, state, personId, texts, row } = await planOne(ordinary);
    await office.storeOpening(state, personId);
    await send();
    expect(texts()).toEqual([]);
    expect(await row()).toMatchObject({ status: 'cancelled', code: 'opened' });
  });

  test.each([
    ['the office’s id', documentIdOf('e-office', 'vb-7900') as string],
    ['its source’s own id', 'vb-7900'],
  ])(
    'is followed by the recall, with the code of the successor known by %s',
    async (_, replacedBy) => {
      const { send, state, texts } = await planOne(ordinary);
      await send();
      const successor = incoming({ documentCode: '7900/VPCP-TTĐT' });
      await office.storeDocument({ ...successor, documentId: documentIdOf('e-office', 'vb-7900') });
      const replaced = takenBack(state, 'replaced');
      const next: DocumentState = {
        ...replaced,
        core: { ...replaced.core, takenBack: { order: '2', replacedBy } },
      };
      await office.storeDocument(next);
      const { noticeIds } = await plan(next, 'recalled');
      for (const noticeId of noticeIds) await sendNotice(office.send, noticeId);
      expect(texts()).toHaveLength(2);
      expect(texts()[1]).toContain('THAY THE: VB 7816/VPCP-TTDT');
      expect(texts()[1]).toContain('bang 7900/VPCP-TTDT.');
    },
  );
});

describe('faults of the channel', () => {
  const cases: readonly [SmsFault['kind'], string, number][] = [
    ['throttle', 'queued', 0],
    ['serverErrorBeforeSending', 'unknown', 0],
    ['serverErrorAfterSending', 'unknown', 1],
    ['resetBeforeSending', 'unknown', 0],
    ['resetAfterSending', 'unknown', 1],
  ];
  test.each(cases)('%s makes an ordinary notice %s', async (kind, status, sent) => {
    const { send, row, texts, phone } = await planOne(ordinary);
    office.sns.injectFault({ kind, phoneNumber: phone } as SmsFault);
    await send();
    expect(await row()).toMatchObject({ status });
    expect(texts()).toHaveLength(sent);
  });

  test('a throttled notice is found by the sweeper and sent', async () => {
    const { send, row, texts, noticeId, phone } = await planOne(ordinary);
    office.sns.injectFault({ kind: 'throttle', phoneNumber: phone });
    await send();
    office.endpoints.clock.now += 60_000;
    const due = await office.outbox.due(new Date(office.endpoints.clock.now), 100);
    expect(due.map((one) => one.noticeId)).toContain(noticeId);
    await send();
    expect(texts()).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'accepted', attempts: 2 });
  });

  test('a hoả tốc text whose answer was lost is followed by one reminder', async () => {
    const { send, row, texts, phone } = await planOne(hoaToc);
    office.sns.injectFault({ kind: 'resetAfterSending', phoneNumber: phone, times: 5 });
    for (let minute = 0; minute < 10; minute += 1) {
      await send();
      office.endpoints.clock.now += 60_000;
    }
    expect(texts().map((text) => text.slice(0, 8))).toEqual(['HOA TOC.', 'NHAC LAI']);
    expect(await row()).toMatchObject({ status: 'unknown', round: 'reminder' });
  });

  test('without leave to publish the notice waits', async () => {
    const { noticeId } = await planOne(ordinary);
    const denied = await startDenied();
    const outcome = await sendNotice({ ...office.send, channel: denied }, noticeId);
    expect(outcome).toMatchObject({ status: 'queued', code: 'SMS_NOT_ALLOWED' });
  });
});

const startDenied = async () => {
  const { SNSClient } = await import('@aws-sdk/client-sns');
  const { createSnsSmsChannel } = await import('../../lib/notices/sms-channel.sns.ts');
  const sns = new SNSClient(office.endpoints.clientFor('arn:aws:iam::111122223333:role/nobody'));
  return createSnsSmsChannel({ sns, senderId: 'UBDT', maxPriceUsd: '0.20' });
};

describe('the phone number', () => {
  test('opens only for its own person', async () => {
    const sealed = await office.vault.seal('a', '+84912000999' as MobilePhone);
    expect(await office.vault.open('a', sealed.ciphertext)).toBe('+84912000999');
    await expect(office.vault.open('b', sealed.ciphertext)).rejects.toMatchObject({
      code: 'PHONE_UNREADABLE',
    });
  });

  test('is found by the same HMAC however it was typed, and another number has another', async () => {
    const register = (personId: string, phone: string) =>
      registerPerson(office, {
        personId,
        phone,
        name: '',
        role: '',
        unit: '',
        smsConsent: true,
        guestList: true,
        optedOut: false,
      });
    const hmacs = await Promise.all(
      ['0912 000 998', '+84912000998', '0912 000 997'].map(
        async (phone, n) => (await register(`twin-${n}`, phone)).phone?.hmac,
      ),
    );
    expect(hmacs[0]).toBe(hmacs[1]);
    expect(hmacs[2]).not.toBe(hmacs[0]);
  });

  test('stands in no table, in no spelling, and in no outcome of a failed sending', async () => {
    const { send, phone } = await planOne(ordinary);
    const outcomes: unknown[] = [];
    for (const kind of ['throttle', 'resetBeforeSending'] as const) {
      office.sns.injectFault({ kind, phoneNumber: phone });
      outcomes.push(await send());
      office.endpoints.clock.now += 60_000;
    }
    const tables = await Promise.all(
      ['register', 'directory', 'notices'].map((TableName) =>
        office.client.send(new ScanCommand({ TableName })),
      ),
    );
    const { inspect } = await import('node:util');
    const everything = inspect([tables.map(({ Items }) => Items), outcomes], { depth: 20 });
    expect(everything).toContain('SMS_THROTTLED');
    const spellings = [phone, phone.slice(1), `0${phone.slice(3)}`, phone.slice(3), '912 000'];
    for (const spelling of spellings) expect(everything).not.toContain(spelling);
  });
});
