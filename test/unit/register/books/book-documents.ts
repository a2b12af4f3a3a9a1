import type { DocumentFacts } from '../../../../lib/events/common.ts';
import type { DocumentId } from '../../../../lib/kernel/ids.ts';
import type { BookEntry, BookRow, PersonNames } from '../../../../lib/register/books/book.ts';
import {
  type PrintedBook,
  periodOf,
  printBook,
} from '../../../../lib/register/books/printed-book.ts';
import { rowOf } from '../../../../lib/register/books/row.ts';
import type { DocumentState } from '../../../../lib/register/document-state.ts';
import { states, withBlocks } from '../document-states.ts';

export const TODAY = '2026-11-23';
export const NAMES: PersonNames = new Map([
  ['vt1', { name: 'Lò Văn Minh Họa', unit: 'Vụ Chính sách Dân tộc' }],
  ['vt2', { name: 'Ksor H’Mẫu', unit: 'Vụ Tổng hợp' }],
  ['ld1', { name: 'Nguyễn Văn Mẫu', unit: 'Lãnh đạo Ủy ban' }],
]);

export const idOf = (n: number): DocumentId =>
  String(n)
    .padStart(26, 'a')
    .replaceAll(/[0189]/g, (digit) => 'bcde'['0189'.indexOf(digit)] ?? 'b') as DocumentId;

const facts: DocumentFacts = {
  documentCode: '2132/VPCP-V.III',
  abstract: 'Báo cáo sơ kết Chiến lược công tác dân tộc',
  issuer: 'Văn phòng Chính phủ',
  issuedOn: '2026-11-18',
  typeName: 'Báo cáo',
  urgency: 'thuong',
  addressees: [],
};

type Blocks = Parameters<typeof withBlocks>[1];

/** An incoming document at number 7 of 23/11/2026. */
export const incoming = (
  blocks: Blocks = {},
  changed: Partial<DocumentFacts> = {},
): DocumentState =>
  withBlocks(withBlocks(states.ordinary, { core: { facts: { ...facts, ...changed } } }), blocks);

/** An outgoing document, signed on paper, under its own number. */
export const outgoing = (
  blocks: Blocks = {},
  changed: Partial<DocumentFacts> = {},
): DocumentState =>
  withBlocks(incoming({}, changed), {
    ...blocks,
    core: { direction: 'outgoing', ...blocks.core },
    numbering: { seriesId: 'di', code: '07/UBDT-VP', ...blocks.numbering },
  });

export const entryOf = (state: DocumentState): Extract<BookEntry, { kind: 'document' }> => ({
  kind: 'document',
  state,
});

export const numbered = (n: number, date = TODAY, blocks: Blocks = {}): BookEntry =>
  entryOf({
    ...incoming({
      ...blocks,
      numbering: { n, date, code: String(n).padStart(2, '0'), ...blocks.numbering },
    }),
    documentId: idOf(n),
  });

export const given = (
  code: string,
  date = TODAY,
  changed: Partial<DocumentFacts> = {},
): BookEntry =>
  entryOf({
    ...withBlocks(incoming({}, changed), {
      core: { arrivedOn: date },
    }),
    documentId: `given-${code}-${date}` as DocumentId,
    numbering: { rev: 1, status: 'given', code },
  });

export const rowsOf = (entries: readonly BookEntry[], book: PrintedBook['book'] = 'incoming') =>
  entries.map((entry) => rowOf(book, entry, NAMES, TODAY)).filter((row) => row !== undefined);

export const printed = (
  rows: readonly BookRow[],
  book: PrintedBook['book'] = 'incoming',
): PrintedBook =>
  printBook({
    book,
    agency: { name: 'Ủy ban Dân tộc', parent: 'Chính phủ' },
    period: periodOf(2026),
    rows,
    volume: 1,
    printedAt: new Date('2027-01-04T03:00:00Z'),
  });
