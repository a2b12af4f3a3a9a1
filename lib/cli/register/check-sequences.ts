import { vietnamShortDate } from '../../kernel/vietnam-time.ts';
import type { Book } from '../../register/books/book.ts';
import { type BookReport, reportSequences } from '../../register/books/sequences.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { exitCodes } from '../errors.ts';
import { alignRows } from '../table.ts';
import type { RegisterMessages } from './messages.en.ts';
import { readEntries } from './read-book.ts';

const faultLines = (report: BookReport, messages: RegisterMessages): string[] => {
  const many = report.sequences.length > 1;
  return [
    ...report.sequences.flatMap(({ sequence, gaps, doubles, backwards }) =>
      [
        ...gaps.map(({ from, to }) => messages.gap(from, to)),
        ...doubles.map(({ n, documentIds }) => messages.double(n, documentIds.join(', '))),
        ...backwards.map(({ n, date, after }) =>
          messages.backwards(n, vietnamShortDate(date), vietnamShortDate(after)),
        ),
      ].map((line) => (many ? `${sequence}: ${line}` : line)),
    ),
    ...report.unreadable.map(({ written, documentId }) => messages.unreadable(written, documentId)),
  ];
};

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
        : [...table, ...(faults.length === 0 ? [messages.whole] : faults)],
      data: { book, year, ...report },
      exitCode: faults.length === 0 ? exitCodes.ok : exitCodes.refused,
    };
  });
