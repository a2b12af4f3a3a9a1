import type { EventOf } from '../../events/envelope.ts';
import type { ToDo } from '../commit.ts';
import type { DocumentState } from '../document-state.ts';
import { namedDocument } from '../links.ts';
import { newWork } from '../work.ts';
import {
  type Circumstances,
  type Decision,
  isClerksAct,
  isRefused,
  isRegistered,
  orderOf,
} from './decision.ts';

type TakingBack = EventOf<'document.recalled' | 'document.replaced'>;

/** The document in whose name it is taken back. */
const otherOf = (event: TakingBack): string | undefined =>
  event.name === 'document.replaced' ? event.data.replacedBy : event.data.recalledBy;

/** A number whose document will never be sealed is the clerk's to void: it may not stay open (R4). */
const voidingOf = ({ signing, numbering }: DocumentState): ToDo[] =>
  signing.status === 'seal_waiting' && numbering.status === 'allocated'
    ? [{ kind: 'void', desk: 'clerk', note: numbering.code ?? '' }]
    : [];

/**
 * document.recalled and document.replaced: of several the latest in the source's order stands.
 * Whatever the portal shows is taken down; the withdrawal runs even when nothing is known to be
 * published, because a publication may be under way.
 */
export const takeBackDocument = (
  state: DocumentState | undefined,
  event: TakingBack,
  at: Pick<Circumstances, 'actsForOffice'>,
): Decision => {
  if (!isClerksAct(event.data.actor, at)) return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const named = otherOf(event);
  const other =
    named === undefined
      ? undefined
      : namedDocument(named, { source: state.source, actsForOffice: at.actsForOffice });
  if (other === state.documentId) return { kind: 'return', code: 'LINK_TO_ITSELF' };
  const order = orderOf(event);
  if (state.core.takenBack !== undefined && state.core.takenBack.order >= order)
    return { kind: 'stale' };
  const status = event.name === 'document.recalled' ? 'recalled' : 'replaced';
  const member = status === 'recalled' ? 'recalledBy' : 'replacedBy';
  const first = state.core.takenBack === undefined;
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      core: {
        ...state.core,
        status: state.core.sentBack === undefined ? status : 'returned',
        takenBack: { order, ...(other === undefined ? {} : { [member]: other }) },
      },
    },
    works: [
      newWork('publish', `take-down-${state.core.rev}`),
      ...(first ? [newWork('notify', 'recalled')] : []),
    ],
    // The number may be given in this moment: then this is decided again, with it.
    guards: ['signing'],
    toDosOpened: first ? voidingOf(state) : [],
    toDosClosed: [
      ...(state.review.status === 'waiting' ? (['review'] as const) : []),
      ...(state.signing.status === 'seal_waiting' ? (['seal'] as const) : []),
    ],
    history: { from: state.core.status, to: status, reason: event.data.reason },
  };
};
