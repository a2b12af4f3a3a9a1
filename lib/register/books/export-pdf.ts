import PDFDocument from 'pdfkit';
import { printTexts } from './book-texts.vi.ts';
import { printedAtText } from './export-html.ts';
import {
  type BookFonts,
  CLOSING_ROOM,
  drawCover,
  drawPageMarks,
  drawSignatures,
  INNER_WIDTH,
  MARGIN,
} from './pdf-page.ts';
import { drawTable } from './pdf-table.ts';
import type { PrintedBook } from './printed-book.ts';

/** The bytes of a document, all of them once it is ended. */
const bytesOf = (pdf: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });

/**
 * A book to print and bind: cover, table with the heads of its columns on each page, page heads
 * and numbers, room for signatures. The same book gives the same pages.
 */
export const exportPdf = (book: PrintedBook, fonts: BookFonts): Promise<Uint8Array> => {
  const { rows, columns, pageHead, agency, printedAt } = book;
  const pdf = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    // None at first: else the library looks for a standard font on disk, which has no Vietnamese
    // letters, or keeps this one under another name and reads it again at every change of face.
    font: null as unknown as string,
    lang: 'vi-VN',
    displayTitle: true,
    info: { Title: pageHead, Author: agency.name, CreationDate: new Date(printedAt) },
  });
  for (const [name, bytes] of Object.entries(fonts)) pdf.registerFont(name, Buffer.from(bytes));
  const bytes = bytesOf(pdf);
  drawCover(pdf, book);
  const end = drawTable(pdf, columns, rows, CLOSING_ROOM) + 8;
  const voids = rows.filter(({ status }) => status === 'void').length;
  const total = rows.length === 0 ? printTexts.nothing : printTexts.total(rows.length, voids);
  pdf.font('regular', 11);
  pdf.text(`${total} ${printedAtText(printedAt)}`, MARGIN.left, end, { width: INNER_WIDTH });
  drawSignatures(pdf, end + 14);
  drawPageMarks(pdf, book);
  pdf.end();
  return bytes;
};
