import type { Urgency } from '../../events/common.ts';
import { foldText } from '../../kernel/vietnamese.ts';
import type { DocumentState } from '../document-state.ts';
import { type Book, type BookEntry, standsInBook } from './book.ts';
import { officialLetter } from './book-texts.vi.ts';
import { placeOf } from './place.ts';

/** What a reader of a book looks for. Texts are compared without accents and case. */
export interface BookFilter {
  /** tên loại; "công văn" finds documents without a name of their type. */
  readonly typeName?: string;
  readonly issuer?: string;
  /** Each word of it stands in code, abstract, issuer or signer. */
  readonly text?: string;
  readonly urgency?: Urgency;
  /** The book's own number, both ends included. */
  readonly from?: number;
  readonly to?: number;
  /** One sequence only: an own series, or `given` for numbers kept elsewhere. */
  readonly series?: string;
}

const hasType = (typeName: string | undefined, wanted: string): boolean =>
  foldText(typeName ?? officialLetter) === foldText(wanted);

const hasWords = (texts: readonly (string | undefined)[], wanted: string): boolean => {
  const all = foldText(texts.filter((text) => text !== undefined).join(' '));
  return foldText(wanted)
    .split(/\s+/)
    .every((word) => all.includes(word));
};

const asksForContent = ({ typeName, issuer, text, urgency }: BookFilter): boolean =>
  [typeName, issuer, text, urgency].some((wanted) => wanted !== undefined);

const documentOf = (entry: BookEntry): DocumentState | undefined => {
  if (entry.kind === 'void') return undefined;
  return entry.kind === 'copy' ? entry.original : entry.state;
};

const hasContent = (entry: BookEntry, filter: BookFilter): boolean => {
  if (!asksForContent(filter)) return true;
  const state = documentOf(entry);
  if (state === undefined || !standsInBook(state)) return false;
  const { facts } = state.core;
  const { typeName, issuer, text, urgency } = filter;
  const searched = [
    facts.documentCode,
    state.numbering.code,
    entry.kind === 'copy' ? entry.copy.code : undefined,
    facts.abstract,
    facts.issuer,
    facts.signerName,
  ];
  return (
    (typeName === undefined || hasType(facts.typeName, typeName)) &&
    (issuer === undefined || foldText(facts.issuer).includes(foldText(issuer))) &&
    (urgency === undefined || facts.urgency === urgency) &&
    (text === undefined || hasWords(searched, text))
  );
};

const hasPlace = (entry: BookEntry, { from, to, series }: BookFilter): boolean => {
  const { n, seriesId = 'given' } = placeOf(entry);
  if (series !== undefined && seriesId !== series) return false;
  if (from === undefined && to === undefined) return true;
  return n !== undefined && n >= (from ?? 0) && n <= (to ?? Number.POSITIVE_INFINITY);
};

/** Work in progress: someone leads it, or it is to be done until some day. */
const isWork = (entry: BookEntry): boolean => {
  if (entry.kind !== 'document') return false;
  const { assignment, completion, facts } = entry.state.core;
  return assignment !== undefined || completion !== undefined || facts?.dueOn !== undefined;
};

/** Pure: does an entry stand in this book, and is it among what was asked for? */
export const isWanted = (book: Book, entry: BookEntry, filter: BookFilter = {}): boolean =>
  (entry.kind !== 'document' || standsInBook(entry.state)) &&
  (book !== 'progress' || isWork(entry)) &&
  hasPlace(entry, filter) &&
  hasContent(entry, filter);
