import { stringify } from 'csv-stringify/sync';
import type { PrintedBook } from './printed-book.ts';

/**
 * Comma-separated values with the columns of the law, one line for each row: UTF-8 with a byte
 * order mark, so that Excel reads the accents, and CRLF (RFC 4180). Cells that a spreadsheet
 * would take for a formula get an apostrophe.
 */
export const exportCsv = ({ columns, rows }: PrintedBook): Uint8Array =>
  Buffer.from(
    stringify(
      rows.map(({ cells }) => columns.map(({ key }) => cells[key] ?? '')),
      {
        header: true,
        columns: columns.map(({ title }) => title),
        bom: true,
        record_delimiter: 'windows',
        escape_formulas: true,
      },
    ),
  );
