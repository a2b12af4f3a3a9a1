import { nameOfBook } from '../../register/books/book.ts';
import { type ClosedBook, closeYear, hashOfBook } from '../../register/books/close-year.ts';
import { createClosingStore } from '../../register/books/closings.dynamo.ts';
import { exportCsv } from '../../register/books/export-csv.ts';
import { reportSequences } from '../../register/books/sequences.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant } from '../describe-document.ts';
import { assertRole } from '../desk-event.ts';
import type { RegisterMessages } from './messages.en.ts';
import { printedPart, readEntries, writeOut } from './read-book.ts';
import { faultLines, groupingLines } from './sequence-lines.ts';

/** `register close-year`: once and for all; repeated, it shows the record of the first time. */
export const closeBook = (
  context: CommandContext,
  messages: RegisterMessages,
  given: {
    readonly book: ClosedBook;
    readonly year: number;
    readonly personId: string;
    readonly out?: string;
  },
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { book, year, personId, out } = given;
    await assertRole(tables, personId, 'clerk');
    const part = { book, period: { year } };
    const entries = await readEntries(tables, part);
    const printed = await printedPart(context, messages, tables, { ...part, entries, volume: 1 });
    const store = createClosingStore(tables.dynamo, tables.names);
    const { closing, repeated } = await closeYear(store, {
      book,
      year,
      entries,
      printed,
      closedBy: personId,
      now: context.now(),
    });
    if (out !== undefined) await writeOut(out, exportCsv(printed));
    // Numbers kept by an e-office are told, not refused: the office cannot mend them.
    const report = reportSequences(entries);
    const elsewhere = [...faultLines(report, messages), ...groupingLines(report, messages)];
    const isChanged = closing.sha256 !== hashOfBook(printed);
    const { count, voids, sha256, closedBy, closedAt, series } = closing;
    return {
      lines: [
        messages.closed(
          nameOfBook(book).toLocaleLowerCase('vi'),
          year,
          closedBy,
          localInstant(closedAt),
        ),
        messages.closedFacts(count, voids, sha256),
        ...series.map(({ seriesId, last, voids: ofSeries }) =>
          messages.closedSeries(seriesId, last, ofSeries),
        ),
        ...(elsewhere.length === 0 ? [] : [messages.elsewhere, ...elsewhere]),
        ...(repeated ? [messages.closedBefore] : []),
        ...(isChanged ? [messages.changed] : []),
      ],
      data: { ...closing, repeated, changed: isChanged },
    };
  });
