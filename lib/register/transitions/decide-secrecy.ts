import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused } from './decision.ts';

/** secrecy.decided: a clerk declares the grade of a held document (R1). */
export const decideSecrecy = (
  state: DocumentState | undefined,
  event: EventOf<'secrecy.decided'>,
): Decision => {
  const { actor, decision, reason } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (state === undefined || state.core.status === 'awaited') return { kind: 'park' };
  if (state.core.status !== 'held' || state.screening.status !== 'held') return { kind: 'stale' };
  if (decision === 'refuse')
    return {
      kind: 'change',
      answer: 'accepted',
      next: {
        ...state,
        core: { ...state.core, status: 'refused' },
        screening: { ...state.screening, status: 'refused' },
      },
      works: [
        newWork('screen', 'shred'),
        newWork('answer', 'returned', { code: 'SECRET_REFUSED' }),
      ],
      toDosClosed: ['held'],
      // The clerk's reason may quote the document: of a secret one it is not kept (R1).
      history: { from: 'held', to: 'refused' },
    };
  return {
    kind: 'change',
    answer: 'accepted',
    next: { ...state, screening: { ...state.screening, status: 'pending' } },
    works: [newWork('screen', 'release')],
    toDosClosed: ['held'],
    history: { from: 'held', to: 'pending', reason },
  };
};
