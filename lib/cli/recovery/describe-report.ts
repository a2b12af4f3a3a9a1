import { bookName } from '../../operations/check-numbers.ts';
import type { BookRepair } from '../../operations/recovery/plan-numbers.ts';
import type { LostDocument, RecoveryReport } from '../../operations/recovery/recover-office.ts';
import type { RecoveryMessages } from './messages.en.ts';

/** `3–5, 9`: a long outage loses many numbers in a row. */
export const writeRanges = (numbers: readonly number[]): string => {
  const ranges: [number, number][] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
};

const linesOfBook = (book: BookRepair, messages: RecoveryMessages): string[] => {
  const numbersOf = (status: 'void' | 'issued') =>
    book.lost.filter((lost) => lost.status === status).map(({ n }) => n);
  const [voided, reinstated] = [numbersOf('void'), numbersOf('issued')];
  return [
    messages.book(bookName(book), book.counter?.last ?? 0, book.last),
    ...(voided.length === 0 ? [] : [messages.voided(writeRanges(voided))]),
    ...(reinstated.length === 0 ? [] : [messages.reinstated(writeRanges(reinstated))]),
  ];
};

const linesOfDocuments = (
  documents: readonly LostDocument[],
  state: LostDocument['state'],
  messages: RecoveryMessages,
): string[] => {
  const concerned = documents.filter((document) => document.state === state);
  if (concerned.length === 0) return [];
  return [
    messages.documents[state],
    ...concerned.map(({ documentId, numbers, source }) =>
      messages.document(documentId, numbers.join(', '), source),
    ),
  ];
};

/** What recovery did, or would do, for the operator and for the clerk's explanation in the book. */
export const linesOfReport = (
  { books, documents, notices, dropped, files }: RecoveryReport,
  messages: RecoveryMessages,
  dryRun: boolean,
): string[] => [
  ...(books.length === 0
    ? [messages.bookWhole]
    : books.flatMap((book) => linesOfBook(book, messages))),
  ...linesOfDocuments(documents, 'missing', messages),
  ...linesOfDocuments(documents, 'decided', messages),
  ...linesOfDocuments(documents, 'unnumbered', messages),
  ...(dropped.length === 0
    ? []
    : [
        messages.dropped,
        ...dropped.map(({ source, eventId, documentId }) =>
          messages.droppedEvent(source, eventId, documentId),
        ),
      ]),
  ...(files === 0 ? [] : [messages.files(files)]),
  messages.notices(notices.open, notices.unknown),
  '',
  messages.resendAll,
  dryRun ? messages.dry : messages.next,
];
