import { printTexts } from './book-texts.vi.ts';
import type { PrintedBook } from './printed-book.ts';

/** TrueType fonts with all Vietnamese letters (Tinos: the measures of Times New Roman). */
export interface BookFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
}

/** A4 landscape in points; the left margin has room for binding. */
const PAGE = { width: 841.89, height: 595.28 } as const;
export const MARGIN = { top: 48, right: 34, bottom: 42, left: 57 } as const;
export const INNER_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
export const FLOOR = PAGE.height - MARGIN.bottom;

type Pdf = PDFKit.PDFDocument;

export const newPage = (pdf: Pdf): void => {
  pdf.addPage({ size: [PAGE.width, PAGE.height], margin: 0 });
};

const placed = (pdf: Pdf, text: string, y: number, align: 'left' | 'center' | 'right'): void => {
  pdf.text(text, MARGIN.left, y, { width: INNER_WIDTH, align, lineBreak: false });
};

/** Title page: agency, name of the book, year, dates, numbers, volume (Appendix IV). */
export const drawCover = (pdf: Pdf, { agency, title, cover }: PrintedBook): void => {
  newPage(pdf);
  const inset = 12;
  pdf
    .lineWidth(1.5)
    .rect(
      MARGIN.left - inset,
      MARGIN.top - inset,
      INNER_WIDTH + 2 * inset,
      FLOOR - MARGIN.top + 2 * inset,
    )
    .stroke();
  let y = MARGIN.top + 24;
  if (agency.parent !== undefined) {
    pdf.font('regular', 14);
    placed(pdf, agency.parent.toUpperCase(), y, 'center');
    y += 22;
  }
  pdf.font('bold', 15);
  placed(pdf, agency.name.toUpperCase(), y, 'center');
  const middle = MARGIN.left + INNER_WIDTH / 2;
  pdf
    .lineWidth(0.75)
    .moveTo(middle - 60, y + 22)
    .lineTo(middle + 60, y + 22)
    .stroke();
  pdf.font('bold', 30);
  placed(pdf, title, 190, 'center');
  pdf.font('regular', 16);
  for (const [at, line] of cover.entries()) placed(pdf, line, 260 + 26 * at, 'center');
  if (agency.banner === undefined) return;
  pdf.font('italic', 12);
  placed(pdf, agency.banner, FLOOR - 24, 'center');
};

/** Heads and numbers of all pages but the cover, once it is known how many there are. */
export const drawPageMarks = (pdf: Pdf, { agency, pageHead }: PrintedBook): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = 1; page < count; page += 1) {
    pdf.switchToPage(start + page);
    pdf.font('regular', 9);
    placed(pdf, agency.name, 26, 'left');
    placed(pdf, pageHead, 26, 'right');
    if (agency.banner !== undefined) placed(pdf, agency.banner, 26, 'center');
    placed(pdf, printTexts.page(page + 1, count), PAGE.height - 28, 'center');
  }
};

/** Two signatures by hand need this much, in points. */
const SIGNATURES = 116;
export const CLOSING_ROOM = 8 + 14 + 18 + SIGNATURES;

/** Room for two signatures, on a new page where the last one has none left. */
export const drawSignatures = (pdf: Pdf, y: number): void => {
  let top = y + 18;
  if (top + SIGNATURES > FLOOR) {
    newPage(pdf);
    top = MARGIN.top;
  }
  const half = INNER_WIDTH / 2;
  const column = (text: string, at: 0 | 1, line: number, font: string): void => {
    pdf.font(font, 11);
    pdf.text(text, MARGIN.left + at * half, top + 16 * line, { width: half, align: 'center' });
  };
  column(printTexts.dateLine, 1, 0, 'italic');
  column(printTexts.keeper, 0, 1, 'bold');
  column(printTexts.head, 1, 1, 'bold');
  column(printTexts.keeperHint, 0, 2, 'italic');
  column(printTexts.headHint, 1, 2, 'italic');
};
