import { vietnamIso } from '../kernel/vietnam-time.ts';
import { type Finding, finding } from './finding.ts';
import type { PausedEffect, QueueDepth } from './readers.ts';

const MINUTE_MS = 60_000;
/** The line names so many; the answer as JSON has all. */
const NAMED_FAILURES = 10;
/** The sweeper comes each minute; what is due for longer than this nobody has come for. */
const LATE_MS = 5 * MINUTE_MS;

/** Dead messages are a fault; a queue that is merely busy is only said. */
export const checkQueues = (depths: readonly QueueDepth[]): Finding[] => {
  const say = finding('queues');
  const dead = depths.filter((depth) => depth.dead > 0);
  const busy = depths.filter(({ waiting, inFlight, delayed }) => waiting + inFlight + delayed > 0);
  return [
    ...(dead.length === 0 ? [say('ok', 'QUEUES_FINE', { count: depths.length })] : []),
    ...dead.map((depth) => say('fault', 'QUEUE_DEAD', { queue: depth.name, count: depth.dead })),
    ...busy.map(({ name, waiting, inFlight, delayed }) =>
      say('ok', 'QUEUE_BUSY', { queue: name, count: waiting + inFlight + delayed }),
    ),
  ];
};

/**
 * The oldest due work of each effect. A queue cannot say how old its oldest message is (that is a
 * CloudWatch metric, and an alarm watches it); the work itself stands in the register with the
 * instant it was due. Work of a paused effect waits on purpose.
 */
export const checkDueWork = (
  oldest: readonly { readonly effect: string; readonly dueAt: string }[],
  paused: readonly PausedEffect[],
  now: Date,
): Finding[] => {
  const say = finding('work');
  const isPaused = (effect: string): boolean => paused.some((one) => one.effect === effect);
  const due = oldest.map(({ effect, dueAt }) => {
    const ms = now.getTime() - Date.parse(dueAt);
    return { effect, minutes: Math.floor(ms / MINUTE_MS), late: ms > LATE_MS && !isPaused(effect) };
  });
  return [
    ...(due.some(({ late }) => late) ? [] : [say('ok', 'WORK_ON_TIME')]),
    ...due.map(({ effect, minutes, late }) =>
      say(late ? 'fault' : 'ok', late ? 'WORK_LATE' : 'WORK_WAITS', { effect, minutes }),
    ),
  ];
};

export const checkPauses = (paused: readonly PausedEffect[]): Finding[] => {
  const say = finding('pauses');
  return paused.length === 0
    ? [say('ok', 'NO_PAUSE')]
    : paused.map(({ effect, by, at }) =>
        say('warning', 'EFFECT_PAUSED', { effect, by, at: vietnamIso(new Date(at)) }),
      );
};

/** Documents whose work failed with a code: known to the clerk's list, and no fault of the office. */
export const checkFailures = (documentIds: readonly string[]): Finding[] => {
  const say = finding('failures');
  if (documentIds.length === 0) return [say('ok', 'NO_FAILURE')];
  const named = documentIds.slice(0, NAMED_FAILURES).join(', ');
  const ids = documentIds.length > NAMED_FAILURES ? `${named}, …` : named;
  return [
    { ...say('warning', 'DOCUMENTS_FAILED', { count: documentIds.length, ids }), documentIds },
  ];
};

export const checkDeadlines = (overdue: number): Finding[] => [
  overdue === 0
    ? finding('deadlines')('ok', 'NOTHING_OVERDUE')
    : finding('deadlines')('warning', 'TASKS_OVERDUE', { count: overdue }),
];
