import type { ActReply, DeskAct } from '../contract.ts';
import { DeskError, isFateUnknown } from './api-client.ts';
import type { UnsureAct, UnsureActs } from './kept-text.ts';

/**
 * done: recorded. unsure: sent, and nobody said what became of it. refused: the office has it and
 * did not record it; `isConflict` when the document is not as it was on the screen.
 */
export type Sent =
  | { readonly status: 'done'; readonly isParked: boolean }
  | { readonly status: 'unsure'; readonly error: DeskError }
  | { readonly status: 'refused'; readonly error: DeskError; readonly isConflict: boolean };

export interface SendActDeps {
  readonly office: { act(act: DeskAct): Promise<ActReply> };
  readonly acts: UnsureActs;
}

/**
 * Sends a decision. It is kept before it goes out and forgotten when the office has answered, so
 * that whatever happens in between it can be sent again as the same act.
 */
export const sendAct = async ({ office, acts }: SendActDeps, unsure: UnsureAct): Promise<Sent> => {
  acts.keep(unsure);
  try {
    const { status } = await office.act(unsure.act);
    acts.forget(unsure.act.actId);
    return { status: 'done', isParked: status === 'parked' };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    if (isFateUnknown(error) || error.kind === 'signed-out') return { status: 'unsure', error };
    acts.forget(unsure.act.actId);
    return { status: 'refused', error, isConflict: error.kind === 'conflict' };
  }
};
