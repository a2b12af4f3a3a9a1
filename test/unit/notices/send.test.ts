import { describe, expect, test } from '@jest/globals';
import {
  PhoneUnreadableError,
  SmsCertainlyNotSentError,
  SmsFateUnknownError,
} from '../../../lib/notices/errors.ts';
import { NOTICE_LIFETIME_MS, SEND_LEASE_MS } from '../../../lib/notices/outbox.ts';
import { sendNotice } from '../../../lib/notices/send.ts';
import { hoaToc, incoming, leader, takenBack, withWarning } from './sample-documents.ts';
import { createSendingOffice } from './sending-office.ts';

const queuedOffice = async (state = incoming(), occasion: 'arrival' | 'recalled' = 'arrival') => {
  const office = createSendingOffice(state);
  await office.queue(occasion);
  return office;
};

describe('sending a notice', () => {
  test('one text goes to the person, and the message id is kept', async () => {
    const { send, sent, row } = await queuedOffice();
    expect(await send()).toEqual({ kind: 'recorded', status: 'accepted' });
    expect(sent).toEqual([
      {
        phone: '+84912000001',
        text: 'VB den 1234: 7816/VPCP-TTDT ngay 20/11/2026, Van phong Chinh phu. Ket noi, lien thong phan mem quan ly van ban. Han xu ly 05/12.',
        urgency: 'thuong',
      },
    ]);
    expect(row()).toMatchObject({ status: 'accepted', messageId: 'm1', template: 'arrival' });
  });

  test('a repeated message sends nothing', async () => {
    const { send, sent } = await queuedOffice();
    await send();
    expect(await send()).toEqual({ kind: 'not-claimed' });
    expect(sent).toHaveLength(1);
  });

  test('a message about a notice that does not exist is let go', async () => {
    const { deps } = createSendingOffice(incoming());
    expect(await sendNotice(deps, 'nothing')).toEqual({ kind: 'not-claimed' });
  });

  test('neither text nor number is in the row', async () => {
    const { send, row } = await queuedOffice();
    await send();
    expect(JSON.stringify(row())).not.toMatch(/912000001|VPCP|Ket noi|Kết nối/);
  });
});

describe('looking again just before sending', () => {
  test.each([
    ['recalled', takenBack(incoming(), 'recalled')],
    ['gone', undefined],
  ])('of a document that is %s meanwhile nothing is told', async (_what, state) => {
    const { world, send, sent, row } = await queuedOffice();
    world.state = state;
    await send();
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'cancelled', code: 'not-in-force' });
  });

  test('a document that got a warning meanwhile is told by the neutral line', async () => {
    const { world, send, sent, row } = await queuedOffice();
    world.state = withWarning(incoming());
    await send();
    expect(sent[0]?.text).toMatch(/^Co van ban can nhan truc tiep/);
    expect(row()).toMatchObject({ status: 'accepted', template: 'neutral' });
  });

  test('who has opened the document gets no word of its arrival', async () => {
    const { world, send, sent, row } = await queuedOffice();
    world.opened = true;
    await send();
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'cancelled', code: 'opened' });
  });

  test('who has opened the document does get word of its recall', async () => {
    const { world, send, sent } = await queuedOffice(takenBack(incoming(), 'recalled'), 'recalled');
    world.opened = true;
    await send();
    expect(sent[0]?.text).toMatch(/^THU HOI: VB 7816\/VPCP-TTDT/);
  });

  test('a replaced document is told with the code of its successor', async () => {
    const { world, send, sent } = await queuedOffice(takenBack(incoming(), 'replaced'), 'recalled');
    world.replacementCode = '7900/VPCP-TTĐT';
    await send();
    expect(sent[0]?.text).toContain('da duoc thay the bang 7900/VPCP-TTDT.');
  });

  test.each([
    ['opted-out', leader({ optedOut: true })],
    ['not-on-guest-list', leader({ guestList: false })],
    ['no-consent', leader({ smsConsent: false })],
    ['unknown-person', undefined],
  ])('a person who is %s meanwhile gets nothing', async (code, person) => {
    const { world, send, sent, row } = await queuedOffice();
    world.person = person;
    await send();
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'suppressed', code });
  });

  test('a notice older than a day expires', async () => {
    const { world, send, sent, row } = await queuedOffice();
    world.now += NOTICE_LIFETIME_MS;
    await send();
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'expired' });
  });

  test('with too little of the lease left nothing is sent, and the notice waits', async () => {
    const office = await queuedOffice();
    const { world, sent, row } = office;
    const slow = {
      ...office.deps,
      vault: {
        ...office.deps.vault,
        open: async (personId: string, ciphertext: string) => {
          world.now += SEND_LEASE_MS - 5_000;
          return office.deps.vault.open(personId, ciphertext);
        },
      },
    };
    await sendNotice(slow, row().noticeId);
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'queued', code: 'LEASE_SHORT' });
  });
});

describe('when something fails', () => {
  test('a throttled notice waits and is sent later', async () => {
    const { world, send, sent, row } = await queuedOffice();
    world.beforeSending = () => {
      throw new SmsCertainlyNotSentError('SMS_THROTTLED', true);
    };
    const outcome = await send();
    expect(outcome).toMatchObject({ status: 'queued', code: 'SMS_THROTTLED' });
    world.beforeSending = () => undefined;
    expect(await send()).toEqual({ kind: 'not-claimed' });
    world.now = Date.parse(row().notBefore ?? '');
    await send();
    expect(sent).toHaveLength(1);
    expect(row()).toMatchObject({ status: 'accepted', attempts: 2 });
    expect(row()).not.toHaveProperty('code');
  });

  test('a refused notice fails with the code', async () => {
    const { world, send, row } = await queuedOffice();
    world.beforeSending = () => {
      throw new SmsCertainlyNotSentError('SMS_REFUSED', false);
    };
    await send();
    expect(row()).toMatchObject({ status: 'failed', code: 'SMS_REFUSED' });
  });

  test.each([
    ['the answer is lost', new SmsFateUnknownError('SMS_CONNECTION_LOST'), 'SMS_CONNECTION_LOST'],
    ['the channel breaks its word', new TypeError('boom'), 'SMS_CHANNEL_FAILED'],
  ])(
    'when %s the fate is unknown and an ordinary notice is never sent again',
    async (_what, error, code) => {
      const { world, send, sent, row } = await queuedOffice();
      world.afterSending = () => {
        throw error;
      };
      await send();
      world.now += 3_600_000;
      await send();
      expect(sent).toHaveLength(1);
      expect(row()).toMatchObject({ status: 'unknown', code });
    },
  );

  test('when facts cannot be read nothing leaves, and the notice waits', async () => {
    const { world, send, sent, row } = await queuedOffice();
    world.factsError = new Error('throttled');
    expect(await send()).toMatchObject({ status: 'queued', cause: world.factsError });
    expect(sent).toEqual([]);
    expect(row()).toMatchObject({ status: 'queued', code: 'NOT_PREPARED' });
  });

  test('a number that cannot be read fails at once', async () => {
    const office = await queuedOffice();
    const deps = {
      ...office.deps,
      vault: {
        ...office.deps.vault,
        open: async () => {
          throw new PhoneUnreadableError();
        },
      },
    };
    await sendNotice(deps, office.row().noticeId);
    expect(office.row()).toMatchObject({ status: 'failed', code: 'PHONE_UNREADABLE' });
  });
});

describe('a hoả tốc arrival of unknown fate', () => {
  const lostOffice = async () => {
    const office = await queuedOffice(hoaToc());
    office.world.afterSending = () => {
      throw new SmsFateUnknownError('SMS_TIMED_OUT');
    };
    await office.send();
    return office;
  };

  test('is told once more after 90 s, worded as a reminder', async () => {
    const { world, send, sent, row } = await lostOffice();
    world.afterSending = () => undefined;
    world.now += 89_999;
    expect(await send()).toEqual({ kind: 'not-claimed' });
    world.now += 1;
    await send();
    expect(sent.map(({ text }) => text.slice(0, 17))).toEqual([
      'HOA TOC. VB den 1',
      'NHAC LAI: HOA TOC',
    ]);
    expect(row()).toMatchObject({ status: 'accepted', round: 'reminder' });
  });

  test('is not told a third time', async () => {
    const { world, send, sent, row } = await lostOffice();
    for (let hour = 0; hour < 5; hour += 1) {
      world.now += 3_600_000;
      await send();
    }
    expect(sent).toHaveLength(2);
    expect(row()).toMatchObject({ status: 'unknown' });
  });

  test('is not told again once it was opened', async () => {
    const { world, send, sent, row } = await lostOffice();
    world.opened = true;
    world.now += 90_000;
    await send();
    expect(sent).toHaveLength(1);
    expect(row()).toMatchObject({ status: 'cancelled', code: 'opened' });
  });

  test('whose worker died is unknown after its lease and reminded after 90 s', async () => {
    const { world, sent, row, queue, outbox, send } = createSendingOffice(hoaToc());
    const { noticeId } = await queue();
    await outbox.claim(noticeId, 'dead', new Date(world.now));
    world.now += SEND_LEASE_MS;
    expect(await send()).toMatchObject({ status: 'unknown', code: 'LEASE_EXPIRED' });
    world.now += 30_000;
    await send();
    expect(sent.map(({ text }) => text.slice(0, 8))).toEqual(['NHAC LAI']);
    expect(row()).toMatchObject({ status: 'accepted', round: 'reminder' });
  });
});

test('an accepted message is kept although the lease ran out while it was on its way', async () => {
  const office = await queuedOffice();
  const { world, row } = office;
  world.afterSending = () => {
    world.now += SEND_LEASE_MS;
  };
  const deps = {
    ...office.deps,
    channel: {
      send: async (sms: Parameters<typeof office.deps.channel.send>[0]) => {
        const answer = await office.deps.channel.send(sms);
        await office.send();
        expect(row().status).toBe('unknown');
        return answer;
      },
    },
  };
  await sendNotice(deps, row().noticeId);
  expect(row()).toMatchObject({ status: 'accepted', messageId: 'm1' });
});
