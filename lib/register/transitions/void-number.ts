import type { EventOf } from '../../events/envelope.ts';
import type { DocumentState } from '../document-state.ts';
import { newWork } from '../work.ts';
import { type Decision, isRefused } from './decision.ts';

const withoutHandOver = (core: DocumentState['core']): DocumentState['core'] => {
  if (core.handOver === undefined) return core;
  const { handOver: _, ...rest } = core;
  return rest;
};

/** A document whose signing has failed, or a copy of another: no number is on its way. */
const neverNumbered = ({ numbering, signing, core }: DocumentState): boolean =>
  numbering.status === 'none' &&
  (signing.status === 'refused' || core.duplicateOf?.status === 'joined');

/** number.voided: "Hủy số" before the document is sealed; the number stays in the book as void (R4). */
export const voidNumber = (
  state: DocumentState | undefined,
  event: EventOf<'number.voided'>,
): Decision => {
  const { actor, reason } = event.data;
  if (actor.role !== 'clerk') return { kind: 'return', code: 'ROLE_NOT_ALLOWED' };
  if (isRefused(state)) return { kind: 'stale' };
  if (state !== undefined && neverNumbered(state)) return { kind: 'return', code: 'NO_NUMBER' };
  if (state === undefined || state.numbering.status === 'none') return { kind: 'park' };
  const { status, seriesId, year, n, date } = state.numbering;
  if (status === 'void') return { kind: 'stale' };
  if (status === 'given' || !seriesId || !year || !n || !date)
    return { kind: 'return', code: 'NUMBER_NOT_OURS' };
  if (['sealing', 'issued'].includes(state.signing.status))
    return { kind: 'return', code: 'ALREADY_ISSUED' };
  return {
    kind: 'change',
    answer: 'accepted',
    next: {
      ...state,
      // Nothing is handed over under a number that is void.
      core: withoutHandOver(state.core),
      numbering: { ...state.numbering, status: 'void' },
      signing:
        state.signing.status === 'none' ? state.signing : { ...state.signing, status: 'voided' },
    },
    works: [
      // What is on the portal under this number comes down.
      newWork('publish', `void-${state.numbering.rev}`),
      ...(state.core.parked > 0 ? [newWork('screen', `unpark-void-${state.numbering.rev}`)] : []),
    ],
    numberVoided: { seriesId, year, n, date, reason },
    toDosClosed: state.signing.status === 'seal_waiting' ? ['seal', 'void'] : [],
    history: { from: status, to: 'void', reason },
  };
};
