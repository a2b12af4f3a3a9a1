import { vietnamDate } from '../kernel/vietnam-time.ts';
import { type Book, columnsOf, peopleOf } from '../register/books/book.ts';
import type { BookReader } from '../register/books/book-reader.ts';
import { rowOf } from '../register/books/row.ts';
import type { BookPage } from './contract.ts';
import type { DeskPeople } from './people.ts';

export interface BookDeps {
  readonly bookReader: BookReader;
  readonly people: DeskPeople;
  readonly now: () => Date;
}

const PAGE = 100;

/** One page of one month of a book; this month when none is named. */
export const readBookPage = async (
  deps: BookDeps,
  query: {
    readonly book: Book;
    readonly month?: string | undefined;
    readonly cursor?: string | undefined;
  },
): Promise<BookPage> => {
  const today = vietnamDate(deps.now());
  const { book, month = today.slice(0, 7), cursor } = query;
  const page = await deps.bookReader.month({
    book,
    month,
    limit: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const names = await deps.people.names(peopleOf(page.entries));
  const rows = page.entries.map((entry) => rowOf(book, entry, names, today));
  return {
    columns: columnsOf(book).map(({ key, title }) => ({ key, title })),
    rows: rows.flatMap((row) => {
      if (row === undefined) return [];
      const { documentId, status, urgency, cells } = row;
      return [
        {
          ...(documentId === undefined ? {} : { documentId }),
          status,
          ...(urgency === undefined ? {} : { urgency }),
          cells: { ...cells },
        },
      ];
    }),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
};
