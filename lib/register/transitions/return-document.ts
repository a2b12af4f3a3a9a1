import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered, orderOf } from './decision.ts';

/**
 * document.returned: the clerk gives an incoming document back to its sender (Decree 30/2020,
 * Art. 21.2b). Its number stays in the book with the reason as its note; nothing of it is told or
 * published any more. A recall that comes before or after changes nothing of that.
 */
export const returnDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.returned'>,
): Decision => {
  const { actor, reason } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  if (state.core.direction !== 'incoming') return { kind: 'return', code: 'NOT_INCOMING' };
  const order = orderOf(event);
  const { sentBack } = state.core;
  if (sentBack !== undefined && sentBack.order >= order) return { kind: 'stale' };
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      core: {
        ...state.core,
        status: 'returned',
        sentBack: { order, by: actor.personId, reason },
      },
    },
    works:
      sentBack === undefined
        ? [
            newWork('publish', `take-down-${state.core.rev}`),
            newWork('answer', 'returned-to-sender', { code: 'DOCUMENT_RETURNED' }),
          ]
        : [],
    toDosClosed: state.review.status === 'waiting' ? ['review'] : [],
    history: { from: state.core.status, to: 'returned', reason },
  };
};
