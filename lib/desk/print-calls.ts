import * as z from 'zod/mini';
import { books } from '../register/books/book.ts';
import { callsOf, type DeskCall } from './call.ts';
import { idInPath, monthText } from './calls.ts';
import { type PrintDeps, printMonth, printSheet } from './print.ts';

const call = callsOf<PrintDeps>();

/** What is kept or printed: books of a month, and the sheet of an incoming document. */
export const printCalls: readonly DeskCall<PrintDeps>[] = [
  call.json('GET books/{book}/file', {
    input: z.object({
      book: z.enum(books),
      month: monthText,
      format: z.enum(['csv', 'xlsx', 'pdf']),
    }),
    permission: () => 'books.export',
    run: (deps, _, input) => printMonth(deps, input),
  }),
  call.json('GET documents/{id}/sheet', {
    input: z.object({ id: idInPath }),
    permission: () => 'documents.sheet',
    run: (deps, _, { id }) => printSheet(deps, id),
  }),
];
