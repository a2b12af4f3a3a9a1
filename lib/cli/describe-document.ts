import { vietnamIso, vietnamShortDate } from '../kernel/vietnam-time.ts';
import { currentMainFile, type DocumentState } from '../register/document-state.ts';
import type { WorkItem } from '../register/work.ts';
import type { Messages } from './messages.en.ts';
import { actionWord, stateWord } from './messages.ts';
import { alignRows } from './table.ts';

/** `23/11/2026 14:05:09` in Vietnam. */
export const localInstant = (iso: string): string => {
  const [date = '', time = ''] = vietnamIso(new Date(iso)).split('T');
  return `${vietnamShortDate(date)} ${time.slice(0, 8)}`;
};

/** How a document is called in one word: its code, else its number, else its id. */
export const nameOf = ({ core, numbering, documentId }: DocumentState): string =>
  core.facts?.documentCode ?? numbering.code ?? documentId;

/** The abstract, or why none is shown. A held or refused document has none in the register. */
export const titleOf = ({ core }: DocumentState, messages: Messages): string => {
  if (core.facts !== undefined) return core.facts.abstract;
  return core.status === 'refused' ? messages.destroyed : messages.hidden;
};

const bookOf = ({ numbering, core }: DocumentState, messages: Messages): string => {
  const { status, code = '', seriesId = '', date } = numbering;
  if (status === 'void') return messages.voidNumber(code);
  if (status === 'given')
    return messages.givenNumber(code || messages.noCode, messages.keptBySource);
  if (status === 'allocated')
    return messages.ownNumber(
      code,
      messages.series[seriesId] ?? seriesId,
      date === undefined ? '' : vietnamShortDate(date),
    );
  return core.seriesId === undefined
    ? messages.noNumber
    : `${messages.noNumber} (${messages.series[core.seriesId] ?? core.seriesId})`;
};

const headOf = (state: DocumentState, messages: Messages): string => {
  const { facts } = state.core;
  if (facts === undefined) return titleOf(state, messages);
  const code = facts.documentCode ?? messages.noCode;
  const dated =
    facts.issuedOn === undefined ? code : messages.dated(code, vietnamShortDate(facts.issuedOn));
  return `${dated}, ${facts.issuer}`;
};

/** The document's own status and that of its screening, where they differ. */
const conditionOf = ({ core, screening }: DocumentState, messages: Messages): string => {
  const words = [core.status, screening.status].map((status) => stateWord(messages, status));
  const causes = screening.causes.map((cause) => messages.causes[cause] ?? cause).join(', ');
  return `${[...new Set(words)].join(', ')}${causes && ` (${causes})`}`;
};

/** Nothing was suggested to the officer, who may still publish a file without limit of circulation. */
const notProposedOf = (state: DocumentState, { notProposed }: Messages): string | undefined => {
  const { core, screening, signing } = state;
  const decidable =
    core.status === 'active' &&
    currentMainFile(state) !== undefined &&
    screening.status === 'ordinary' &&
    (signing.status === 'none' || signing.status === 'issued');
  return decidable ? notProposed : undefined;
};

/** Which document it doubles and what the clerk has said of it. */
const duplicateOf = ({ core }: DocumentState, messages: Messages): string | undefined => {
  if (core.duplicateOf === undefined) return undefined;
  const { status, documentId, number } = core.duplicateOf;
  const word = messages.duplicates[status];
  return [word, number, documentId].filter(Boolean).join(' · ');
};

/** Who leads, until when, and the direction in the leader's words. */
const assignmentOf = ({ core: { assignment } }: DocumentState): string | undefined => {
  if (assignment === undefined) return undefined;
  const { leadId, dueOn, direction } = assignment;
  return [leadId, dueOn && vietnamShortDate(dueOn), direction].filter(Boolean).join(' · ');
};

const workLine = ({ effect, step, status, attempts, code }: WorkItem, messages: Messages): string =>
  [
    actionWord(messages, `${effect}.${step}`),
    stateWord(messages, status),
    attempts > 1 ? `×${attempts}` : '',
    code ?? '',
  ]
    .filter(Boolean)
    .join(' ');

/** A registered document without a file is one on paper. */
const filesOf = (state: DocumentState, messages: Messages): string | undefined => {
  const sha256 = currentMainFile(state)?.sha256;
  if (sha256 !== undefined) return `SHA-256 ${sha256}`;
  const isPaper = state.core.files.length === 0 && state.numbering.status !== 'none';
  return isPaper ? messages.onPaper : undefined;
};

/** The address of its page where the portal's own is known. */
const pageOf = (
  { status, slug }: DocumentState['publication'],
  portalUrl: string,
): string | undefined =>
  slug === undefined || portalUrl === '' || status !== 'published'
    ? slug
    : `${portalUrl}/van-ban/${slug}/`;

/** The state of one document for people. Names of files are shown, never a phone number. */
export const describeDocument = (
  state: DocumentState,
  works: readonly WorkItem[],
  messages: Messages,
  portalUrl = '',
): string[] => {
  const { fields } = messages;
  const word = (status: string) => stateWord(messages, status);
  const { core, signing, review, publication } = state;
  const rows: (readonly [string, string | undefined])[] = [
    [fields.document, headOf(state, messages)],
    [fields.abstract, core.facts?.abstract],
    [fields.id, state.documentId],
    [fields.source, [state.source, core.sourceDocumentId].filter(Boolean).join(' · ')],
    [fields.state, conditionOf(state, messages)],
    [fields.book, core.facts === undefined ? undefined : bookOf(state, messages)],
    [
      fields.signing,
      signing.status === 'none'
        ? undefined
        : [word(signing.status), signing.signerId, signing.code].filter(Boolean).join(' · '),
    ],
    [
      fields.review,
      review.status === 'none'
        ? notProposedOf(state, messages)
        : [word(review.status), review.decidedBy].filter(Boolean).join(' · '),
    ],
    [
      fields.publication,
      publication.status === 'none'
        ? undefined
        : [word(publication.status), pageOf(publication, portalUrl)].filter(Boolean).join(' · '),
    ],
    [fields.assignment, assignmentOf(state)],
    [fields.duplicate, duplicateOf(state, messages)],
    [fields.files, filesOf(state, messages)],
    [fields.waiting, core.parked > 0 ? messages.parkedEvents(core.parked) : undefined],
    [fields.works, works.map((work) => workLine(work, messages)).join('\n') || undefined],
  ];
  return alignRows(
    rows.flatMap(([name, text]) =>
      (text?.split('\n') ?? []).map((line, at) => [at === 0 ? name : '', line]),
    ),
  );
};

/** The state as data: without the approval proof, which is long and of use to nobody here. */
export const documentData = (state: DocumentState): object => {
  const { approvalProof: _, ...signing } = state.signing;
  return { ...state, signing };
};
