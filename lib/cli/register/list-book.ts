import { vietnamDate } from '../../kernel/vietnam-time.ts';
import { type Book, columnsOf } from '../../register/books/book.ts';
import type { BookFilter } from '../../register/books/filter.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { alignRows, cutText } from '../table.ts';
import type { RegisterMessages } from './messages.en.ts';
import { readEntries, rowsOf } from './read-book.ts';

/** What fits on a terminal; `--json` has every column. */
const SHOWN: Readonly<Record<Book, readonly (readonly [key: string, width: number])[]>> = {
  incoming: [
    ['number', 8],
    ['arrivedOn', 10],
    ['code', 18],
    ['issuer', 26],
    ['abstract', 50],
    ['note', 40],
  ],
  outgoing: [
    ['code', 18],
    ['issuedOn', 10],
    ['signer', 22],
    ['abstract', 56],
    ['note', 40],
  ],
  copies: [
    ['code', 14],
    ['issuedOn', 10],
    ['kind', 9],
    ['original', 34],
    ['abstract', 50],
    ['copies', 6],
  ],
  progress: [
    ['number', 8],
    ['document', 40],
    ['receiver', 34],
    ['dueOn', 10],
    ['progress', 30],
  ],
};

/** `register list`: one month of a book in its order. */
export const listBook = (
  context: CommandContext,
  messages: RegisterMessages,
  {
    book,
    month = vietnamDate(context.now()).slice(0, 7),
    filter,
  }: { readonly book: Book; readonly month?: string; readonly filter: BookFilter },
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const entries = await readEntries(tables, { book, period: { month }, filter });
    const rows = await rowsOf(context, tables, book, entries);
    const columns = columnsOf(book);
    const shown = SHOWN[book];
    const heads = shown.map(([key]) => columns.find((column) => column.key === key)?.title ?? key);
    const lines = rows.map(({ cells }) =>
      shown.map(([key, width]) => cutText(cells[key] ?? '', width)),
    );
    return {
      lines: rows.length === 0 ? [messages.empty] : alignRows([heads, ...lines]),
      data: { book, month, columns: columns.map(({ key, title }) => ({ key, title })), rows },
    };
  });
