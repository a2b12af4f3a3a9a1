import type { OpeningEventName } from '../../events/catalogue.ts';
import { type DocumentFacts, documentFacts } from '../../events/common.ts';
import type { EventOf } from '../../events/envelope.ts';
import { documentEnvelope } from '../../secrecy/held-envelope.ts';
import { handlingDeadline } from '../deadlines.ts';
import type { DocumentState } from '../document-state.ts';
import { blankState } from '../document-state.ts';
import { newWork } from '../work.ts';
import type { Circumstances, Decision } from './decision.ts';

type OpeningEvent = EventOf<OpeningEventName>;

const isHistorical = ({ data }: OpeningEvent): boolean =>
  'historical' in data && data.historical === true;

const directionOf = (event: OpeningEvent): 'incoming' | 'outgoing' => {
  if (event.name === 'document.registered') return event.data.direction;
  return event.name === 'document.received' ? 'incoming' : 'outgoing';
};

const factsOf = (data: OpeningEvent['data']): DocumentFacts =>
  Object.fromEntries(
    Object.keys(documentFacts)
      .map((key) => [key, data[key as keyof DocumentFacts]])
      .filter(([, value]) => value !== undefined),
  ) as DocumentFacts;

const signingOf = (event: OpeningEvent): Omit<DocumentState['signing'], 'rev'> => {
  // Signed on paper: only its number is given here, under this ký hiệu.
  if (event.name === 'document.registered' && event.data.direction === 'outgoing')
    return {
      status: 'none',
      ...(event.data.codeSuffix === undefined ? {} : { codeSuffix: event.data.codeSuffix }),
    };
  if (event.name !== 'document.approved') return { status: 'none' };
  const { signerId, codeSuffix, place, layout, approvalProof, files } = event.data;
  const main = files.find((file) => file.role === 'main');
  return {
    status: 'pending',
    signerId,
    codeSuffix,
    place,
    ...(layout ? { layout } : {}),
    ...(approvalProof ? { approvalProof } : {}),
    ...(main ? { draft: { sha256: main.sha256, size: main.size } } : {}),
  };
};

const numberingOf = (
  event: OpeningEvent,
  ownNumbers: boolean,
): { seriesId?: string; given?: string } => {
  if (event.name === 'document.approved') return { seriesId: event.data.seriesId };
  if (event.name === 'document.issued')
    return event.data.documentCode ? { given: event.data.documentCode } : {};
  // An old book's number stands as it is, also where the counter gives those of today.
  const given =
    event.name === 'document.received' && (!ownNumbers || isHistorical(event))
      ? event.data.arrivalNumber
      : undefined;
  if (given !== undefined) return { given };
  if (directionOf(event) === 'incoming') return { seriesId: 'den' };
  return { seriesId: (event.name === 'document.registered' && event.data.seriesId) || 'di' };
};

/**
 * The document's content as the register keeps it. Also used when a held document is released:
 * its event comes back out of the envelope.
 */
export const openState = (
  event: OpeningEvent,
  base: DocumentState,
  ownArrivalNumbers: boolean,
): DocumentState => {
  const { seriesId, given } = numberingOf(event, ownArrivalNumbers);
  const arrivedOn = event.name === 'document.received' ? event.data.arrivedOn : undefined;
  return {
    ...base,
    core: {
      ...base.core,
      status: 'active',
      sourceDocumentId: event.data.documentId,
      direction: directionOf(event),
      facts: factsOf(event.data),
      files: event.data.files,
      recipients: event.data.recipients,
      ...(given === undefined ? {} : { givenNumber: given }),
      ...(arrivedOn === undefined ? {} : { arrivedOn }),
      ...(isHistorical(event) ? { historical: true } : {}),
      ...(seriesId === undefined ? {} : { seriesId }),
    },
    screening: { ...base.screening, status: 'pending', causes: [] },
    signing: { ...signingOf(event), rev: base.signing.rev },
  };
};

/** Why a clerk declared the document ordinary (R8). */
const declaredReason = ({ data }: OpeningEvent): { reason?: string } => {
  const declared = 'gradeDeclaration' in data ? data.gradeDeclaration : undefined;
  return declared === undefined ? {} : { reason: declared.reason };
};

/** document.received, issued, approved, registered: the first word about a document (R1 decides first). */
export const openDocument = (
  state: DocumentState | undefined,
  event: OpeningEvent,
  at: Circumstances,
): Decision => {
  if (state !== undefined && state.core.status !== 'awaited')
    return { kind: 'return', code: 'ALREADY_KNOWN' };
  const blank = state ?? blankState(at.documentId, at.source, 'active', at.now);
  const base = {
    ...blank,
    // A desk's early event may have come first: the document belongs to whoever sends it.
    source: at.source,
    // Its life, and the wait for its files, begin now: early events may have waited for days.
    core: { ...blank.core, createdAt: at.now.toISOString() },
  };
  const from = 'none';
  if (at.verdict.kind === 'refuse')
    return {
      kind: 'change',
      answer: 'returned',
      code: 'SECRET_REFUSED',
      next: {
        ...base,
        core: { ...base.core, status: 'refused' },
        screening: { ...base.screening, status: 'refused' },
      },
      works: [
        // Its files may have come before it: their hashes say which to destroy.
        newWork('screen', 'shred', {
          files: event.data.files.map((file) => file.sha256).join(','),
        }),
        newWork('answer', 'returned', {
          code: 'SECRET_REFUSED',
          eventSource: event.source,
          eventId: event.id,
        }),
      ],
      history: { from, to: 'refused' },
    };
  if (at.verdict.kind === 'hold')
    return {
      kind: 'change',
      answer: 'held',
      next: {
        ...base,
        core: { ...base.core, status: 'held', sourceDocumentId: event.data.documentId },
        screening: {
          ...base.screening,
          status: 'held',
          causes: [...at.verdict.causes],
          envelope: documentEnvelope(at.documentId, event.source, event.id),
        },
      },
      works: [
        newWork('answer', 'held'),
        // The clerk's decision may have come before the document.
        ...(base.core.parked > 0 ? [newWork('screen', 'unpark-held')] : []),
      ],
      toDosOpened: [
        {
          kind: 'held',
          desk: 'clerk',
          ...handlingDeadline(at.now, event.data.urgency, at.calendar),
        },
      ],
      history: { from, to: 'held', reason: at.verdict.causes.join(', ') },
    };
  return {
    kind: 'change',
    answer: 'accepted',
    next: openState(event, base, at.ownArrivalNumbers),
    works: [
      newWork('screen', 'check'),
      // Whoever enters old records by the thousand has been told by the door; they hear of the number.
      ...(isHistorical(event) ? [] : [newWork('answer', 'accepted')]),
    ],
    history: { from, to: 'pending', ...declaredReason(event) },
  };
};
