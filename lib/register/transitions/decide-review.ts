import type { EventOf } from '../../events/envelope.ts';
import { currentMainFile, type DocumentState, isSetAside } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered, orderOf } from './decision.ts';

/** Does the document still lack the version that would be published? */
const isUnfinished = (state: DocumentState): boolean =>
  !['none', 'issued', 'refused', 'voided'].includes(state.signing.status);

/** review.decided: the Office publishes or keeps back exactly one version (R2). */
export const decideReview = (
  state: DocumentState | undefined,
  event: EventOf<'review.decided'>,
): Decision => {
  const { actor, decision, sha256, reason } = event.data;
  if (actor.role !== 'officer') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state) || isUnfinished(state)) return { kind: 'park' };
  if (isSetAside(state)) return { kind: 'return', code: 'DUPLICATE' };
  if (currentMainFile(state)?.sha256 !== sha256) return { kind: 'return', code: 'VERSION_CHANGED' };
  if (decision === 'approve' && state.screening.status !== 'ordinary')
    return { kind: 'return', code: 'CIRCULATION_LIMITED' };
  const order = orderOf(event);
  if (state.review.order !== undefined && state.review.order >= order) return { kind: 'stale' };
  const approved = decision === 'approve';
  const status = approved ? 'approved' : 'rejected';
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      review: { ...state.review, status, sha256, decidedBy: actor.personId, order },
      publication: approved
        ? { ...state.publication, status: 'approved', sha256 }
        : {
            ...state.publication,
            status: state.publication.status === 'none' ? 'none' : 'withdrawn',
          },
    },
    works: [newWork('publish', `review-${state.review.rev}`)],
    toDosClosed: state.review.status === 'waiting' ? ['review'] : [],
    history: { from: state.review.status, to: status, reason },
  };
};
