import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { type NewWork, newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered } from './decision.ts';

type Duplicate = NonNullable<DocumentState['core']['duplicateOf']>;

const decided = (
  state: DocumentState,
  duplicate: Duplicate,
  status: 'joined' | 'kept',
): DocumentState => ({
  ...state,
  core: { ...state.core, duplicateOf: { ...duplicate, status } },
});

/** A copy of the first one: no number, no notice and no review of its own. */
const join = (state: DocumentState, duplicate: Duplicate): [DocumentState, NewWork[]] => {
  const { review, publication, core } = state;
  const next = decided(state, duplicate, 'joined');
  const { number } = duplicate;
  return [
    {
      ...next,
      review: review.status === 'waiting' ? { ...review, status: 'none' } : review,
      publication:
        publication.status === 'none' ? publication : { ...publication, status: 'withdrawn' },
    },
    [
      newWork('answer', 'registered-joined', {
        code: 'DUPLICATE',
        ...(number === undefined ? {} : { number }),
      }),
      // One that had its own number may be on the portal already.
      ...(publication.status === 'none' ? [] : [newWork('publish', `joined-${core.rev}`)]),
      ...(core.parked > 0 ? [newWork('screen', 'unpark-joined')] : []),
    ],
  ];
};

/** A document of its own: it is registered now; one that has its number stays as it is. */
const keep = (state: DocumentState, duplicate: Duplicate): [DocumentState, NewWork[]] => {
  const next = decided(state, duplicate, 'kept');
  return duplicate.status === 'waiting'
    ? [
        { ...next, screening: { ...state.screening, status: 'pending' } },
        [newWork('screen', 'check-kept')],
      ]
    : [next, []];
};

/** duplicate.decided: the clerk joins a possible duplicate to the first one, or keeps it. */
export const decideDuplicate = (
  state: DocumentState | undefined,
  event: EventOf<'duplicate.decided'>,
): Decision => {
  const { actor, decision, reason } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  const duplicate = state?.core.duplicateOf;
  if (state === undefined || duplicate === undefined)
    return isRegistered(state) ? { kind: 'return', code: 'NOT_A_DUPLICATE' } : { kind: 'park' };
  if (duplicate.status === 'joined' || duplicate.status === 'kept') return { kind: 'stale' };
  const [next, works] = (decision === 'join' ? join : keep)(state, duplicate);
  return {
    kind: 'change',
    answer: 'accepted',
    next,
    works,
    toDosClosed: [
      'duplicate',
      ...(next.review.status !== state.review.status ? (['review'] as const) : []),
    ],
    history: {
      from: 'duplicate',
      to: next.core.duplicateOf?.status ?? decision,
      reason,
    },
  };
};
