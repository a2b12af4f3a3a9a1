import type { Act } from '../register/effect-runner.ts';
import { type FanOutDeps, planNotices } from './fan-out.ts';

/** Hands notices to the sender's queue; best effort, the sweeper sends what did not arrive. */
export interface NoticeQueue {
  send(noticeIds: readonly string[]): Promise<void>;
}

/** The effect `notify`: one row for each person, then one message for each row that waits. */
export const notifyDocument =
  (deps: FanOutDeps & { readonly notices: NoticeQueue }): Act =>
  async (work, state, { now }) => {
    const { noticeIds, suppressed } = await planNotices(deps, { state, step: work.step, now });
    await deps.notices.send(noticeIds);
    return {
      kind: 'done',
      next: { ...state, notices: { ...state.notices, status: 'fanned_out' } },
      to: `${noticeIds.length} queued, ${suppressed} suppressed`,
    };
  };
