import type { OfficeEvent } from '../events/envelope.ts';
import { eventText } from '../events/envelope.ts';
import { type DocumentId, sha256Of } from '../kernel/ids.ts';
import type { Commit, EventAnswer } from './commit.ts';
import { blankState, type DocumentState } from './document-state.ts';
import { parkable } from './parkable-event.ts';
import type { Source } from './source.ts';
import type { Decision } from './transitions/decision.ts';
import { newWork } from './work.ts';

/** Where an event comes from: a door, or the place where it was parked. */
export type Origin = { readonly kind: 'door' } | { readonly kind: 'parked' };

interface Decided {
  readonly documentId: DocumentId;
  readonly source: Source;
  readonly event: OfficeEvent;
  readonly state: DocumentState | undefined;
  readonly decision: Decision;
  readonly origin: Origin;
  readonly payloadHash: string;
  readonly now: Date;
}

const actorOf = ({ event, source }: Decided): string => {
  if ('actor' in event.data && event.data.actor !== undefined) return event.data.actor.personId;
  const declared = 'gradeDeclaration' in event.data ? event.data.gradeDeclaration : undefined;
  return declared?.personId ?? source.sourceId;
};

const withParked = (state: DocumentState, change: 1 | -1): DocumentState => ({
  ...state,
  core: { ...state.core, parked: Math.max(0, state.core.parked + change) },
});

/** A returned event is told to its sender on the bus too; each under its own step. */
const returnedWork = (event: OfficeEvent, code: string) =>
  newWork('answer', `returned-${sha256Of(`${event.source}\n${event.id}`).slice(0, 16)}`, {
    code,
    eventSource: event.source,
    eventId: event.id,
  });

/** The part of the commit that the decision itself asks for. */
const effectOf = (
  decided: Decided,
): Pick<Commit, 'next' | 'works' | 'guards' | 'parked'> &
  Partial<Commit> & {
    answer: Omit<EventAnswer, 'documentId'>;
    from: string;
    to: string;
    reason?: string;
  } => {
  const { decision, event, now, documentId, source } = decided;
  const state = decided.state ?? blankState(documentId, source.sourceId, 'awaited', now);
  switch (decision.kind) {
    case 'change': {
      const { kind: _, answer, code, history, ...change } = decision;
      return {
        ...change,
        ...history,
        answer: code === undefined ? { status: answer } : { status: answer, code },
      };
    }
    case 'park':
      return {
        next: withParked(state, 1),
        works: [],
        // What parking rests on must still hold, or nobody would ever come for the event.
        guards: ['screening', 'signing', 'numbering'],
        parked: {
          eventId: event.id,
          source: source.sourceId,
          text: eventText(parkable(event, state)),
          parkedAt: now.toISOString(),
        },
        answer: { status: 'parked' },
        from: state.core.status,
        to: 'parked',
      };
    case 'stale':
      return {
        next: state,
        works: [],
        answer: { status: 'stale' },
        from: state.core.status,
        to: 'stale',
      };
    case 'return':
      return {
        next: state,
        works: [returnedWork(event, decision.code)],
        answer: { status: 'returned', code: decision.code },
        from: state.core.status,
        to: 'returned',
        reason: decision.code,
      };
  }
};

/**
 * The transaction that makes a decision lasting, and the answer it stands for. A parked event
 * that still cannot apply gives no commit.
 */
export const commitOf = (decided: Decided): { commit?: Commit; answer: EventAnswer } => {
  const { documentId, source, event, state, origin, payloadHash, now } = decided;
  const { answer: given, from, to, reason, next, ...change } = effectOf(decided);
  const answer: EventAnswer = { ...given, documentId };
  const replayed = origin.kind === 'parked';
  if (replayed && decided.decision.kind === 'park') return { answer };
  return {
    answer,
    commit: {
      ...change,
      documentId,
      base: state,
      next: replayed ? withParked(next, -1) : next,
      history: {
        action: event.name,
        by: actorOf(decided),
        at: now.toISOString(),
        from,
        to,
        ...(reason === undefined ? {} : { reason }),
      },
      now,
      ...(replayed
        ? { unparked: { source: source.sourceId, eventId: event.id } }
        : { eventKey: { source: source.sourceId, eventId: event.id, payloadHash, answer } }),
    },
  };
};
