import * as z from 'zod/mini';
import { OfficeError } from '../../kernel/errors.ts';
import { sha256Of } from '../../kernel/ids.ts';
import { vietnamYear } from '../../kernel/vietnam-time.ts';
import type { Book, BookEntry } from './book.ts';
import { exportCsv } from './export-csv.ts';
import { placeOf } from './place.ts';
import type { PrintedBook } from './printed-book.ts';
import { reportSequences } from './sequences.ts';

/** Books that are closed; the register of work in progress is a view of the incoming one. */
export type ClosedBook = Exclude<Book, 'progress'>;

/** What is kept for good of a closed year (Art. 16.2b, 22.3b: printed, bound, kept). */
export const closing = z.object({
  book: z.enum(['incoming', 'outgoing', 'copies']),
  year: z.int(),
  /** Lines of the book, void numbers among them. */
  count: z.int(),
  voids: z.int(),
  series: z.array(
    z.object({ seriesId: z.string(), first: z.int(), last: z.int(), voids: z.int() }),
  ),
  /** Of the book's CSV as it was on closing. */
  sha256: z.string(),
  closedBy: z.string(),
  closedAt: z.iso.datetime(),
});
export type Closing = z.infer<typeof closing>;

export interface ClosingStore {
  /** Consistent. */
  find(book: ClosedBook, year: number): Promise<Closing | undefined>;
  /** The last number the counter of a series has given; 0 when none. Consistent. */
  lastNumber(seriesId: string, year: number): Promise<number>;
  /**
   * Ends the series of the year, then writes the record and its line of history, once and for all.
   * Repeating it after a crash goes on where it ended.
   * @throws ConcurrencyError when a number was taken meanwhile
   */
  close(closing: Closing): Promise<void>;
}

/** Series every book has, whether a document stands in them or not. */
const ALWAYS: Readonly<Record<ClosedBook, readonly string[]>> = {
  incoming: ['den'],
  outgoing: ['di'],
  copies: ['sao'],
};

const isOpen = (entry: BookEntry): boolean => {
  if (entry.kind !== 'document') return false;
  const { numbering, signing } = entry.state;
  return (
    numbering.status === 'allocated' && signing.status !== 'none' && signing.status !== 'issued'
  );
};

const isVoid = (entry: BookEntry): boolean =>
  entry.kind === 'void' || (entry.kind === 'document' && entry.state.numbering.status === 'void');

const assertOver = (year: number, now: Date): void => {
  if (vietnamYear(now) <= year)
    throw new OfficeError('YEAR_NOT_OVER', 'the year is not over in Vietnam', {
      facts: { year: String(year) },
    });
};

const assertSettled = (entries: readonly BookEntry[]): void => {
  const open = entries.filter(isOpen);
  if (open.length === 0) return;
  const numbers = open.map((entry) => placeOf(entry).n ?? 0).toSorted((a, b) => a - b);
  throw new OfficeError('NUMBERS_OPEN', 'numbers without an issued document', {
    facts: { count: String(open.length), numbers: numbers.slice(0, 20).join(', ') },
  });
};

const seriesOf = (book: ClosedBook, entries: readonly BookEntry[]): string[] =>
  [
    ...new Set([...ALWAYS[book], ...entries.flatMap((entry) => placeOf(entry).seriesId ?? [])]),
  ].toSorted();

/** Every number the counter has given stands in the book: 1 to last, none missing. */
const summarize = (
  seriesId: string,
  entries: readonly BookEntry[],
  last: number,
): Closing['series'][number] => {
  const own = entries.filter((entry) => placeOf(entry).seriesId === seriesId);
  const numbers = new Set(own.map((entry) => placeOf(entry).n));
  const missing = Array.from({ length: last }, (_, at) => at + 1).filter((n) => !numbers.has(n));
  const [report] = reportSequences(own).sequences;
  if (missing.length > 0 || (report?.doubles.length ?? 0) > 0)
    throw new OfficeError('BOOK_NOT_WHOLE', 'numbers are missing or stand twice', {
      facts: { series: seriesId, numbers: missing.slice(0, 20).join(', ') || '–' },
    });
  return { seriesId, first: Math.min(1, last), last, voids: own.filter(isVoid).length };
};

/** SHA-256 of a book as it is exported. */
export const hashOfBook = (printed: PrintedBook): string => sha256Of(exportCsv(printed));

/**
 * Closes a year of a book: afterwards its numbers cannot be taken any more. A year that is closed
 * already gives its record again.
 * @throws OfficeError YEAR_NOT_OVER; NUMBERS_OPEN while a number has neither an issued document
 * nor a reason why it is void; BOOK_NOT_WHOLE
 */
export const closeYear = async (
  store: ClosingStore,
  act: {
    readonly book: ClosedBook;
    readonly year: number;
    readonly entries: readonly BookEntry[];
    readonly printed: PrintedBook;
    readonly closedBy: string;
    readonly now: Date;
  },
): Promise<{ readonly closing: Closing; readonly repeated: boolean }> => {
  const { book, year, entries, printed, closedBy, now } = act;
  const earlier = await store.find(book, year);
  if (earlier !== undefined) return { closing: earlier, repeated: true };
  assertOver(year, now);
  assertSettled(entries);
  const series: Closing['series'] = [];
  for (const seriesId of seriesOf(book, entries))
    series.push(summarize(seriesId, entries, await store.lastNumber(seriesId, year)));
  const closed: Closing = {
    book,
    year,
    count: printed.rows.length,
    voids: entries.filter(isVoid).length,
    series,
    sha256: hashOfBook(printed),
    closedBy,
    closedAt: now.toISOString(),
  };
  await store.close(closed);
  return { closing: closed, repeated: false };
};
