import type { Urgency } from '../../events/common.ts';
import type { DocumentCopy } from '../copies.ts';
import type { DocumentState } from '../document-state.ts';
import { bookNames, columnTitles } from './book-texts.vi.ts';

/**
 * The agency's books (Decree 30/2020, Art. 16, 22, 25, Appendix IV), and the register of work in
 * progress over the incoming one (Art. 24). Secret series are kept elsewhere (R1).
 */
export const books = ['incoming', 'outgoing', 'copies', 'progress'] as const;
export type Book = (typeof books)[number];

export type BookName = (typeof bookNames)[Book];
export const nameOfBook = (book: Book): BookName => bookNames[book];

export interface BookColumn {
  readonly key: string;
  /** In Vietnamese, as Appendix IV prints it. */
  readonly title: string;
  /** `date` cells hold `dd/mm/yyyy` or nothing. */
  readonly kind: 'text' | 'date';
  /** Share of the printed page's width. */
  readonly width: number;
}

const WIDTHS: Readonly<Record<string, number>> = {
  arrivedOn: 8,
  number: 6,
  issuer: 12,
  code: 11,
  issuedOn: 8,
  abstract: 26,
  receiver: 14,
  handedOn: 8,
  signature: 8,
  note: 10,
  signer: 11,
  addressees: 15,
  keeper: 9,
  copies: 6,
  kind: 8,
  original: 14,
  document: 20,
  cooperating: 13,
  dueOn: 8,
  progress: 12,
};
const DATES = new Set(['arrivedOn', 'issuedOn', 'handedOn', 'dueOn']);

/** The columns of a book in their order by law: 10 for incoming and outgoing. */
export const columnsOf = (book: Book): readonly BookColumn[] =>
  Object.entries(columnTitles[book]).map(([key, title]) => ({
    key,
    title,
    kind: DATES.has(key) ? 'date' : 'text',
    width: WIDTHS[key] ?? 10,
  }));

/** A person of the directory as books name people. */
export interface PersonName {
  readonly name: string;
  readonly unit?: string;
}
export type PersonNames = ReadonlyMap<string, PersonName>;

/** What stands at a number: in force, taken back, not yet issued, or no document at all. */
export type RowStatus = 'entered' | 'unissued' | 'recalled' | 'replaced' | 'returned' | 'void';

/** One line of a book: cells by column key, as people read them. */
export interface BookRow {
  /** Absent where a number has no document. */
  readonly documentId?: string;
  readonly status: RowStatus;
  readonly urgency?: Urgency;
  readonly cells: Readonly<Record<string, string>>;
  /** Where the line stands: the sequence it belongs to, its number there, its date. */
  readonly place: BookPlace;
}

export interface BookPlace {
  /** The office's own series; absent for numbers kept by the e-office. */
  readonly seriesId?: string;
  /** Absent where a given number cannot be read as one. */
  readonly n?: number;
  /** `YYYY-MM-DD` in Vietnam. */
  readonly date: string;
}

export type Codes = ReadonlyMap<string, string>;

/** What the register keeps of one number. */
export type BookEntry =
  | {
      readonly kind: 'document';
      readonly state: DocumentState;
      readonly voidReason?: string;
      /** Codes of the documents that correct, recall or replace this one, by their ids. */
      readonly codes?: Codes;
    }
  /** A copy the agency made; without its document where that may not be shown. */
  | { readonly kind: 'copy'; readonly copy: DocumentCopy; readonly original?: DocumentState }
  /** A void number that no document stands behind, as a recovery leaves it. */
  | {
      readonly kind: 'void';
      readonly seriesId: string;
      readonly year: number;
      readonly n: number;
      readonly date: string;
      readonly reason?: string;
    };

/** Everyone a book's lines may name. */
export const peopleOf = (entries: readonly BookEntry[]): string[] => [
  ...new Set(
    entries.flatMap((entry) => {
      if (entry.kind === 'void') return [];
      if (entry.kind === 'copy')
        return entry.copy.signerId === undefined ? [] : [entry.copy.signerId];
      const { core, signing } = entry.state;
      return [
        ...core.recipients,
        ...(core.assignment === undefined
          ? []
          : [core.assignment.leadId, ...core.assignment.cooperatingIds]),
        ...(signing.signerId === undefined ? [] : [signing.signerId]),
      ];
    }),
  ),
];

/**
 * May this document stand in a book? Held and secret ones never do: they have neither facts nor a
 * number, and this is checked again for each line (R1).
 */
export const standsInBook = (
  state: DocumentState,
): state is DocumentState & {
  core: { facts: NonNullable<DocumentState['core']['facts']> };
} =>
  state.core.facts !== undefined &&
  state.numbering.status !== 'none' &&
  ['active', 'recalled', 'replaced', 'returned'].includes(state.core.status) &&
  ['ordinary', 'warned'].includes(state.screening.status);
