import type { Book, BookEntry, BookRow } from '../../lib/register/books/book.ts';
import { type BookReader, readMonths } from '../../lib/register/books/book-reader.ts';
import { createBookReader } from '../../lib/register/books/books.dynamo.ts';
import { rowOf } from '../../lib/register/books/row.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice, type Reply, type SentEvent } from '../support/office/in-process.ts';

export const MONTH = '2026-11';

/** What every document of these tests says of itself. */
export const factsOf = (key: string) => ({
  documentId: key,
  abstract: `Về việc ${key}`,
  issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
  secrecy: 'thường',
});

/** An office with its books. */
export interface BooksOffice {
  readonly test: TestGround;
  readonly office: InProcessOffice;
  readonly reader: BookReader;
  send(name: SentEvent['name'], key: string, data: object, source?: string): Promise<Reply>;
  entries(book: Book, month?: string): Promise<BookEntry[]>;
  rows(book: Book): Promise<BookRow[]>;
  close(): Promise<void>;
}

export const openBooksOffice = async (): Promise<BooksOffice> => {
  const test = await openTestGround();
  const office = await InProcessOffice.open(test, await fillDirectory(test), 'portal');
  const reader = createBookReader(test.ground.clients.dynamodb, test.names.tables.register);
  const entries = async (book: Book, month = MONTH): Promise<BookEntry[]> => {
    const found: BookEntry[] = [];
    for await (const entry of readMonths(reader, book, [month])) found.push(entry);
    return found;
  };
  return {
    test,
    office,
    reader,
    entries,
    send: (name, key, data, source = 'e-office') =>
      office.send({ source, id: `${name}-${key}`, name, data: data as SentEvent['data'] }),
    rows: async (book) =>
      (await entries(book))
        .map((entry) => rowOf(book, entry, new Map(), '2026-11-23'))
        .filter((row) => row !== undefined),
    close: async () => {
      office.close();
      await test.close();
    },
  };
};
