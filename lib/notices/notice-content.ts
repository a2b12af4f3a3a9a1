import type { DocumentState } from '../register/document-state.ts';
import type { NoticeRow } from './notice-row.ts';
import {
  type NoticeContent,
  renderTemplate,
  TEMPLATES_VERSION,
  type TemplateId,
} from './templates.vi.ts';

type Facts = NonNullable<DocumentState['core']['facts']>;

/** The code people know an outgoing document by: of one signed here it comes with its number. */
const outgoingCodeOf = ({ signing, numbering }: DocumentState, facts: Facts): string | undefined =>
  signing.status === 'none'
    ? (facts.documentCode ?? numbering.code)
    : (numbering.code ?? facts.documentCode);

const namesOf = (state: DocumentState, facts: Facts) =>
  state.core.direction === 'outgoing'
    ? {
        arrivalNumber: undefined,
        code: outgoingCodeOf(state, facts),
        issuedOn: state.numbering.date ?? facts.issuedOn,
      }
    : {
        // The office's own counter, else the number the source gave.
        arrivalNumber: state.numbering.code ?? state.core.givenNumber,
        code: facts.documentCode,
        issuedOn: facts.issuedOn,
      };

/**
 * What may be said of a document now. Undefined when nothing may and only the neutral line is
 * left: of a document that screening let through with a warning (a circulation mark).
 */
export const noticeContentOf = (
  state: DocumentState,
  replacementCode?: string,
): NoticeContent | undefined => {
  const { facts } = state.core;
  if (!facts || facts.circulation || state.screening.status !== 'ordinary') return undefined;
  const known = {
    ...namesOf(state, facts),
    abstract: facts.abstract,
    dueOn: facts.dueOn,
    signerName: facts.signerName,
    replacementCode,
  };
  const present = Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== undefined),
  );
  return {
    urgency: facts.urgency,
    issuer: facts.issuer,
    arrivedAt: new Date(state.core.createdAt),
    ...present,
  };
};

/** Which text fits the occasion and the document as it stands now. */
export const chooseTemplate = (
  row: Pick<NoticeRow, 'occasion' | 'round'>,
  state: DocumentState,
): TemplateId => {
  const isReminder = row.round === 'reminder';
  if (!noticeContentOf(state)) return isReminder ? 'neutral_reminder' : 'neutral';
  if (isReminder) return 'hoa_toc_reminder';
  if (row.occasion === 'recalled') {
    return state.core.status === 'replaced' ? 'replaced' : 'recalled';
  }
  if (row.occasion === 'issued') return 'issued';
  return state.core.facts?.urgency === 'hoa_toc' ? 'hoa_toc' : 'arrival';
};

export interface NoticeText {
  readonly template: TemplateId;
  readonly version: number;
  readonly text: string;
}

/** The text of a notice, written at the moment of sending from the document as it is then. */
export const renderNotice = (
  row: Pick<NoticeRow, 'occasion' | 'round'>,
  state: DocumentState,
  replacementCode?: string,
): NoticeText => {
  const template = chooseTemplate(row, state);
  const content = noticeContentOf(state, replacementCode) ?? NOTHING_TO_TELL;
  return { template, version: TEMPLATES_VERSION, text: renderTemplate(template, content) };
};

/** The neutral texts take no fact at all. */
const NOTHING_TO_TELL: NoticeContent = { urgency: 'thuong', issuer: '', arrivedAt: new Date(0) };
