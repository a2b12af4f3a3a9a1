import { expect, test } from '@jest/globals';
import { en } from '../../../lib/cli/doctor/messages.en.ts';
import { vi } from '../../../lib/cli/doctor/messages.vi.ts';
import { operationsPage } from '../../../lib/desk/contract.ts';
import { examine, lookAtOffice } from '../../../lib/operations/examine.ts';
import type { OperationsReaders } from '../../../lib/operations/readers.ts';

const now = new Date('2026-11-20T03:00:00Z');

const readers = (more: Partial<OperationsReaders> = {}): OperationsReaders => ({
  queues: async () => [{ name: 'sign', waiting: 1, inFlight: 0, delayed: 0, dead: 2 }],
  pausedEffects: async () => [{ effect: 'notify', by: 'an', at: now.toISOString() }],
  oldestDue: async () => undefined,
  failedDocuments: async () => [],
  books: async () => ({ books: [], notSeen: [] }),
  certificates: async () => [],
  ...more,
});

const forbidden = () =>
  Promise.reject(
    Object.assign(new Error('not allowed'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    }),
  );

test('the page of the desk says in Vietnamese what was found and what is to be done', async () => {
  const page = operationsPage.parse(await examine(readers(), now));
  expect(page.findings).toContainEqual({
    level: 'fault',
    title: 'sign: 2 thông điệp hỏng',
    detail: 'xem nhật ký của hàm, khắc phục, rồi vanthu dlq redrive sign',
  });
  expect(page.queues).toHaveLength(1);
  expect(page.paused).toEqual([{ effect: 'notify', by: 'an', at: now.toISOString() }]);
});

test('what may not be read is said, and the rest is looked at all the same', async () => {
  const { findings } = await lookAtOffice(readers({ certificates: forbidden }), now);
  expect(findings).toContainEqual({
    check: 'certificates',
    level: 'warning',
    code: 'NOT_READABLE',
    facts: { what: 'certificates', reason: 'AccessDeniedException' },
  });
  expect(findings.map(({ code }) => code)).toContain('NO_BOOK');
});

test('a failure of another kind is thrown on', async () => {
  const broken = readers({ books: () => Promise.reject(new Error('no answer')) });
  await expect(lookAtOffice(broken, now)).rejects.toThrow('no answer');
});

test('what a reader cannot offer is left out, and what it can is looked at', async () => {
  const checks = async (more: Partial<OperationsReaders>) =>
    (await lookAtOffice(readers(more), now)).findings.map(({ check }) => check);
  expect(await checks({})).not.toContain('disk');
  const all = await checks({
    disk: async () => ({ free: 1e12, folder: 1 }),
    clocks: async () => [{ what: 'x', differenceMs: 0 }],
    overdueTasks: async () => 3,
    protections: async () => [],
  });
  expect(all).toEqual(expect.arrayContaining(['disk', 'clock', 'deadlines', 'protection']));
});

test('both languages ask for the same facts in every sentence', () => {
  const factsIn = (text = '') =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
  for (const [code, text] of Object.entries(en.texts)) {
    const other = vi.texts[code as keyof typeof vi.texts];
    expect([code, factsIn(text.title)]).toEqual([code, factsIn(other.title)]);
    expect([code, text.act === undefined]).toEqual([code, other.act === undefined]);
  }
});
