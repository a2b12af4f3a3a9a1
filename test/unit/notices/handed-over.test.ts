import { describe, expect, test } from '@jest/globals';
import { SmsCertainlyNotSentError, SmsFateUnknownError } from '../../../lib/notices/errors.ts';
import type { NoticeRow } from '../../../lib/notices/notice-row.ts';
import { stepNotice } from '../../../lib/notices/outbox.ts';
import { sendNotice } from '../../../lib/notices/send.ts';
import { nextHandOver } from '../../../lib/notices/sms-evidence.ts';
import { hoaToc, incoming } from './sample-documents.ts';
import { createSendingOffice } from './sending-office.ts';

const throttled = () => {
  throw new SmsCertainlyNotSentError('SMS_THROTTLED', true);
};
const LATER_MS = 20 * 60_000;

/** An office with a queued notice, and the way to put its row back to an older copy. */
const queuedOffice = async (state = incoming()) => {
  const office = createSendingOffice(state);
  await office.queue();
  const { outbox, row } = office;
  return {
    ...office,
    restore: (copy: NoticeRow) => outbox.save(row(), copy),
    later: () => {
      office.world.now += LATER_MS;
    },
  };
};

describe('a notice whose row is put back to an older copy', () => {
  test('from before its sending is not sent again: its fate is unknown', async () => {
    const { send, sent, row, restore } = await queuedOffice();
    const copy = row();
    await send();
    await restore(copy);
    expect(await send()).toMatchObject({ status: 'unknown', code: 'HANDED_OVER_BEFORE' });
    expect(sent).toHaveLength(1);
    expect(row()).not.toHaveProperty('dueAt');
  });

  test('from between two tries is not sent again when the second try succeeded', async () => {
    const { world, send, sent, row, restore, later } = await queuedOffice();
    world.beforeSending = throttled;
    await send();
    const copy = row();
    world.beforeSending = () => undefined;
    later();
    await send();
    await restore(copy);
    later();
    await send();
    expect(sent).toHaveLength(1);
    expect(row()).toMatchObject({ status: 'unknown', code: 'HANDED_OVER_BEFORE' });
  });

  test('is not sent again although tries that reached no channel came before its sending', async () => {
    const { world, send, sent, row, restore, later } = await queuedOffice();
    const copy = row();
    world.factsError = new Error('no answer');
    await send();
    world.factsError = undefined;
    later();
    await send();
    expect(sent).toHaveLength(1);
    await restore(copy);
    world.factsError = new Error('no answer');
    await send();
    later();
    await send();
    world.factsError = undefined;
    later();
    await send();
    expect(sent).toHaveLength(1);
  });

  test('of a hoả tốc document is followed by its one reminder, and that by nothing', async () => {
    const { send, sent, row, restore, later } = await queuedOffice(hoaToc());
    const copy = row();
    await send();
    await restore(copy);
    await send();
    later();
    await send();
    expect(sent.map(({ text }) => text.startsWith('NHAC LAI'))).toEqual([false, true]);
    await restore({ ...copy, rev: row().rev });
    await send();
    later();
    await send();
    expect(sent).toHaveLength(2);
    expect(row()).toMatchObject({ status: 'unknown' });
  });
});

describe('evidence does not stand in the way of', () => {
  test('another try after one that certainly failed', async () => {
    const { world, send, sent, row, later } = await queuedOffice();
    world.beforeSending = throttled;
    await send();
    later();
    await send();
    world.beforeSending = () => undefined;
    later();
    await send();
    expect(sent).toHaveLength(1);
    expect(row()).toMatchObject({ status: 'accepted', handedOver: 2 });
  });

  test('the reminder of a hoả tốc document whose first text has an unknown fate', async () => {
    const { world, send, sent, row, later } = await queuedOffice(hoaToc());
    world.afterSending = () => {
      throw new SmsFateUnknownError('SMS_TIMED_OUT');
    };
    await send();
    expect(row()).toMatchObject({ status: 'unknown', round: 'reminder' });
    world.afterSending = () => undefined;
    later();
    await send();
    expect(sent).toHaveLength(2);
    expect(row()).toMatchObject({ status: 'accepted' });
  });

  test('a text when the evidence itself could not be written', async () => {
    const office = await queuedOffice();
    const failing = {
      ...office.deps,
      evidence: { ...office.deps.evidence, record: () => Promise.reject(new Error('S3 is away')) },
    };
    await sendNotice(failing, office.row().noticeId);
    expect(office.sent).toEqual([]);
    expect(office.row()).toMatchObject({ status: 'queued', code: 'NOT_PREPARED' });
    office.later();
    await office.send();
    expect(office.sent).toHaveLength(1);
  });
});

test('a notice that is done cannot become unknown by evidence', async () => {
  const { send, row } = await queuedOffice();
  await send();
  expect(nextHandOver(row())).toMatchObject({ round: 'first', count: 1 });
  expect(() =>
    stepNotice(row(), { kind: 'handed-over-before' }, new Date('2026-11-23T00:00:00Z')),
  ).toThrow('a accepted notice cannot be handed-over-before');
});
