import type { NoticeQueue } from '../../lib/notices/notify-document.ts';
import type { OutboxStore } from '../../lib/notices/outbox-store.ts';
import type { Logger } from '../../lib/platform/logger.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { sweepDueWork } from '../../lib/register/sweep.ts';

/** At most this many notices are sent again in one sweep. */
const NOTICES = 200;

export interface SweepDeps extends Pick<EffectDeps, 'works' | 'queue' | 'pauses' | 'now'> {
  readonly outbox: Pick<OutboxStore, 'due'>;
  readonly notices: NoticeQueue;
  readonly logger: Logger;
}

/** Each minute: work and notices whose time has come, and that no message carries any more. */
export const createApp = (deps: SweepDeps) => async (): Promise<void> => {
  const sent = await sweepDueWork(deps);
  for (const [effect, count] of Object.entries(sent))
    deps.logger.info('work sent again', { effect, count });
  if (await deps.pauses.isPaused('send-sms')) return;
  const due = await deps.outbox.due(deps.now(), NOTICES);
  if (due.length === 0) return;
  await deps.notices.send(due.map(({ noticeId }) => noticeId));
  deps.logger.info('notices sent again', { count: due.length });
};
