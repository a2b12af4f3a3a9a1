import { localInstant } from '../describe-document.ts';
import type { Messages } from '../messages.en.ts';
import type { QueueDepth } from '../office/queues.sqs.ts';
import type { PausedEffect } from '../office/register.dynamo.ts';
import { type Finding, finding } from './finding.ts';

const MINUTE_MS = 60_000;
/** The line names so many; the answer as JSON has all. */
const NAMED_FAILURES = 10;
/** The sweeper comes each minute; what is due for longer than this nobody has come for. */
const LATE_MS = 5 * MINUTE_MS;

/** Dead messages are wrong; a queue that is merely busy is only said. */
export const checkQueues = (depths: readonly QueueDepth[], { doctor }: Messages): Finding[] => {
  const say = finding('queues');
  const dead = depths.filter((depth) => depth.dead > 0);
  const busy = depths.filter(({ waiting, inFlight, delayed }) => waiting + inFlight + delayed > 0);
  return [
    ...(dead.length === 0 ? [say('ok', doctor.queuesFine(depths.length))] : []),
    ...dead.map((depth) => say('wrong', doctor.dead(depth.name, depth.dead))),
    ...busy.map(({ name, waiting, inFlight, delayed }) =>
      say('ok', doctor.busy(name, waiting + inFlight + delayed)),
    ),
  ];
};

/** Oldest due work of each effect. Work of a paused effect waits on purpose. */
export const checkDueWork = (
  oldest: readonly { readonly effect: string; readonly dueAt: string }[],
  paused: readonly PausedEffect[],
  now: Date,
  { doctor }: Messages,
): Finding[] => {
  const say = finding('work');
  const late = oldest
    .map(({ effect, dueAt }) => ({ effect, ms: now.getTime() - Date.parse(dueAt) }))
    .filter(({ effect, ms }) => ms > LATE_MS && !paused.some((one) => one.effect === effect));
  return late.length === 0
    ? [say('ok', doctor.noOverdue)]
    : late.map(({ effect, ms }) =>
        say('wrong', doctor.overdue(effect, Math.floor(ms / MINUTE_MS))),
      );
};

export const checkPauses = (paused: readonly PausedEffect[], { doctor }: Messages): Finding[] => {
  const say = finding('pauses');
  return paused.length === 0
    ? [say('ok', doctor.noPause)]
    : paused.map(({ effect, by, at }) =>
        say('warning', doctor.paused(effect, by, localInstant(at))),
      );
};

/** Documents whose work failed with a code: known to the clerk's list, and no fault of the office. */
export const checkFailures = (documentIds: readonly string[], { doctor }: Messages): Finding[] => {
  const say = finding('failures');
  if (documentIds.length === 0) return [say('ok', doctor.noFailed)];
  const named = documentIds.slice(0, NAMED_FAILURES).join(', ');
  const ids = documentIds.length > NAMED_FAILURES ? `${named}, …` : named;
  return [{ ...say('warning', doctor.failed(documentIds.length, ids)), documentIds }];
};
