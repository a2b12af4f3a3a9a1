import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkCertificates } from '../../../lib/cli/doctor/check-certificates.ts';
import { booksOf, checkNumbers } from '../../../lib/cli/doctor/check-numbers.ts';
import { judgeClock, judgeDisk } from '../../../lib/cli/doctor/check-place.ts';
import {
  checkDueWork,
  checkFailures,
  checkPauses,
  checkQueues,
} from '../../../lib/cli/doctor/check-work.ts';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { queuesOf } from '../../../lib/cli/office/queues.sqs.ts';
import { createDemoAuthority } from '../../../lib/signing/demo-authority.ts';
import { createLocalRsaSigner } from '../../../lib/signing/signer.local.ts';

const en = messagesIn('en');
const now = new Date('2026-11-20T03:00:00Z');

const counter = (last: number, lastDate: string) => ({
  pk: 'SERIES#den#2026',
  sk: 'COUNTER',
  last,
  lastDate,
});
const number = (n: number, date: string) => ({
  pk: 'SERIES#den#2026',
  sk: `N#${String(n).padStart(6, '0')}`,
  date,
});
const judge = (...items: Record<string, unknown>[]) => checkNumbers(booksOf(items), en);

describe('the numbers of a book (R4)', () => {
  it('are well when counter and rows agree and dates never run back', () => {
    const day = '2026-11-20';
    expect(judge(number(2, day), counter(2, day), number(1, '2026-11-19'))).toEqual([
      { check: 'numbers', level: 'ok', text: 'book den/2026: 2 numbers without a gap' },
    ]);
  });

  it('are wrong with a gap', () => {
    const day = '2026-11-20';
    expect(judge(counter(3, day), number(1, day), number(3, day))).toEqual([
      { check: 'numbers', level: 'wrong', text: 'book den/2026: numbers missing: 2' },
    ]);
  });

  it('are wrong when the counter stands behind or before the rows', () => {
    const day = '2026-11-20';
    const behind = judge(counter(1, day), number(1, day), number(2, day));
    expect(behind.map(({ text }) => text)).toEqual([
      'book den/2026: the counter says 1, the highest number is 2',
    ]);
    const before = judge(counter(2, day), number(1, day));
    expect(before.map(({ level }) => level)).toEqual(['wrong', 'wrong']);
  });

  it('are wrong when a date runs back', () => {
    expect(
      judge(counter(2, '2026-11-20'), number(1, '2026-11-20'), number(2, '2026-11-19')),
    ).toMatchObject([{ level: 'wrong', text: 'book den/2026: the date runs back at number 2' }]);
  });

  it('are wrong when rows stand without a counter', () => {
    expect(judge(number(1, '2026-11-20'))).toMatchObject([{ level: 'wrong' }]);
  });

  it('may not have been given yet', () => {
    expect(judge()).toMatchObject([{ level: 'ok' }]);
  });
});

describe('queues', () => {
  const depth = (dead: number, waiting = 0) => ({
    name: 'sign',
    waiting,
    inFlight: 0,
    delayed: 0,
    dead,
  });

  it('are wrong only with dead messages; busy ones are only said', () => {
    expect(checkQueues([depth(0, 5)], en).map(({ level }) => level)).toEqual(['ok', 'ok']);
    expect(checkQueues([depth(2)], en)).toMatchObject([
      { level: 'wrong', text: expect.stringContaining('vanthu dlq redrive sign') },
    ]);
  });

  it('are found in the outputs by their two addresses', () => {
    expect(
      queuesOf({
        SendSmsQueueUrl: 'a',
        SendSmsDeadLettersUrl: 'b',
        LonelyQueueUrl: 'c',
        ApiUrl: 'd',
      }),
    ).toEqual([{ name: 'send-sms', url: 'a', deadLettersUrl: 'b' }]);
  });
});

describe('work that is due', () => {
  const due = (minutes: number) => [
    { effect: 'sign', dueAt: new Date(now.getTime() - minutes * 60_000).toISOString() },
  ];

  it('is wrong once the sweeper must have come several times', () => {
    expect(checkDueWork(due(4), [], now, en)).toMatchObject([{ level: 'ok' }]);
    expect(checkDueWork(due(12), [], now, en)).toMatchObject([
      { level: 'wrong', text: 'sign: work is overdue by 12 minutes' },
    ]);
  });

  it('waits on purpose while its effect is paused, which is said', () => {
    const paused = [{ effect: 'sign', by: 'an', at: now.toISOString() }];
    expect(checkDueWork(due(60), paused, now, en)).toMatchObject([{ level: 'ok' }]);
    expect(checkPauses(paused, en)).toMatchObject([
      { level: 'warning', text: 'sign is paused by an since 20/11/2026 10:00:00' },
    ]);
  });

  it('that failed is for the clerk, not a fault of the office', () => {
    expect(checkFailures(['v-1'], en)).toEqual([
      {
        check: 'failures',
        level: 'warning',
        text: '1 document failed and waits for the clerk: v-1',
        documentIds: ['v-1'],
      },
    ]);
    expect(checkFailures([], en)).toMatchObject([{ level: 'ok' }]);
  });

  it('that failed in many documents names ten of them in its line, all of them in its data', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `v-${at}`);
    const [found] = checkFailures(ids, en);
    expect(found?.text).toMatch(/^12 documents failed and wait for the clerk: v-0, .*, v-9, …$/);
    expect(found?.documentIds).toEqual(ids);
  });
});

describe('certificates', () => {
  it('are judged by the day they end', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await createDemoAuthority({
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      signer: createLocalRsaSigner(privateKey),
      serial: 1n,
      now,
    });
    const signers = [{ signerId: 'agency', certificate: certificate.toString('base64') }];
    const levelOn = (days: number) =>
      checkCertificates(signers, new Date(now.getTime() + days * 86_400_000), en)[0]?.level;
    expect(levelOn(0)).toBe('ok');
    expect(levelOn(5 * 365 - 10)).toBe('warning');
    expect(levelOn(5 * 365 + 1)).toBe('wrong');
  });

  it('that cannot be read, or are not there, are said', () => {
    expect(checkCertificates([{ signerId: 'x', certificate: 'AAAA' }], now, en)).toMatchObject([
      { level: 'wrong' },
    ]);
    expect(checkCertificates([], now, en)).toMatchObject([{ level: 'warning' }]);
  });
});

describe('place and time', () => {
  it('is wrong when the disk is nearly full', () => {
    const MB = 1024 * 1024;
    expect(judgeDisk(50 * MB, en)).toMatchObject({ level: 'wrong', text: '50 MB free on disk' });
    expect(judgeDisk(500 * MB, en)).toMatchObject({ level: 'warning' });
    expect(judgeDisk(5000 * MB, en)).toMatchObject({ level: 'ok', text: '4.9 GB free on disk' });
  });

  it('is wrong when the clocks differ by more than senders are allowed', () => {
    expect(judgeClock(-301_000, en)).toMatchObject({ level: 'wrong' });
    expect(judgeClock(90_000, en)).toMatchObject({ level: 'warning' });
    expect(judgeClock(1_000, en)).toMatchObject({ level: 'ok' });
  });
});
