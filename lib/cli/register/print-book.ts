import { extname } from 'node:path';
import { exportCsv } from '../../register/books/export-csv.ts';
import { exportHtml } from '../../register/books/export-html.ts';
import { exportPdf } from '../../register/books/export-pdf.ts';
import { exportXlsx } from '../../register/books/export-xlsx.ts';
import type { PrintedBook } from '../../register/books/printed-book.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import type { RegisterMessages } from './messages.en.ts';
import { type BookPart, printedPart, readEntries, readFonts, writeOut } from './read-book.ts';

const formats: Readonly<
  Record<string, (book: PrintedBook) => Promise<Uint8Array | string> | Uint8Array | string>
> = {
  '.pdf': async (book) => exportPdf(book, await readFonts()),
  '.html': exportHtml,
  '.xlsx': exportXlsx,
  '.csv': exportCsv,
};

export const printFormats = Object.keys(formats);
export const exportFormats = ['.xlsx', '.csv'];

/** `register print` and `register export`: the ending of the file says the format. */
export const writeBook = (
  context: CommandContext,
  messages: RegisterMessages,
  given: BookPart & {
    readonly out: string;
    readonly volume: number;
    readonly formats: readonly string[];
  },
): Promise<CommandResult> => {
  const ending = extname(given.out).toLowerCase();
  const draw = given.formats.includes(ending) ? formats[ending] : undefined;
  if (draw === undefined)
    throw new CommandError('BOOK_FORMAT', {
      exitCode: exitCodes.usage,
      facts: { file: given.out, formats: given.formats.join(', ') },
    });
  return withTables(context, async (tables) => {
    const entries = await readEntries(tables, given);
    const printed = await printedPart(context, messages, tables, { ...given, entries });
    await writeOut(given.out, await draw(printed));
    return {
      lines: [messages.written(printed.rows.length, given.out)],
      data: { book: given.book, file: given.out, rows: printed.rows.length },
    };
  });
};
