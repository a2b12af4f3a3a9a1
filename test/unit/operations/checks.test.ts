import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { queuesOf } from '../../../lib/cli/office/queues.sqs.ts';
import { booksOf, checkNumbers } from '../../../lib/operations/check-numbers.ts';
import {
  checkCertificates,
  checkClocks,
  checkDisk,
  checkProtections,
} from '../../../lib/operations/check-place.ts';
import {
  checkDueWork,
  checkFailures,
  checkPauses,
  checkQueues,
} from '../../../lib/operations/check-work.ts';
import type { Finding } from '../../../lib/operations/finding.ts';
import { createDemoAuthority } from '../../../lib/signing/demo-authority.ts';
import { createLocalRsaSigner } from '../../../lib/signing/signer.local.ts';

const now = new Date('2026-11-20T03:00:00Z');
const DAY_MS = 86_400_000;

const counter = (last: number, lastDate: string) => ({
  pk: 'SERIES#den#2026',
  sk: 'COUNTER',
  last,
  lastDate,
});
const number = (n: number, date: string, documentId = `d${n}`, status = 'issued') => ({
  pk: 'SERIES#den#2026',
  sk: `N#${String(n).padStart(6, '0')}`,
  date,
  documentId,
  status,
});
const judge = (...items: Record<string, unknown>[]) =>
  checkNumbers({ books: booksOf(items), notSeen: [] });
const codes = (findings: readonly Finding[]) => findings.map(({ level, code }) => [level, code]);
const today = '2026-11-20';

describe('the numbers of a book (R4)', () => {
  it('are well when counter and rows agree and dates never run back', () => {
    const found = judge(number(2, today), counter(2, today), number(1, '2026-11-19'));
    expect(found).toMatchObject([
      { level: 'ok', code: 'BOOK_FINE', facts: { book: 'den/2026', count: '2' } },
    ]);
  });

  it('are a fault with a gap, which is named', () => {
    expect(judge(counter(3, today), number(1, today), number(3, today))).toMatchObject([
      { level: 'fault', code: 'NUMBERS_MISSING', facts: { numbers: '2' } },
    ]);
  });

  it('are a fault when the counter stands behind the rows or ahead of them', () => {
    const behind = judge(counter(1, today), number(1, today), number(2, today));
    expect(behind).toMatchObject([
      { level: 'fault', code: 'COUNTER_BEHIND', facts: { last: '1', highest: '2' } },
    ]);
    expect(codes(judge(counter(2, today), number(1, today)))).toEqual([
      ['fault', 'NUMBERS_MISSING'],
      ['fault', 'COUNTER_AHEAD'],
    ]);
    expect(codes(judge(number(1, today)))).toEqual([['fault', 'COUNTER_BEHIND']]);
  });

  it('are a fault when a date runs back', () => {
    expect(judge(counter(2, today), number(1, today), number(2, '2026-11-19'))).toMatchObject([
      { level: 'fault', code: 'DATES_BACK', facts: { number: '2' } },
    ]);
  });

  it('are a fault when one document holds two, unless one of them is void', () => {
    const twice = judge(counter(2, today), number(1, today, 'd'), number(2, today, 'd'));
    expect(twice).toMatchObject([{ code: 'NUMBER_DOUBLE', facts: { numbers: '1, 2' } }]);
    const voided = judge(counter(2, today), number(1, today, 'd', 'void'), number(2, today, 'd'));
    expect(codes(voided)).toEqual([['ok', 'BOOK_FINE']]);
    const copies = [1, 2].map((n) => ({ ...number(n, today, 'd'), copyId: `c${n}` }));
    expect(codes(judge(counter(2, today), ...copies))).toEqual([['ok', 'BOOK_FINE']]);
  });

  it('tell an older copy of the tables by evidence beyond the next number', () => {
    const [book] = booksOf([counter(1, today), number(1, today)]);
    const seen = (highestEvidence: number) =>
      checkNumbers({ books: book ? [{ ...book, highestEvidence }] : [], notSeen: [] });
    expect(codes(seen(2))).toEqual([['ok', 'BOOK_FINE']]);
    expect(seen(3)).toMatchObject([
      { level: 'fault', code: 'EVIDENCE_AHEAD', facts: { last: '1', highest: '3' } },
    ]);
  });

  it('may not have been given yet, and books left out are named', () => {
    expect(codes(judge())).toEqual([['ok', 'NO_BOOK']]);
    expect(checkNumbers({ books: [], notSeen: ['di/2019', 'den/2019'] })).toMatchObject([
      { level: 'ok', code: 'BOOKS_NOT_SEEN', facts: { books: 'den/2019, di/2019' } },
    ]);
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

  it('are a fault only with dead messages; busy ones are only said', () => {
    expect(codes(checkQueues([depth(0, 5)]))).toEqual([
      ['ok', 'QUEUES_FINE'],
      ['ok', 'QUEUE_BUSY'],
    ]);
    expect(checkQueues([depth(2)])).toMatchObject([
      { level: 'fault', code: 'QUEUE_DEAD', facts: { queue: 'sign', count: '2' } },
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

  it('is a fault once the sweeper must have come several times', () => {
    expect(codes(checkDueWork([], [], now))).toEqual([['ok', 'WORK_ON_TIME']]);
    expect(codes(checkDueWork(due(4), [], now))).toEqual([
      ['ok', 'WORK_ON_TIME'],
      ['ok', 'WORK_WAITS'],
    ]);
    expect(checkDueWork(due(12), [], now)).toMatchObject([
      { level: 'fault', code: 'WORK_LATE', facts: { effect: 'sign', minutes: '12' } },
    ]);
  });

  it('waits on purpose while its effect is paused, which is said', () => {
    const paused = [{ effect: 'sign', by: 'an', at: now.toISOString() }];
    expect(checkDueWork(due(60), paused, now)).toMatchObject([
      { level: 'ok', code: 'WORK_ON_TIME' },
      { level: 'ok', code: 'WORK_WAITS', facts: { effect: 'sign', minutes: '60' } },
    ]);
    expect(checkPauses(paused)).toMatchObject([
      {
        level: 'warning',
        code: 'EFFECT_PAUSED',
        facts: { effect: 'sign', by: 'an', at: '2026-11-20T10:00:00+07:00' },
      },
    ]);
  });

  it('that failed in many documents names ten of them in its line, all of them in its data', () => {
    expect(codes(checkFailures([]))).toEqual([['ok', 'NO_FAILURE']]);
    const ids = Array.from({ length: 12 }, (_, at) => `v-${at}`);
    const [found] = checkFailures(ids);
    expect(found).toMatchObject({ level: 'warning', code: 'DOCUMENTS_FAILED', documentIds: ids });
    expect(found?.facts['ids']).toMatch(/^v-0, .*, v-9, …$/);
  });
});

describe('certificates', () => {
  it('are said 60 days before they end, and are a fault in the last week', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await createDemoAuthority({
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      signer: createLocalRsaSigner(privateKey),
      serial: 1n,
      now,
    });
    const signers = [{ signerId: 'agency', certificate: certificate.toString('base64') }];
    const [fine] = checkCertificates(signers, now);
    const [, day, month, year] = /(\d\d)\/(\d\d)\/(\d{4})/.exec(fine?.facts['date'] ?? '') ?? [];
    const end = Date.parse(`${year}-${month}-${day}T00:00:00+07:00`);
    const left = (days: number) =>
      codes(checkCertificates(signers, new Date(end - days * DAY_MS)))[0];
    expect(left(70)).toEqual(['ok', 'CERTIFICATE_FINE']);
    expect(left(50)).toEqual(['warning', 'CERTIFICATE_ENDS']);
    expect(left(10)).toEqual(['warning', 'CERTIFICATE_ENDS']);
    expect(left(3)).toEqual(['fault', 'CERTIFICATE_ENDS']);
    expect(left(-2)).toEqual(['fault', 'CERTIFICATE_ENDED']);
  });

  it('that cannot be read, or are not there, are said', () => {
    expect(codes(checkCertificates([{ signerId: 'x', certificate: 'AAAA' }], now))).toEqual([
      ['fault', 'CERTIFICATE_UNREADABLE'],
    ]);
    expect(codes(checkCertificates([], now))).toEqual([['warning', 'NO_SIGNER']]);
  });
});

describe('place and time', () => {
  it('is a fault when the disk is nearly full', () => {
    const MB = 1024 * 1024;
    const folder = 3 * MB;
    expect(checkDisk({ free: 50 * MB, folder })).toMatchObject([
      { level: 'fault', code: 'DISK_LOW', facts: { free: '50 MB' } },
      { level: 'ok', code: 'FOLDER_SIZE', facts: { size: '3 MB' } },
    ]);
    expect(checkDisk({ free: 500 * MB, folder })[0]).toMatchObject({ level: 'warning' });
    expect(checkDisk({ free: 5000 * MB, folder })[0]).toMatchObject({
      level: 'ok',
      facts: { free: '4.9 GB' },
    });
  });

  it('is a fault when clocks differ by more than senders are allowed', () => {
    const off = (differenceMs: number) => checkClocks([{ what: 'x', differenceMs }])[0]?.level;
    expect([off(-301_000), off(90_000), off(1_000)]).toEqual(['fault', 'warning', 'ok']);
  });

  it('is a fault when a restored table was left without its protections', () => {
    const bare = { resource: 'register', missing: ['deletion protection'] };
    expect(checkProtections([bare, { resource: 'history', missing: [] }])).toMatchObject([
      { level: 'fault', code: 'UNPROTECTED', facts: { resource: 'register' } },
    ]);
    expect(checkProtections([{ resource: 'history', missing: [] }])).toMatchObject([
      { level: 'ok', code: 'PROTECTED', facts: { count: '1' } },
    ]);
  });
});
