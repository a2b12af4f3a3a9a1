import type { Book } from '../../register/books/book.ts';
import { reportSequences } from '../../register/books/sequences.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { exitCodes } from '../errors.ts';
import { alignRows } from '../table.ts';
import type { RegisterMessages } from './messages.en.ts';
import { readEntries } from './read-book.ts';
import { faultLines, groupingLines } from './sequence-lines.ts';

/** `register gaps`: what is wrong with the numbers of a year; exit code 1 if something is. */
export const checkSequences = (
  context: CommandContext,
  messages: RegisterMessages,
  { book, year }: { readonly book: Book; readonly year: number },
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const report = reportSequences(await readEntries(tables, { book, period: { year } }));
    const { heads } = messages;
    const faults = faultLines(report, messages);
    const table = alignRows([
      [heads.sequence, heads.count, heads.first, heads.last],
      ...report.sequences.map(({ sequence, count, first, last }) => [
        sequence,
        String(count),
        String(first),
        String(last),
      ]),
    ]);
    const isEmpty = report.sequences.length === 0 && faults.length === 0;
    return {
      lines: isEmpty
        ? [messages.empty]
        : [
            ...table,
            ...(faults.length === 0 ? [messages.whole] : faults),
            ...groupingLines(report, messages),
          ],
      data: { book, year, ...report },
      exitCode: faults.length === 0 ? exitCodes.ok : exitCodes.refused,
    };
  });
