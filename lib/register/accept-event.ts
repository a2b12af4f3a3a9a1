import { isOpeningEvent, type OpeningEventName } from '../events/catalogue.ts';
import { type EventOf, eventText, type OfficeEvent } from '../events/envelope.ts';
import { ConcurrencyError, OfficeError } from '../kernel/errors.ts';
import { type DocumentId, documentIdOf, sha256Of } from '../kernel/ids.ts';
import { type RetryDeps, retryWithJitter } from '../kernel/retry.ts';
import { documentEnvelope, type HeldEnvelopes } from '../secrecy/held-envelope.ts';
import { type DoorVerdict, screenAtDoor } from '../secrecy/screening.ts';
import { checkApprovalProof } from './approval-proof.ts';
import type { Commit, EventAnswer } from './commit.ts';
import type { WorkingCalendars } from './deadlines.ts';
import { commitOf, type Origin } from './decision-commit.ts';
import type { DocumentState } from './document-state.ts';
import type { DocumentStore, WorkQueue } from './document-store.ts';
import { assertAllowed, type Source } from './source.ts';
import { applyEvent } from './transitions/apply-event.ts';
import type { Decision } from './transitions/decision.ts';
import { newWork, type WorkMessage } from './work.ts';

export interface AcceptDeps extends RetryDeps {
  readonly store: DocumentStore;
  readonly envelopes: HeldEnvelopes;
  readonly queue: WorkQueue;
  readonly now: () => Date;
  readonly calendars: WorkingCalendars;
}

type OpeningEvent = EventOf<OpeningEventName>;
const isOpening = (event: OfficeEvent): event is OpeningEvent => isOpeningEvent(event.name);

/** Which document the event speaks of; only the office's own desks may use the office's ids. */
const targetOf = (source: Source, event: OfficeEvent): DocumentId => {
  const named = event.data as { documentId?: string; officeId?: string };
  if (named.officeId === undefined) return documentIdOf(source.sourceId, named.documentId ?? '');
  if (!source.actsForOffice)
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'this source may not use office ids', {
      facts: { type: event.name },
    });
  return named.officeId as DocumentId;
};

/** A grade declared on a person's behalf needs a source that knows who acts: the office's own desks. */
const assertMayDeclare = (source: Source, event: OfficeEvent): void => {
  const declared = 'gradeDeclaration' in event.data && event.data.gradeDeclaration !== undefined;
  if (declared && !source.actsForOffice)
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'this source may not declare a grade', {
      facts: { type: event.name },
    });
};

const ADMIT: DoorVerdict = { kind: 'admit' };

/** Every text of an opening event that would enter the register, and the names of its files. */
const textsOf = ({ data }: OpeningEvent): string[] =>
  [
    data.abstract,
    data.issuer,
    data.documentCode,
    data.typeName,
    data.field,
    data.signerName,
    data.signerTitle,
    data.keeper,
    'arrivalNumber' in data ? data.arrivalNumber : undefined,
    'codeSuffix' in data ? data.codeSuffix : undefined,
    'place' in data ? data.place : undefined,
    ...data.addressees,
    ...data.files.map((file) => file.name),
  ].filter((text) => text !== undefined);

const verdictOn = (source: Source, event: OfficeEvent): DoorVerdict =>
  isOpening(event)
    ? screenAtDoor({
        declared: event.data.secrecy,
        sourceDefault: source.defaultGrade,
        texts: textsOf(event),
      })
    : ADMIT;

/** R10 at the door: without a good proof the draft is not even prepared. */
const refusalOfProof = async (
  source: Source,
  event: OfficeEvent,
  now: Date,
): Promise<string | undefined> => {
  if (event.name !== 'document.approved') return undefined;
  const main = event.data.files.find((file) => file.role === 'main');
  try {
    await checkApprovalProof(
      event.data.approvalProof,
      source.approvers,
      {
        documentId: event.data.documentId,
        sha256: main?.sha256 ?? '',
        signerId: event.data.signerId,
      },
      now,
    );
    return undefined;
  } catch (error) {
    if (error instanceof OfficeError) return error.code;
    throw error;
  }
};

/** Work that may be sent at once; what waits for a later time is the sweeper's. */
const messagesOf = (commit: Commit): WorkMessage[] =>
  commit.works
    .filter((work) => work.notBefore === undefined || work.notBefore <= commit.now)
    .map(({ effect, step }) => ({ documentId: commit.documentId, effect, step }));

/** So many events of one document may wait for it; more would be a flood. */
const MAX_PARKED = 50;
const bounded = (decision: Decision, state: DocumentState | undefined): Decision =>
  decision.kind === 'park' && (state?.core.parked ?? 0) >= MAX_PARKED
    ? { kind: 'return', code: 'TOO_MANY_WAITING' }
    : decision;

/** @returns the envelope's name when the decision holds the document */
const sealIfHeld = async (
  deps: AcceptDeps,
  event: OfficeEvent,
  decision: Decision,
): Promise<string | undefined> => {
  if (decision.kind !== 'change' || decision.answer !== 'held') return undefined;
  const name = decision.next.screening.envelope;
  if (name === undefined) throw new Error('a held document without an envelope');
  await deps.envelopes.seal(name, new TextEncoder().encode(eventText(event)));
  return name;
};

/** What was sealed for a decision that lost its race is destroyed: no key is left behind (R1). */
const forgetting = (commit: Commit, sealed: string | undefined): Commit =>
  sealed === undefined || commit.next.screening.envelope === sealed
    ? commit
    : {
        ...commit,
        works: [
          ...commit.works,
          newWork('screen', `forget-${sealed.split('/').at(-1)}`, { envelope: sealed }),
        ],
      };

/**
 * A slow copy of a held event may have sealed its text once more after a clerk refused it; every
 * copy that meets the event's key destroys what its document no longer holds (R1).
 */
const forgetResealed = async (
  deps: AcceptDeps,
  documentId: DocumentId,
  event: OfficeEvent,
  answer: EventAnswer,
  state: DocumentState | undefined,
): Promise<void> => {
  if (answer.status !== 'held' || state?.screening.status === 'held') return;
  // Released a moment ago: the release itself still needs the envelope and forgets it.
  if (state?.core.status === 'held') return;
  await deps.envelopes.destroy(documentEnvelope(documentId, event.source, event.id));
};

/**
 * Takes one event in (R5): returns only after its transaction has committed. The same event
 * again gets the first answer; `origin` tells a fresh event from one that was parked.
 * @throws OfficeError SOURCE_NOT_ALLOWED, EVENT_CHANGED (same id, other content)
 */
export const acceptEvent = async (
  deps: AcceptDeps,
  source: Source,
  event: OfficeEvent,
  origin: Origin = { kind: 'door' },
): Promise<EventAnswer> => {
  assertAllowed(source, event.name);
  assertMayDeclare(source, event);
  const documentId = targetOf(source, event);
  const verdict = verdictOn(source, event);
  // A hash of a short secret subject could be guessed back: for what is not admitted none is kept.
  const payloadHash = verdict.kind === 'admit' ? sha256Of(eventText(event)) : '';
  const badProof =
    verdict.kind === 'refuse' ? undefined : await refusalOfProof(source, event, deps.now());
  const calendar = await deps.calendars.current();
  let sealed: string | undefined;
  const committed = await retryWithJitter(
    deps,
    { tries: 12, baseMs: 10, retryable: (error) => error instanceof ConcurrencyError },
    async (): Promise<{ answer: EventAnswer; commit?: Commit }> => {
      const { eventKey, state } = await deps.store.loadForEvent(
        source.sourceId,
        event.id,
        documentId,
      );
      if (eventKey !== undefined && origin.kind === 'door') {
        if (eventKey.payloadHash !== payloadHash)
          throw new OfficeError('EVENT_CHANGED', 'this event id was used with other content');
        await forgetResealed(deps, documentId, event, eventKey.answer, state);
        return { answer: eventKey.answer };
      }
      const now = deps.now();
      const decision: Decision =
        badProof === undefined
          ? applyEvent(state, event, {
              documentId,
              now,
              source: source.sourceId,
              actsForOffice: source.actsForOffice,
              ownArrivalNumbers: source.ownArrivalNumbers,
              verdict,
              calendar,
            })
          : { kind: 'return', code: badProof };
      const { commit: decided, answer } = commitOf({
        documentId,
        source,
        event,
        state,
        decision: bounded(decision, state),
        origin,
        payloadHash,
        now,
      });
      if (decided === undefined) return { answer };
      const commit = forgetting(decided, sealed);
      sealed = (await sealIfHeld(deps, event, decision)) ?? sealed;
      await deps.store.commit(commit);
      return { answer, commit };
    },
  );
  if (committed.commit !== undefined) await deps.queue.send(messagesOf(committed.commit));
  return committed.answer;
};
