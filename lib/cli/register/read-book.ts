import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { vietnamDate } from '../../kernel/vietnam-time.ts';
import {
  type Book,
  type BookEntry,
  type BookRow,
  type PersonNames,
  peopleOf,
} from '../../register/books/book.ts';
import { monthsOfYear, readMonths } from '../../register/books/book-reader.ts';
import { createBookReader } from '../../register/books/books.dynamo.ts';
import type { BookFilter } from '../../register/books/filter.ts';
import type { BookFonts } from '../../register/books/pdf-page.ts';
import {
  type Agency,
  type PrintedBook,
  periodOf,
  printBook,
} from '../../register/books/printed-book.ts';
import { rowOf } from '../../register/books/row.ts';
import type { CommandContext } from '../command.ts';
import { CommandError } from '../errors.ts';
import { outputOf } from '../office/office-address.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { RegisterMessages } from './messages.en.ts';

/** A part of a book: one month `YYYY-MM`, or a whole year. */
export interface BookPart {
  readonly book: Book;
  readonly period: { readonly month: string } | { readonly year: number };
  readonly filter?: BookFilter;
}

export const readEntries = async (
  tables: Pick<OfficeTables, 'dynamo' | 'names'>,
  { book, period, filter }: BookPart,
): Promise<BookEntry[]> => {
  const reader = createBookReader(tables.dynamo, tables.names.register);
  const months = 'month' in period ? [period.month] : monthsOfYear(period.year);
  const entries: BookEntry[] = [];
  for await (const entry of readMonths(reader, book, months, filter)) entries.push(entry);
  return entries;
};

const PEOPLE_AT_ONCE = 100;

const readNames = async (
  tables: Pick<OfficeTables, 'people'>,
  ids: readonly string[],
): Promise<PersonNames> => {
  const names = new Map<string, { name: string; unit: string }>();
  for (let from = 0; from < ids.length; from += PEOPLE_AT_ONCE) {
    const people = await tables.people.people(ids.slice(from, from + PEOPLE_AT_ONCE));
    for (const [id, { name, unit }] of people) names.set(id, { name, unit });
  }
  return names;
};

export const rowsOf = async (
  context: CommandContext,
  tables: OfficeTables,
  book: Book,
  entries: readonly BookEntry[],
): Promise<BookRow[]> => {
  const names = await readNames(tables, peopleOf(entries));
  const today = vietnamDate(context.now());
  return entries
    .map((entry) => rowOf(book, entry, names, today))
    .filter((row) => row !== undefined);
};

/** CloudFormation's outputs take no Vietnamese letters: these come encoded as parts of an address. */
const agencyOf = ({ address }: CommandContext, messages: RegisterMessages): Agency => {
  const parent = decodeURIComponent(address.outputs['AgencyParent'] ?? '');
  return {
    name: decodeURIComponent(outputOf(address, 'AgencyName')),
    ...(parent === '' ? {} : { parent }),
    ...(address.local ? { banner: messages.training } : {}),
  };
};

export const agencyNameOf = ({ address }: CommandContext): string =>
  decodeURIComponent(outputOf(address, 'AgencyName'));

/** A part of a book, ready to be drawn in any format. */
export const printedPart = async (
  context: CommandContext,
  messages: RegisterMessages,
  tables: OfficeTables,
  part: BookPart & { readonly volume: number; readonly entries: readonly BookEntry[] },
): Promise<PrintedBook> => {
  const { book, period, volume, entries } = part;
  const [year = 0, month] = 'month' in period ? period.month.split('-').map(Number) : [period.year];
  return printBook({
    book,
    agency: agencyOf(context, messages),
    period: periodOf(year, month),
    rows: await rowsOf(context, tables, book, entries),
    volume,
    printedAt: context.now(),
  });
};

/** Tinos has the measures of Times New Roman, which the decree asks for. */
export const readFonts = async (): Promise<BookFonts> => {
  const require = createRequire(import.meta.url);
  const face = (file: string) =>
    readFile(require.resolve(`@expo-google-fonts/tinos/${file}`)) as Promise<Uint8Array>;
  const [regular, bold, italic] = await Promise.all([
    face('400Regular/Tinos_400Regular.ttf'),
    face('700Bold/Tinos_700Bold.ttf'),
    face('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  ]);
  return { regular, bold, italic };
};

/** @throws CommandError FILE_UNWRITABLE */
export const writeOut = async (file: string, bytes: Uint8Array | string): Promise<void> => {
  await writeFile(file, bytes).catch((cause: unknown) => {
    throw new CommandError('FILE_UNWRITABLE', { facts: { file }, cause });
  });
};
