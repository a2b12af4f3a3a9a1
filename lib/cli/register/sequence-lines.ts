import { vietnamShortDate } from '../../kernel/vietnam-time.ts';
import type { BookReport } from '../../register/books/sequences.ts';
import type { RegisterMessages } from './messages.en.ts';

/** What is wrong with the numbers of a book, a line for each fault. */
export const faultLines = (report: BookReport, messages: RegisterMessages): string[] => {
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

const writeRange = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from}–${to}`;

/** How numbers kept elsewhere were read, and what the other way of reading them would miss. */
export const groupingLines = (
  { groupings }: Pick<BookReport, 'groupings'>,
  messages: RegisterMessages,
): string[] =>
  groupings.flatMap(({ source, by, otherGaps }) => {
    const read = messages.groupedBy[by](source);
    if (otherGaps.length === 0) return [read];
    const count = otherGaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    return [read, messages.otherwise[by](count, otherGaps.map(writeRange).join(', '))];
  });
