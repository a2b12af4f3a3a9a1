import type { EventOf } from '../../events/envelope.ts';
import { copyIdOf } from '../copies.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused, isRegistered } from './decision.ts';

/**
 * document.copied: the agency has made a copy; its number comes from the counter of copies in a
 * step of its own. Only of a document that is signed and numbered, or came so (Art. 3.10–3.12).
 */
export const copyDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.copied'>,
  now: Date,
): Decision => {
  const { actor, form, count, addressees, signerId } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const { status } = state.signing;
  if (status === 'refused' || status === 'voided')
    return { kind: 'return', code: 'NOTHING_TO_COPY' };
  if (status !== 'none' && status !== 'issued') return { kind: 'park' };
  const copyId = copyIdOf(event);
  return {
    kind: 'change',
    answer: 'accepted',
    next: state,
    works: [newWork('screen', `copy-${copyId}`, { copyId, form })],
    copyMade: {
      copyId,
      form,
      count,
      addressees: [...addressees],
      madeBy: actor.personId,
      madeAt: now.toISOString(),
      ...(signerId === undefined ? {} : { signerId }),
    },
    history: { from: state.core.status, to: `copied:${form}` },
  };
};
