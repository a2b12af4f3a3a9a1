import type { WorkQueue, WorkStore } from './document-store.ts';
import type { PauseSwitch } from './pause-switch.ts';
import { type DocumentEffect, effects } from './work.ts';

/** At most this many pieces of each effect's work are sent again in one sweep. */
const PER_EFFECT = 200;

const documentEffects = effects.filter((effect): effect is DocumentEffect => effect !== 'send-sms');

/**
 * Sends work again whose time has come: messages lost between commit and queue, leases that ran
 * out, work that was to wait. Paused effects are left alone.
 * @returns how much was sent, for each effect
 */
export const sweepDueWork = async (deps: {
  readonly works: WorkStore;
  readonly queue: WorkQueue;
  readonly pauses: PauseSwitch;
  readonly now: () => Date;
}): Promise<Partial<Record<DocumentEffect, number>>> => {
  const sent: Partial<Record<DocumentEffect, number>> = {};
  for (const effect of documentEffects) {
    if (await deps.pauses.isPaused(effect)) continue;
    const due = await deps.works.due(effect, deps.now(), PER_EFFECT);
    if (due.length === 0) continue;
    await deps.queue.send(due);
    sent[effect] = due.length;
  }
  return sent;
};
