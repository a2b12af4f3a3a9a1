import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ConcurrencyError } from '../../kernel/errors.ts';
import { pauseEverything, recoverOffice } from '../../operations/recovery/recover-office.ts';
import { apiUrlOf, type CommandContext, type CommandResult, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';
import { openRecovery } from '../office/recovery.dynamo.ts';
import { linesOfReport } from './describe-report.ts';
import { refusal } from './explain.ts';
import type { RecoveryMessages } from './messages.en.ts';
import { isDoorOpen } from './probe-door.ts';

export interface RecoverOptions {
  readonly personId: string;
  readonly reason: string;
  readonly dryRun: boolean;
}

/** Running functions look at the pause switch at least this often. */
const SEEN_MS = 11_000;
/** A message whose run failed comes back within the visibility of its queue. */
const BUSY_LIMIT_MS = 240_000;
const LOOK_EACH_MS = 2_000;

const waitForWork = async (
  { now }: CommandContext,
  messages: RecoveryMessages,
  busyEffects: () => Promise<readonly string[]>,
): Promise<void> => {
  await pause(SEEN_MS);
  const deadline = now().getTime() + BUSY_LIMIT_MS;
  for (;;) {
    const busy = await busyEffects();
    if (busy.length === 0) return;
    if (now().getTime() > deadline)
      throw refusal(messages, 'EFFECTS_BUSY', { queues: busy.join(', ') });
    await pause(LOOK_EACH_MS);
  }
};

/**
 * `vanthu recover`: after tables were put back to an older copy. Pauses every effect, makes books
 * and notices whole from the evidence outside the tables, and leaves the effects paused.
 * A local office has its doors and its store in one process, so they cannot be closed there;
 * with every effect paused they give no numbers.
 * @throws CommandError DOORS_OPEN, EFFECTS_BUSY, RECOVERY_MET_WRITER, ROLE_NOT_ALLOWED
 */
export const recover = async (
  context: CommandContext,
  messages: RecoveryMessages,
  { personId, reason, dryRun }: RecoverOptions,
): Promise<CommandResult> => {
  const { address, now } = context;
  await withTables(context, (tables) => assertRole(tables, personId, 'operator'));
  const apiUrl = apiUrlOf(address);
  if (!dryRun && !address.local && (await isDoorOpen(apiUrl)))
    throw refusal(messages, 'DOORS_OPEN', { where: apiUrl });
  const random = () => randomInt(1_000_000) / 1_000_000;
  const opened = openRecovery(address, { pause: (milliseconds) => pause(milliseconds), random });
  try {
    if (!dryRun) {
      context.progress(messages.pausing);
      await pauseEverything(opened.store, personId, now());
      await waitForWork(context, messages, opened.busyEffects);
    }
    const progress = (what: 'books' | 'notices', count: number): void =>
      context.progress(`${messages.looking[what]} ${count}`);
    const report = await recoverOffice(
      { ...opened, now, progress },
      { by: personId, reason, dryRun },
    );
    context.progress('');
    return { lines: linesOfReport(report, messages, dryRun), data: { dryRun, ...report } };
  } catch (error) {
    if (!(error instanceof ConcurrencyError)) throw error;
    throw refusal(messages, 'RECOVERY_MET_WRITER', {}, error);
  } finally {
    opened.close();
  }
};
