import { type DocumentId, documentIdOf, isDocumentId } from '../kernel/ids.ts';
import { currentMainFile, type DocumentState } from '../register/document-state.ts';
import type { PublicFacts } from './portal-data.ts';

/** Why a document must not be on the portal. */
export type AbsenceReason =
  | 'recalled'
  | 'replaced'
  | 'not_active'
  | 'not_screened'
  | 'restricted'
  | 'unsigned'
  | 'void'
  | 'no_file'
  | 'not_reviewed'
  | 'other_version'
  | 'withdrawn';

export type DesiredPublication =
  | {
      readonly kind: 'public';
      readonly documentId: DocumentId;
      readonly sha256: string;
      readonly size: number;
      readonly facts: PublicFacts;
    }
  | {
      readonly kind: 'absent';
      readonly documentId: DocumentId;
      readonly reason: AbsenceReason;
      readonly replacedBy?: DocumentId;
      /** Number and date, for the page that says a document was recalled or replaced. */
      readonly code?: string;
      readonly issuedOn?: string;
    };

/** Number and date as the document bears them; never số đến, which is the agency's own matter. */
const numberOf = (state: DocumentState): { code?: string; issuedOn?: string } => {
  const { core, numbering } = state;
  const own = core.direction === 'outgoing' && numbering.status === 'allocated';
  const code = (own ? numbering.code : undefined) ?? core.facts?.documentCode;
  const issuedOn = (own ? numbering.date : undefined) ?? core.facts?.issuedOn;
  return {
    ...(code === undefined ? {} : { code }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
};

const lifeReason = ({ core, numbering, signing }: DocumentState): AbsenceReason | undefined => {
  if (core.status === 'recalled' || core.status === 'replaced') return core.status;
  if (core.status !== 'active') return 'not_active';
  // Decree 30/2020, Art. 5: without both signatures there is no original to show.
  if (signing.status !== 'none' && signing.status !== 'issued') return 'unsigned';
  return numbering.status === 'void' ? 'void' : undefined;
};

/** R1 and R2: only an ordinary document, and only the version the officer decided on. */
const clearanceReason = (state: DocumentState): AbsenceReason | undefined => {
  const { core, screening, review, publication } = state;
  if (screening.status !== 'ordinary') return 'not_screened';
  if (core.facts?.circulation !== undefined) return 'restricted';
  if (publication.status === 'withdrawn') return 'withdrawn';
  const cleared = publication.status === 'approved' || publication.status === 'published';
  if (!cleared || review.status !== 'approved') return 'not_reviewed';
  const main = currentMainFile(state);
  if (main === undefined) return 'no_file';
  const decided = review.sha256 === main.sha256 && publication.sha256 === main.sha256;
  return decided ? undefined : 'other_version';
};

/** The portal shows PDF only; a sealed file is one. */
const mainPdf = (state: DocumentState): { sha256: string; size: number } | undefined => {
  if (state.signing.sealed !== undefined) return state.signing.sealed;
  const main = state.core.files.find((file) => file.role === 'main');
  return main?.mediaType === 'application/pdf' ? main : undefined;
};

const factsOf = (state: DocumentState, facts: NonNullable<DocumentState['core']['facts']>) => {
  const { leaderSigningAt, sealingAt, status, sealed } = state.signing;
  const signedHere = status === 'issued' && sealed && leaderSigningAt && sealingAt;
  return {
    ...numberOf(state),
    abstract: facts.abstract,
    issuer: facts.issuer,
    typeName: facts.typeName,
    field: facts.field,
    signerName: facts.signerName,
    signerTitle: facts.signerTitle,
    pageCount: facts.pageCount,
    ...(signedHere ? { signedHere: { leaderAt: leaderSigningAt, agencyAt: sealingAt } } : {}),
  } satisfies PublicFacts;
};

const absent = (state: DocumentState, reason: AbsenceReason): DesiredPublication => {
  const told = reason === 'recalled' || reason === 'replaced';
  const replacedBy = state.core.takenBack?.replacedBy;
  const successor =
    replacedBy === undefined || isDocumentId(replacedBy)
      ? replacedBy
      : documentIdOf(state.source, replacedBy);
  return {
    kind: 'absent',
    documentId: state.documentId,
    reason,
    ...(told ? numberOf(state) : {}),
    ...(reason === 'replaced' && successor !== undefined ? { replacedBy: successor } : {}),
  };
};

/** What the portal should show of a document in this state. Pure; every doubt means absent. */
export const desiredPublication = (state: DocumentState): DesiredPublication => {
  const reason = lifeReason(state) ?? clearanceReason(state);
  if (reason !== undefined) return absent(state, reason);
  const main = mainPdf(state);
  const { facts } = state.core;
  if (main === undefined || facts === undefined) return absent(state, 'no_file');
  return {
    kind: 'public',
    documentId: state.documentId,
    sha256: main.sha256,
    size: main.size,
    facts: factsOf(state, facts),
  };
};
