import { vietnamDate } from '../../kernel/vietnam-time.ts';
import { COPY_SERIES, type DocumentCopy } from '../copies.ts';
import type { DocumentState } from '../document-state.ts';
import type { BookEntry, BookPlace } from './book.ts';
import { readGivenNumber } from './given-number.ts';

/** Where a document stands in its book: the same date and number as in the by-month index. */
const placeOfDocument = ({ numbering, core }: DocumentState): BookPlace => {
  const date =
    numbering.date ??
    core.arrivedOn ??
    core.facts?.issuedOn ??
    vietnamDate(new Date(core.createdAt));
  const n = numbering.n ?? readGivenNumber(numbering.code ?? '')?.n;
  return {
    date,
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
