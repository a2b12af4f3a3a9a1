import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { namedDocument } from '../links.ts';
import {
  type Circumstances,
  type Decision,
  isClerksAct,
  isRefused,
  isRegistered,
  orderOf,
} from './decision.ts';

/** More corrections than any document has had; a list without an end would burst the item. */
const MAX_CORRECTIONS = 20;

/**
 * document.corrected: another document corrects this one, which stays in force. Of one correcting
 * document the latest word in the source's order stands.
 */
export const correctDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.corrected'>,
  at: Pick<Circumstances, 'actsForOffice'>,
): Decision => {
  if (!isClerksAct(event.data.actor, at)) return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const { correctedBy, reason } = event.data;
  const by = namedDocument(correctedBy, {
    source: state.source,
    actsForOffice: at.actsForOffice,
  });
  if (by === state.documentId) return { kind: 'return', code: 'LINK_TO_ITSELF' };
  const order = orderOf(event);
  const { corrections = [] } = state.core;
  const others = corrections.filter((correction) => correction.by !== by);
  const earlier = corrections.find((correction) => correction.by === by);
  if (earlier !== undefined && earlier.order >= order) return { kind: 'stale' };
  if (others.length >= MAX_CORRECTIONS) return { kind: 'return', code: 'TOO_MANY_CORRECTIONS' };
  const inOrder = [...others, { order, by, reason }].toSorted((a, b) =>
    a.order < b.order ? -1 : 1,
  );
  return {
    kind: 'change',
    answer: 'accepted',
    next: { ...state, core: { ...state.core, corrections: inOrder } },
    works: [],
    history: { from: state.core.status, to: `corrected:${by}`, reason },
  };
};
