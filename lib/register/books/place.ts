import { vietnamDate } from '../../kernel/vietnam-time.ts';
import { COPY_SERIES, type DocumentCopy } from '../copies.ts';
import type { DocumentState } from '../document-state.ts';
import type { BookEntry, BookPlace } from './book.ts';
import { readGivenNumber } from './given-number.ts';

type Placed = Pick<DocumentState, 'numbering' | 'core'>;

/**
 * The day an incoming document came (Ngày đến; Decree 30/2020, Annex IV): as its clerk or its
 * source wrote it, else the day on which the office took it in. Undefined for an old record whose
 * day nobody wrote down: the day of its entry here says nothing about it.
 */
export const dayOfArrival = ({ numbering, core }: Placed): string | undefined => {
  if (core.arrivedOn !== undefined) return core.arrivedOn;
  const isOldNumber = core.historical === true && numbering.date === undefined;
  return isOldNumber ? undefined : vietnamDate(new Date(core.createdAt));
};

/**
 * The date by which a document stands in its book, and in the by-month index. Numbers of the
 * office stand by the day they were given, also where the document came days before (it was held),
 * so that numbers stay in order. Without such a day an incoming document stands where it came, never
 * where it was issued, unless it is an old record of which nothing else is known.
 */
export const dateInBook = (state: Placed): string => {
  const { numbering, core } = state;
  if (numbering.date !== undefined) return numbering.date;
  const came = core.direction === 'incoming' ? dayOfArrival(state) : core.arrivedOn;
  return came ?? core.facts?.issuedOn ?? vietnamDate(new Date(core.createdAt));
};

/** Where a document stands in its book: the same date and number as in the by-month index. */
const placeOfDocument = (state: DocumentState): BookPlace => {
  const { numbering } = state;
  const n = numbering.n ?? readGivenNumber(numbering.code ?? '')?.n;
  return {
    date: dateInBook(state),
    ...(numbering.seriesId === undefined ? {} : { seriesId: numbering.seriesId }),
    ...(n === undefined ? {} : { n }),
  };
};

const placeOfCopy = ({ n, date, madeAt }: DocumentCopy): BookPlace => ({
  seriesId: COPY_SERIES,
  ...(n === undefined ? {} : { n }),
  date: date ?? vietnamDate(new Date(madeAt)),
});

export const placeOf = (entry: BookEntry): BookPlace => {
  if (entry.kind === 'document') return placeOfDocument(entry.state);
  if (entry.kind === 'copy') return placeOfCopy(entry.copy);
  return { seriesId: entry.seriesId, n: entry.n, date: entry.date };
};

/** Order of a book: by date, then by number, and only then by sequence. */
export const byPlace = (a: BookPlace, b: BookPlace): number =>
  a.date.localeCompare(b.date) ||
  (a.n ?? Number.MAX_SAFE_INTEGER) - (b.n ?? Number.MAX_SAFE_INTEGER) ||
  (a.seriesId ?? '').localeCompare(b.seriesId ?? '');
