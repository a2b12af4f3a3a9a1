import type { MobilePhone } from '../../../lib/notices/mobile-phone.ts';
import { chooseTemplate } from '../../../lib/notices/notice-content.ts';
import type { NoticeRow, Occasion } from '../../../lib/notices/notice-row.ts';
import { queueNotice } from '../../../lib/notices/outbox.ts';
import type { Person } from '../../../lib/notices/people.ts';
import { type SendDeps, sendNotice } from '../../../lib/notices/send.ts';
import type { SmsToSend } from '../../../lib/notices/sms-channel.ts';
import { handOverKey } from '../../../lib/notices/sms-evidence.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { createMemoryOutbox } from './memory-outbox.ts';
import { ARRIVAL, leader } from './sample-documents.ts';

/** An office with one notice, a clock in the test's hand and a channel that notes what leaves. */
export const createSendingOffice = (initial: DocumentState) => {
  const outbox = createMemoryOutbox();
  const sent: SmsToSend[] = [];
  const world = {
    now: ARRIVAL.getTime(),
    state: initial as DocumentState | undefined,
    person: leader() as Person | undefined,
    opened: false,
    guestListOnly: true,
    replacementCode: undefined as string | undefined,
    /** Called when a text has left the house; may throw in the channel's place. */
    afterSending: (_sms: SmsToSend): void => undefined,
    beforeSending: (_sms: SmsToSend): void => undefined,
    factsError: undefined as Error | undefined,
  };
  const evidence = new Map<string, string>();
  let ids = 0;
  const deps: SendDeps = {
    outbox,
    facts: {
      load: async () => {
        if (world.factsError) throw world.factsError;
        const { state, opened, person, replacementCode } = world;
        return { state, opened, person, ...(replacementCode ? { replacementCode } : {}) };
      },
    },
    vault: {
      seal: async (_personId, phone) => ({ ciphertext: `sealed:${phone}`, hmac: 'h' }),
      open: async (_personId, ciphertext) => ciphertext.replace('sealed:', '') as MobilePhone,
    },
    evidence: {
      record: async (handOver, claimId) => {
        const key = handOverKey(handOver);
        const first = evidence.get(key) ?? claimId;
        evidence.set(key, first);
        return first === claimId;
      },
      has: async (handOver) => evidence.has(handOverKey(handOver)),
    },
    channel: {
      send: async (sms) => {
        world.beforeSending(sms);
        sent.push(sms);
        world.afterSending(sms);
        return { messageId: `m${sent.length}` };
      },
    },
    policy: {
      get guestListOnly() {
        return world.guestListOnly;
      },
    },
    now: () => new Date(world.now),
    newId: () => {
      ids += 1;
      return `c${ids}`;
    },
    random: () => 0.5,
  };

  const queue = async (occasion: Occasion = 'arrival'): Promise<NoticeRow> => {
    const row = queueNotice(
      {
        documentId: initial.documentId,
        personId: 'chu-nhiem',
        occasion,
        urgency: initial.core.facts?.urgency ?? 'thuong',
        template: chooseTemplate({ occasion, round: 'first' }, initial),
      },
      new Date(world.now),
    );
    await outbox.createPage([row]);
    return row;
  };
  const row = (): NoticeRow => {
    const [only] = outbox.rows();
    if (!only) throw new Error('no notice was made');
    return only;
  };
  return { outbox, world, sent, deps, queue, row, send: () => sendNotice(deps, row().noticeId) };
};
