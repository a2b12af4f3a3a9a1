import type { EventOf } from '../../events/envelope.ts';
import { vietnamDate } from '../../kernel/vietnam-time.ts';
import type { DocumentState } from '../document-state.ts';
import { type Decision, isRefused, isRegistered, orderOf } from './decision.ts';

const change = (next: DocumentState, to: string, reason?: string): Decision => ({
  kind: 'change',
  answer: 'accepted',
  next,
  works: [],
  history: { from: next.core.status, to, ...(reason === undefined ? {} : { reason }) },
});

/** document.assigned: the latest direction in the source's order stands (Decree 30/2020, Art. 23.4). */
export const assignDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.assigned'>,
): Decision => {
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const order = orderOf(event);
  if (state.core.assignment !== undefined && state.core.assignment.order >= order)
    return { kind: 'stale' };
  const { leadId, leadUnit, cooperatingIds, dueOn, assignedBy, direction } = event.data;
  const assignment = {
    order,
    leadId,
    cooperatingIds,
    assignedBy,
    ...(leadUnit === undefined ? {} : { leadUnit }),
    assignedOn: vietnamDate(event.time),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(direction === undefined ? {} : { direction }),
  };
  return change({ ...state, core: { ...state.core, assignment } }, `assigned:${leadId}`);
};

/** document.completed: the work the document asked for is done. */
export const completeDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.completed'>,
): Decision => {
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  const order = orderOf(event);
  if (state.core.completion !== undefined && state.core.completion.order >= order)
    return { kind: 'stale' };
  const completion = { order, personId: event.data.personId };
  return change({ ...state, core: { ...state.core, completion } }, 'completed');
};

/** document.opened: kept as a row for each person; the document itself does not change. */
export const openedDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.opened'>,
): Decision => {
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  return {
    ...(change(state, 'opened') as Extract<Decision, { kind: 'change' }>),
    openedBy: event.data.personId,
  };
};

/** document.presented: a draft waits for its signer; the fact is kept in the history. */
export const presentDocument = (
  state: DocumentState | undefined,
  event: EventOf<'document.presented'>,
): Decision => {
  if (isRefused(state)) return { kind: 'stale' };
  if (!isRegistered(state)) return { kind: 'park' };
  return change(state, `presented:${event.data.signerId}`);
};
