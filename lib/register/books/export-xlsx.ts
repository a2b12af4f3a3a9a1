import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeXlsxFile, { type CellObject, type Feature, type Row } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import { escapeText, showableText } from '../../kernel/escape-text.ts';
import type { BookColumn, BookRow } from './book.ts';
import { printTexts } from './book-texts.vi.ts';
import type { PrintedBook } from './printed-book.ts';

type FileContent = Stream | Buffer | Blob;

const SHEET = 'Sổ';
const FONT = 'Times New Roman';
/** A4 landscape holds about this many letters of 11 points. */
const LETTERS = 150;

/**
 * Text a spreadsheet would take for a formula, once a person edits or saves it as CSV, is kept
 * from it by an apostrophe (CWE-1236), as csv-stringify does.
 */
const guardFormula = (text: string): string => {
  const shown = showableText(text);
  return /^[=+\-@\t\r]/.test(shown) ? `'${shown}` : shown;
};

/** Midnight UTC of `dd/mm/yyyy`: the library writes dates without a zone. */
const readDate = (text: string): Date | undefined => {
  const [day = '', month = '', year = ''] = text.split('/');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

const bordered = { borderStyle: 'thin', borderColor: '#000000', wrap: true } as const;

const cellOf = ({ key, kind }: BookColumn, { cells, status }: BookRow): CellObject => {
  const text = cells[key] ?? '';
  const style = {
    ...bordered,
    alignVertical: 'top',
    ...(status === 'void' && key !== 'note' ? { textDecoration: { strikethrough: true } } : {}),
  } as const;
  const date = kind === 'date' ? readDate(text) : undefined;
  if (date !== undefined)
    return { ...style, value: date, type: Date, format: 'dd/mm/yyyy', align: 'center' };
  return { ...style, value: guardFormula(text), type: String };
};

const line = (text: string, columns: number, style: object = {}): Row => [
  { value: guardFormula(text), type: String, columnSpan: columns, align: 'center', ...style },
  ...Array.from({ length: columns - 1 }, () => null),
];

/** Heads of columns on each printed page, and the width of the sheet on one page. */
const printSettings = (
  headFrom: number,
  headTo: number,
  book: PrintedBook,
): Feature<FileContent> => ({
  files: {
    transform: {
      'xl/workbook.xml': {
        transform: (xml) =>
          insertElementMarkupAccordingToOrderOfSiblings(
            xml,
            `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${SHEET}'!$${headFrom}:$${headTo}</definedName></definedNames>`,
            getOrderOfSiblings('xl/workbook.xml', 'workbook') ?? [],
            'workbook',
          ),
      },
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) => withPageSetup(xml, book),
        transformElementAttributes: (tag, attributes) =>
          tag === 'pageSetup'
            ? { ...attributes, paperSize: 9, fitToWidth: 1, fitToHeight: 0 }
            : attributes,
      },
    },
  },
});

const withPageSetup = (xml: string, { pageHead }: PrintedBook): string => {
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  // In heads of pages Excel reads "&" as the beginning of a code.
  const head = escapeText(pageHead.replaceAll('&', '&&'));
  const parts = [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<headerFooter><oddHeader>&amp;R${head}</oddHeader><oddFooter>&amp;C${printTexts.pageWord} &amp;P/&amp;N</oddFooter></headerFooter>`,
  ];
  return parts.reduce(
    (sheet, part) => insertElementMarkupAccordingToOrderOfSiblings(sheet, part, order, 'worksheet'),
    xml,
  );
};

/** A workbook of one sheet: title rows, the columns of the law, dates as dates, wrapped text. */
export const exportXlsx = async (book: PrintedBook): Promise<Uint8Array> => {
  const { columns, rows, agency, title, cover } = book;
  const count = columns.length;
  const head = {
    ...bordered,
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
  } as const;
  const titles: Row[] = [
    ...(agency.parent === undefined ? [] : [line(agency.parent.toUpperCase(), count)]),
    line(agency.name.toUpperCase(), count, { fontWeight: 'bold' }),
    line(title, count, { fontWeight: 'bold', fontSize: 16 }),
    line(cover.join('. '), count, { fontStyle: 'italic', wrap: true }),
    ...(agency.banner === undefined ? [] : [line(agency.banner, count, { fontStyle: 'italic' })]),
  ];
  const heads: Row[] = [
    columns.map((column) => ({ ...head, value: column.title, type: String })),
    columns.map((_, at) => ({ ...bordered, value: `(${at + 1})`, type: String, align: 'center' })),
  ];
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const file = writeXlsxFile(
    [...titles, ...heads, ...rows.map((row) => columns.map((column) => cellOf(column, row)))],
    {
      sheet: SHEET,
      orientation: 'landscape',
      columns: columns.map(({ width }) => ({ width: Math.max(11, (LETTERS * width) / whole) })),
      stickyRowsCount: titles.length + heads.length,
    },
    {
      fontFamily: FONT,
      fontSize: 11,
      features: [printSettings(titles.length + 1, titles.length + heads.length, book)],
    },
  );
  return file.toBuffer();
};
