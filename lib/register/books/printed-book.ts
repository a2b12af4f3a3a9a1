import { writeNumber } from '../numbers.ts';
import { type Book, type BookColumn, type BookRow, columnsOf, nameOfBook } from './book.ts';
import { printTexts } from './book-texts.vi.ts';
import { shortDate } from './cell-words.ts';
import { byPlace } from './place.ts';

/** A book, or a part of one, as it is printed, signed for and bound (Art. 16.2b, 22.3b). */
export interface PrintedBook {
  readonly book: Book;
  readonly title: string;
  readonly agency: Agency;
  readonly columns: readonly BookColumn[];
  readonly rows: readonly BookRow[];
  /** Lines of the cover below the title: year, dates, numbers, volume. */
  readonly cover: readonly string[];
  /** `SỔ ĐĂNG KÝ VĂN BẢN ĐẾN – năm 2026`, at the head of every page. */
  readonly pageHead: string;
  /** ISO 8601 instant at which it was put together. */
  readonly printedAt: string;
}

export interface Agency {
  readonly name: string;
  /** cơ quan chủ quản trực tiếp */
  readonly parent?: string;
  /** Said on the cover and on every page, such as that this office is for training. */
  readonly banner?: string;
}

export interface BookPeriod {
  readonly year: number;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
}

const lastDay = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** A whole year, or one month (1–12) of it. */
export const periodOf = (year: number, month?: number): BookPeriod => {
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    year,
    from: `${year}-${two(month ?? 1)}-01`,
    to: lastDay(year, month ?? 12),
  };
};

/** "Từ số … đến số …" of each sequence: the office's own ones, and numbers kept elsewhere. */
const numberLines = (rows: readonly BookRow[]): string[] => {
  const sequences = new Map<string, BookRow[]>();
  for (const row of rows) {
    const key = row.place.seriesId ?? '';
    const members = sequences.get(key) ?? [];
    members.push(row);
    sequences.set(key, members);
  }
  const lines = [...sequences].map(([seriesId, members]) => {
    const numbers = members
      .flatMap(({ place }) => place.n ?? [])
      .toSorted((one, other) => one - other)
      .map(writeNumber);
    const line = printTexts.numbers(numbers[0] ?? '', numbers.at(-1) ?? '');
    return sequences.size === 1 ? line : printTexts.ofSequence(line, seriesId);
  });
  return lines.length === 0 ? [printTexts.numbers('', '')] : lines;
};

/** Puts rows in the order of the book, and the cover before them. */
export const printBook = (options: {
  readonly book: Book;
  readonly agency: Agency;
  readonly period: BookPeriod;
  readonly rows: readonly BookRow[];
  /** quyển số */
  readonly volume: number;
  readonly printedAt: Date;
}): PrintedBook => {
  const { book, agency, period, volume, printedAt } = options;
  const rows = options.rows.toSorted((a, b) => byPlace(a.place, b.place));
  const title = nameOfBook(book);
  return {
    book,
    title,
    agency,
    columns: columnsOf(book),
    rows,
    cover: [
      printTexts.year(period.year),
      printTexts.dates(shortDate(period.from), shortDate(period.to)),
      ...numberLines(rows),
      printTexts.volume(String(volume).padStart(2, '0')),
    ],
    pageHead: printTexts.pageHead(title, period.year),
    printedAt: printedAt.toISOString(),
  };
};
