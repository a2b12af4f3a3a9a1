import { effects } from '../register/work.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkCertificates, checkClocks, checkDisk, checkProtections } from './check-place.ts';
import {
  checkDeadlines,
  checkDueWork,
  checkFailures,
  checkPauses,
  checkQueues,
} from './check-work.ts';
import { type CheckName, type Finding, fillFacts, finding } from './finding.ts';
import { findingTexts } from './finding-texts.vi.ts';
import type { OperationsReaders, PausedEffect, QueueDepth } from './readers.ts';

/** Everything that was found, with what the findings were made of. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly queues: readonly QueueDepth[];
  readonly paused: readonly PausedEffect[];
}

const isForbidden = (error: unknown): error is Error =>
  error instanceof Error &&
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403;

/** What may not be read is said, and the rest is looked at all the same. */
const tolerate = async (check: CheckName, look: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await look();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return [finding(check)('warning', 'NOT_READABLE', { what: check, reason: error.name })];
  }
};

const findDueWork = async (
  readers: OperationsReaders,
  paused: readonly PausedEffect[],
  now: Date,
): Promise<Finding[]> => {
  const oldest = await Promise.all(
    effects.map(async (effect) => ({ effect, dueAt: await readers.oldestDue(effect, now) })),
  );
  return checkDueWork(
    oldest.flatMap(({ effect, dueAt }) => (dueAt === undefined ? [] : [{ effect, dueAt }])),
    paused,
    now,
  );
};

/** Looks at everything at once; `now` judges deadlines, leases and certificates. */
export const lookAtOffice = async (readers: OperationsReaders, now: Date): Promise<Examination> => {
  const [queues, paused] = await Promise.all([readers.queues(), readers.pausedEffects()]);
  const { overdueTasks, protections, clocks, disk } = readers;
  const looks: readonly (readonly [CheckName, () => Promise<Finding[]>])[] = [
    ['work', () => findDueWork(readers, paused, now)],
    ['failures', async () => checkFailures(await readers.failedDocuments())],
    ...(overdueTasks === undefined
      ? []
      : [['deadlines', async () => checkDeadlines(await overdueTasks(now))] as const]),
    ['numbers', async () => checkNumbers(await readers.books(now))],
    ['certificates', async () => checkCertificates(await readers.certificates(), now)],
    ...(protections === undefined
      ? []
      : [['protection', async () => checkProtections(await protections())] as const]),
    ...(clocks === undefined ? [] : [['clock', async () => checkClocks(await clocks())] as const]),
    ...(disk === undefined ? [] : [['disk', async () => checkDisk(await disk())] as const]),
  ];
  const found = await Promise.all(looks.map(([check, look]) => tolerate(check, look)));
  return {
    queues,
    paused,
    findings: [...checkQueues(queues), ...checkPauses(paused), ...found.flat()],
  };
};

/** The operator's page: every finding in a sentence, with what is to be done beneath it. */
export interface OperationsReport {
  readonly findings: { level: Finding['level']; title: string; detail?: string }[];
  readonly queues: QueueDepth[];
  readonly paused: PausedEffect[];
}

/** The operator's page of the desk (lib/desk/contract.ts): `lookAtOffice` in Vietnamese. */
export const examine = async (readers: OperationsReaders, now: Date): Promise<OperationsReport> => {
  const { findings, queues, paused } = await lookAtOffice(readers, now);
  return {
    findings: findings.map(({ level, code, facts }) => {
      const { title, act } = findingTexts[code];
      return {
        level,
        title: fillFacts(title, facts),
        ...(act === undefined ? {} : { detail: fillFacts(act, facts) }),
      };
    }),
    queues: [...queues],
    paused: [...paused],
  };
};
