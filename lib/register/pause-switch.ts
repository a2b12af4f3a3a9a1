import type { Effect } from './work.ts';

/** Which effects an operator has paused (`vanthu pause EFFECT`); read at most every few seconds. */
export interface PauseSwitch {
  isPaused(effect: Effect): Promise<boolean>;
}
