import { showableText } from '../../kernel/escape-text.ts';
import type { BookColumn, BookRow } from './book.ts';
import { breakLines, type Measure, remember } from './pdf-lines.ts';
import { FLOOR, INNER_WIDTH, MARGIN, newPage } from './pdf-page.ts';

type Pdf = PDFKit.PDFDocument;

const SIZE = 9.5;
const LINE = 11.6;
const PAD = 3;

interface Place {
  readonly column: BookColumn;
  readonly x: number;
  readonly width: number;
}

/** Columns with their places on the page. */
const placesOf = (columns: readonly BookColumn[]): Place[] => {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let x: number = MARGIN.left;
  return columns.map((column) => {
    const width = (INNER_WIDTH * column.width) / whole;
    const place = { column, x, width };
    x += width;
    return place;
  });
};

type Face = 'regular' | 'bold' | 'italic';

const measuresOf = (pdf: Pdf): Readonly<Record<Face, Measure>> => {
  const measureIn = (face: Face) => remember((word) => pdf.font(face, SIZE).widthOfString(word));
  return { regular: measureIn('regular'), bold: measureIn('bold'), italic: measureIn('italic') };
};

const linesOf = (text: string, { width }: Place, measure: Measure): string[] =>
  breakLines(showableText(text), width - 2 * PAD, measure);

interface Cell {
  readonly lines: readonly string[];
  readonly place: Place;
  readonly font: Face;
  readonly align: 'left' | 'center';
  readonly strike: boolean;
}

const heightOf = (cells: readonly Cell[]): number =>
  Math.max(1, ...cells.map(({ lines }) => lines.length)) * LINE + 2 * PAD;

/** Draws cells with their frames; gives back where they end. */
const drawCells = (pdf: Pdf, cells: readonly Cell[], y: number, middle = false): number => {
  const height = heightOf(cells);
  for (const { lines, place, font, align, strike } of cells) {
    pdf.lineWidth(0.6).rect(place.x, y, place.width, height).stroke();
    pdf.font(font, SIZE);
    const top = middle ? y + (height - lines.length * LINE) / 2 : y + PAD;
    for (const [at, line] of lines.entries())
      pdf.text(line, place.x + PAD, top + at * LINE, {
        width: place.width - 2 * PAD,
        align,
        strike,
        lineBreak: false,
      });
  }
  return y + height;
};

const drawHeads = (pdf: Pdf, places: readonly Place[], bold: Measure, y: number): number => {
  const head = { align: 'center', strike: false } as const;
  const titles = places.map((place): Cell => {
    const lines = linesOf(place.column.title, place, bold);
    return { ...head, lines, place, font: 'bold' };
  });
  const numbers = places.map(
    (place, at): Cell => ({ ...head, lines: [`(${at + 1})`], place, font: 'italic' }),
  );
  return drawCells(pdf, numbers, drawCells(pdf, titles, y, true));
};

const CENTRED = new Set(['number', 'copies']);

const cellsOf = (places: readonly Place[], { cells, status }: BookRow, measure: Measure): Cell[] =>
  places.map((place): Cell => {
    const { key, kind } = place.column;
    return {
      lines: linesOf(cells[key] ?? '', place, measure),
      place,
      font: 'regular',
      align: kind === 'date' || CENTRED.has(key) ? 'center' : 'left',
      strike: status === 'void' && key !== 'note',
    };
  });

/** The first lines of every cell, and what is left of them. */
const splitCells = (cells: readonly Cell[], count: number): [Cell[], Cell[]] => [
  cells.map((cell) => ({ ...cell, lines: cell.lines.slice(0, count) })),
  cells.map((cell) => ({ ...cell, lines: cell.lines.slice(count) })),
];

/**
 * Draws rows over as many pages as they need, the heads of the columns on each. A row stays on one
 * page unless it is longer than a page; the last one takes along what is signed below it.
 * @param below room to leave under the last row, in points
 * @returns where the last row ends on the last page
 */
export const drawTable = (
  pdf: Pdf,
  columns: readonly BookColumn[],
  rows: readonly BookRow[],
  below: number,
): number => {
  const places = placesOf(columns);
  const { regular, bold } = measuresOf(pdf);
  const beginPage = (): number => {
    newPage(pdf);
    return drawHeads(pdf, places, bold, MARGIN.top);
  };
  const top = beginPage();
  let y = top;
  for (const [at, row] of rows.entries()) {
    let cells = cellsOf(places, row, regular);
    const room = at === rows.length - 1 ? below : 0;
    if (y > top && y + heightOf(cells) + room > FLOOR) y = beginPage();
    while (y + heightOf(cells) > FLOOR) {
      const [now, later] = splitCells(cells, Math.floor((FLOOR - y - 2 * PAD) / LINE));
      drawCells(pdf, now, y);
      cells = later;
      y = beginPage();
    }
    y = drawCells(pdf, cells, y);
  }
  return y;
};
