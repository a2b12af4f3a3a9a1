import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered, orderOf } from './decision.ts';

/**
 * document.recalled and document.replaced: of several the latest in the source's order stands.
 * Whatever the portal shows is taken down; the withdrawal runs even when nothing is known to be
 * published, because a publication may be under way.
 */
export const takeBackDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.recalled' | 'document.replaced'>,
): Decision => {
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const order = orderOf(event);
  if (state.core.takenBack !== undefined && state.core.takenBack.order >= order)
    return { kind: 'stale' };
  const status = event.name === 'document.recalled' ? 'recalled' : 'replaced';
  const replacedBy = event.name === 'document.replaced' ? event.data.replacedBy : undefined;
  const first = state.core.takenBack === undefined;
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      core: {
        ...state.core,
        status,
        takenBack: { order, ...(replacedBy === undefined ? {} : { replacedBy }) },
      },
    },
    works: [
      newWork('publish', `take-down-${state.core.rev}`),
      ...(first ? [newWork('notify', 'recalled')] : []),
    ],
    toDosClosed: [
      ...(state.review.status === 'waiting' ? (['review'] as const) : []),
      ...(state.signing.status === 'seal_waiting' ? (['seal'] as const) : []),
    ],
    history: { from: state.core.status, to: status, reason: event.data.reason },
  };
};
