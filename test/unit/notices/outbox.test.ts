import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import type { NoticeRow, NoticeStatus } from '../../../lib/notices/notice-row.ts';
import {
  isClaimable,
  mayHaveBeenTold,
  type NoticeEvent,
  queueNotice,
  stepNotice,
} from '../../../lib/notices/outbox.ts';
import { ARRIVAL } from './sample-documents.ts';

const later = (milliseconds: number): Date => new Date(ARRIVAL.getTime() + milliseconds);

const queued = (
  urgency: NoticeRow['urgency'] = 'thuong',
  occasion: NoticeRow['occasion'] = 'arrival',
): NoticeRow =>
  queueNotice(
    {
      documentId: documentIdOf('e-office', 'vb-1'),
      personId: 'chu-nhiem',
      occasion,
      urgency,
      template: 'arrival',
    },
    ARRIVAL,
  );

const claim: NoticeEvent = { kind: 'claimed', claimId: 'c1' };
const accepted: NoticeEvent = {
  kind: 'accepted',
  messageId: 'm1',
  template: 'arrival',
  templateVersion: 1,
};
const lost: NoticeEvent = { kind: 'fate-unknown', code: 'SMS_TIMED_OUT' };
const throttled: NoticeEvent = {
  kind: 'not-sent',
  code: 'SMS_THROTTLED',
  retryable: true,
  jitter: 0.5,
};
const refused: NoticeEvent = {
  kind: 'not-sent',
  code: 'SMS_REFUSED',
  retryable: false,
  jitter: 0.5,
};
const opened: NoticeEvent = { kind: 'cancelled', cause: 'opened' };
const recalled: NoticeEvent = { kind: 'cancelled', cause: 'not-in-force' };

const run = (row: NoticeRow, events: readonly NoticeEvent[], every = 120_000): NoticeRow =>
  events.reduce((current, event, at) => stepNotice(current, event, later(at * every)), row);

describe('one notice', () => {
  test.each<[string, readonly NoticeEvent[], NoticeStatus, boolean]>([
    ['is accepted', [claim, accepted], 'accepted', false],
    ['waits after throttling', [claim, throttled], 'queued', true],
    ['fails when refused', [claim, refused], 'failed', false],
    ['is unknown after a lost answer', [claim, lost], 'unknown', false],
    ['is unknown after its worker died', [claim, { kind: 'lease-expired' }], 'unknown', false],
    ['is cancelled when opened', [claim, opened], 'cancelled', false],
    [
      'is suppressed when opted out',
      [claim, { kind: 'suppressed', cause: 'opted-out' }],
      'suppressed',
      false,
    ],
    ['expires', [claim, { kind: 'expired' }], 'expired', false],
    ['is accepted by a late answer', [claim, lost, accepted], 'accepted', false],
  ])('an ordinary one %s', (_what, events, status, waits) => {
    const row = run(queued(), events);
    expect(row.status).toBe(status);
    expect(row.dueAt !== undefined).toBe(waits);
    expect(row.notBefore !== undefined).toBe(waits);
  });

  test.each<[string, readonly NoticeEvent[], NoticeStatus, boolean]>([
    ['may be told again when unknown', [claim, lost], 'unknown', true],
    ['is accepted with its reminder', [claim, lost, claim, accepted], 'accepted', false],
    ['stays unknown when the reminder is lost too', [claim, lost, claim, lost], 'unknown', false],
    ['may wait with its reminder', [claim, lost, claim, throttled], 'unknown', true],
    ['stays unknown when the reminder is refused', [claim, lost, claim, refused], 'unknown', false],
    ['stays unknown when recalled meanwhile', [claim, lost, claim, recalled], 'unknown', false],
    ['is settled when opened meanwhile', [claim, lost, claim, opened], 'cancelled', false],
  ])('a hoả tốc one %s', (_what, events, status, waits) => {
    const row = run(queued('hoa_toc'), events);
    expect(row.status).toBe(status);
    expect(row.notBefore !== undefined).toBe(waits);
    expect(mayHaveBeenTold(row)).toBe(true);
  });

  test('the reminder comes 90 s after the first text was begun', () => {
    const row = run(queued('hoa_toc'), [claim, lost], 1_000);
    expect(row.notBefore).toBe(later(90_000).toISOString());
    expect(isClaimable(row, later(89_999))).toBe(false);
  });

  test('of a recall no reminder is sent, not even of a hoả tốc document', () => {
    expect(run(queued('hoa_toc', 'recalled'), [claim, lost]).notBefore).toBeUndefined();
  });

  test('the waits between tries grow and stay below 15 minutes, and the eighth try is the last', () => {
    let row = queued();
    let now = ARRIVAL;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      row = stepNotice(stepNotice(row, claim, now), throttled, now);
      if (row.notBefore === undefined) break;
      waits.push(Date.parse(row.notBefore) - now.getTime());
      now = new Date(row.notBefore);
    }
    expect(waits).toHaveLength(7);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60_000);
    expect(row).toMatchObject({ status: 'failed', code: 'SMS_THROTTLED', attempts: 8 });
  });

  test.each<[string, readonly NoticeEvent[]]>([
    ['accepted', [claim, accepted]],
    ['unknown', [claim, lost]],
    ['failed', [claim, refused]],
    ['cancelled', [claim, opened]],
    ['claimed', [claim]],
  ])('an ordinary %s one cannot be claimed again', (_status, events) => {
    expect(() => run(queued(), [...events, claim])).toThrow(
      expect.objectContaining({ code: 'NOTICE_TRANSITION' }),
    );
  });

  test('every change of state leaves a line with its time and reason', () => {
    expect(run(queued(), [claim, refused], 1_000).trail).toEqual([
      { by: 'notify', at: later(0).toISOString(), to: 'queued' },
      { by: 'send-sms', at: later(0).toISOString(), to: 'claimed' },
      { by: 'send-sms', at: later(1_000).toISOString(), to: 'failed', reason: 'SMS_REFUSED' },
    ]);
  });
});

test('in any order of steps a text leaves once, and twice only as a hoả tốc reminder', () => {
  const event = fc.constantFrom<NoticeEvent>(
    claim,
    accepted,
    lost,
    throttled,
    refused,
    opened,
    recalled,
    { kind: 'lease-expired' },
    { kind: 'expired' },
  );
  const steps = fc.array(fc.record({ event, wait: fc.integer({ min: 0, max: 200_000 }) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.constantFrom('thuong', 'hoa_toc'), steps, (urgency, list) => {
      let row = queued(urgency as NoticeRow['urgency']);
      let now = 0;
      let mayBeOut = 0;
      for (const step of list) {
        now += step.wait;
        const wasClaimed = row.status === 'claimed';
        try {
          row = stepNotice(row, step.event, later(now));
        } catch (error) {
          expect(error).toMatchObject({ code: 'NOTICE_TRANSITION' });
          continue;
        }
        // A text may have left in a claim that ended accepted, or without a known end.
        const left = ['accepted', 'fate-unknown', 'lease-expired'].includes(step.event.kind);
        if (wasClaimed && left) mayBeOut += 1;
        expect(row.dueAt === undefined).toBe(
          row.notBefore === undefined && row.status !== 'claimed',
        );
      }
      expect(mayBeOut).toBeLessThanOrEqual(urgency === 'hoa_toc' ? 2 : 1);
      if (mayBeOut === 2) expect(row.round).toBe('reminder');
    }),
    { numRuns: 2_000 },
  );
});
