import type { EventName } from '../events/catalogue.ts';
import type { OfficeEvent } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import type { DocumentId } from '../kernel/ids.ts';
import { vietnamIso, vietnamShortDate } from '../kernel/vietnam-time.ts';
import { type AcceptDeps, acceptEvent } from '../register/accept-event.ts';
import type { EventAnswer } from '../register/commit.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { DocumentStore } from '../register/document-store.ts';
import type { SourceDirectory } from '../register/source.ts';
import { eventOfAct } from './acts.ts';
import type { ActReply, DeskAct, DeskPerson } from './contract.ts';
import type { DeskReader } from './desk-reader.ts';
import { DESK_SOURCE } from './desk-source.ts';
import { knownDocumentId } from './document-id.ts';
import type { DeskPeople } from './people.ts';
import { roleFor } from './roles.ts';

export interface DecideDeps extends AcceptDeps {
  readonly sources: SourceDirectory;
  readonly people: DeskPeople;
  readonly reader: DeskReader;
}

/** `14:05 ngày 23/11/2026` in Vietnam, without words: `14:05 23/11/2026`. */
const momentOf = (iso: string): string => {
  const [date = '', time = ''] = vietnamIso(new Date(iso)).split('T');
  return `${time.slice(0, 5)} ${vietnamShortDate(date)}`;
};

/** Lines of a history that changed nothing. */
const IDLE = ['stale', 'returned', 'parked'];

/**
 * Somebody has decided already: who, and when.
 * @returns OfficeError ALREADY_DECIDED, or DECISION_TOO_LATE when no decision of this kind is why
 */
export const decidedAlready = async (
  deps: Pick<DecideDeps, 'reader' | 'people'>,
  documentId: DocumentId,
  name: EventName,
): Promise<OfficeError> => {
  const line = (await deps.reader.history(documentId)).findLast(
    ({ action, to = '' }) => action === name && !IDLE.includes(to),
  );
  if (line === undefined)
    return new OfficeError('DECISION_TOO_LATE', 'the document has gone on meanwhile');
  const names = await deps.people.names([line.by]);
  return new OfficeError('ALREADY_DECIDED', 'somebody has decided already', {
    facts: { by: names.get(line.by)?.name ?? line.by, at: momentOf(line.at) },
  });
};

/**
 * The store as a desk's decision sees it: each reading that the decision rests on is looked at,
 * also after another writer came between. A repeated press is let through to its first answer.
 */
const watching = (
  store: DocumentStore,
  check: (state: DocumentState | undefined) => Promise<void>,
): DocumentStore => ({
  ...store,
  async loadForEvent(source, eventId, documentId) {
    const found = await store.loadForEvent(source, eventId, documentId);
    if (found.eventKey === undefined) await check(found.state);
    return found;
  },
});

/**
 * Takes an event of the desk in, through the same use case as every door. The event's time differs
 * between two presses of one act, so a known id stands for the same act.
 */
export const acceptFromDesk = async (
  deps: AcceptDeps & Pick<DecideDeps, 'sources'>,
  documentId: DocumentId,
  event: OfficeEvent,
): Promise<EventAnswer> => {
  const source = await deps.sources.find(DESK_SOURCE);
  try {
    return await acceptEvent(deps, source, event);
  } catch (error) {
    if (!(error instanceof OfficeError && error.code === 'EVENT_CHANGED')) throw error;
    const { eventKey } = await deps.store.loadForEvent(source.sourceId, event.id, documentId);
    if (eventKey === undefined) throw error;
    return eventKey.answer;
  }
};

/**
 * Records what a person has decided (R2, R3, R4, R8).
 * @throws OfficeError DOCUMENT_UNKNOWN, ALREADY_DECIDED (facts: by, at), DECISION_TOO_LATE, and
 * those the register returns the event with
 */
export const performAct = async (
  deps: DecideDeps,
  person: DeskPerson,
  act: DeskAct,
): Promise<ActReply> => {
  const documentId = knownDocumentId(act.documentId);
  const role = roleFor(`acts.${act.kind}`, person.roles);
  if (role === undefined) throw new OfficeError('ROLE_NOT_ALLOWED', 'no role for this act');
  const event = eventOfAct(act, { personId: person.personId, role }, deps.now());
  const store = watching(deps.store, async (state) => {
    if (state === undefined) throw new OfficeError('DOCUMENT_UNKNOWN', 'there is no such document');
    const seen = 'reviewSeen' in act ? act.reviewSeen : undefined;
    if (seen !== undefined && seen !== state.review.status)
      throw await decidedAlready(deps, documentId, event.name);
  });
  const answer = await acceptFromDesk({ ...deps, store }, documentId, event);
  if (answer.status === 'stale') throw await decidedAlready(deps, documentId, event.name);
  if (answer.code !== undefined)
    throw new OfficeError(answer.code, 'the register returned the decision');
  return { status: answer.status === 'parked' ? 'parked' : 'accepted', documentId };
};
