import { OfficeError } from '../kernel/errors.ts';
import { vietnamDate } from '../kernel/vietnam-time.ts';
import { type Book, type BookRow, peopleOf } from '../register/books/book.ts';
import { type BookReader, readMonths } from '../register/books/book-reader.ts';
import { exportCsv } from '../register/books/export-csv.ts';
import { exportPdf } from '../register/books/export-pdf.ts';
import { exportXlsx } from '../register/books/export-xlsx.ts';
import type { BookFonts } from '../register/books/pdf-page.ts';
import { periodOf, printBook } from '../register/books/printed-book.ts';
import { rowOf } from '../register/books/row.ts';
import type { DocumentStore } from '../register/document-store.ts';
import { peopleOfSheet, type SheetAgency, sheetOf } from '../register/sheet/sheet.ts';
import { sheetPdf } from '../register/sheet/sheet-pdf.ts';
import { MAX_ANSWER_BYTES } from './call.ts';
import type { PrintedFile } from './contract.ts';
import { knownDocumentId } from './document-id.ts';
import type { DeskPeople } from './people.ts';

export interface PrintDeps {
  readonly bookReader: BookReader;
  readonly store: Pick<DocumentStore, 'load'>;
  readonly people: DeskPeople;
  readonly agency: SheetAgency;
  /** Faces with all Vietnamese letters, read when something is drawn. */
  readonly fonts: () => Promise<BookFonts>;
  readonly now: () => Date;
}

export type BookFormat = 'csv' | 'xlsx' | 'pdf';

const MEDIA_TYPES: Readonly<Record<BookFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

const printed = (name: string, mediaType: string, bytes: Uint8Array): PrintedFile => {
  if (bytes.byteLength > MAX_ANSWER_BYTES)
    throw new OfficeError('PRINT_TOO_LARGE', 'the file has no room in an answer');
  return { name, mediaType, base64: Buffer.from(bytes).toString('base64') };
};

const rowsOf = async (
  { bookReader, people, now }: PrintDeps,
  book: Book,
  month: string,
): Promise<BookRow[]> => {
  const entries = [];
  for await (const entry of readMonths(bookReader, book, [month])) entries.push(entry);
  const names = await people.names(peopleOf(entries));
  const today = vietnamDate(now());
  return entries.flatMap((entry) => rowOf(book, entry, names, today) ?? []);
};

/**
 * One month of a book as a file.
 * @throws OfficeError PRINT_TOO_LARGE
 */
export const printMonth = async (
  deps: PrintDeps,
  {
    book,
    month,
    format,
  }: { readonly book: Book; readonly month: string; readonly format: BookFormat },
): Promise<PrintedFile> => {
  const [year, number] = month.split('-').map(Number);
  const whole = printBook({
    book,
    agency: deps.agency,
    period: periodOf(year ?? 0, number),
    rows: await rowsOf(deps, book, month),
    volume: number ?? 1,
    printedAt: deps.now(),
  });
  const name = `${book}-${month}.${format}`;
  if (format === 'pdf')
    return printed(name, MEDIA_TYPES.pdf, await exportPdf(whole, await deps.fonts()));
  const bytes = format === 'csv' ? exportCsv(whole) : await exportXlsx(whole);
  return printed(name, MEDIA_TYPES[format], bytes);
};

/**
 * The sheet that goes with an incoming document, to be printed.
 * @throws OfficeError DOCUMENT_UNKNOWN, NO_SHEET
 */
export const printSheet = async (deps: PrintDeps, id: string): Promise<PrintedFile> => {
  const state = await deps.store.load(knownDocumentId(id));
  if (state === undefined) throw new OfficeError('DOCUMENT_UNKNOWN', 'there is no such document');
  const sheet = sheetOf(state, {
    agency: deps.agency,
    people: await deps.people.names(peopleOfSheet(state)),
    on: vietnamDate(deps.now()),
  });
  const bytes = await sheetPdf(sheet, await deps.fonts(), deps.now());
  return printed(`${sheet.fileName}.pdf`, MEDIA_TYPES.pdf, bytes);
};
