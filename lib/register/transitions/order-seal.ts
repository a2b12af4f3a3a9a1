import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered } from './decision.ts';

/** seal.ordered: the clerk's recorded act on exactly the bytes the leader signed (R3; Art. 32.2). */
export const orderSeal = (
  state: DocumentState | undefined,
  event: EventOf<'seal.ordered'>,
  now: Date,
): Decision => {
  const { actor, sha256 } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const { status, leaderSigned } = state.signing;
  if (['none', 'refused', 'voided'].includes(status))
    return { kind: 'return', code: 'NOTHING_TO_SEAL' };
  if (status === 'sealing' || status === 'issued') return { kind: 'stale' };
  if (status !== 'seal_waiting' || leaderSigned === undefined) return { kind: 'park' };
  if (leaderSigned.sha256 !== sha256) return { kind: 'return', code: 'VERSION_CHANGED' };
  if (state.core.status !== 'active') return { kind: 'return', code: 'TAKEN_BACK' };
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      signing: {
        ...state.signing,
        status: 'sealing',
        sealOrderedBy: actor.personId,
        // Stored before anything is drawn, so that a retry makes the same bytes (DESIGN §4).
        sealingAt: now.toISOString(),
      },
    },
    works: [newWork('sign', 'seal')],
    toDosClosed: ['seal'],
    history: { from: status, to: 'sealing' },
  };
};
