import type { Book, BookEntry } from './book.ts';
import type { BookFilter } from './filter.ts';

/** One page of one month of a book. */
export interface MonthQuery {
  readonly book: Book;
  /** `YYYY-MM` in Vietnam. */
  readonly month: string;
  readonly filter?: BookFilter;
  /** As the page before gave it. */
  readonly cursor?: string;
  readonly limit: number;
}

export interface BookReader {
  /**
   * The entries of a month in the order of date and number (eventually consistent); held and
   * secret documents are in no book.
   * @throws OfficeError BAD_REQUEST for a cursor of another query
   */
  month(
    query: MonthQuery,
  ): Promise<{ readonly entries: readonly BookEntry[]; readonly cursor?: string }>;
}

const PAGE = 200;

/** Every entry of some months, in order. */
export async function* readMonths(
  reader: BookReader,
  book: Book,
  months: readonly string[],
  filter?: BookFilter,
): AsyncGenerator<BookEntry> {
  for (const month of months) {
    let cursor: string | undefined;
    do {
      const page = await reader.month({
        book,
        month,
        limit: PAGE,
        ...(filter === undefined ? {} : { filter }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield* page.entries;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/** The twelve months of a year as `YYYY-MM`. */
export const monthsOfYear = (year: number): string[] =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
