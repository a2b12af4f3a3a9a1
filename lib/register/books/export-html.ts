import { escapeText } from '../../kernel/escape-text.ts';
import { vietnamClock, vietnamDate } from '../../kernel/vietnam-time.ts';
import type { BookRow } from './book.ts';
import { printTexts } from './book-texts.vi.ts';
import { shortDate } from './cell-words.ts';
import type { PrintedBook } from './printed-book.ts';

/** A string of CSS: everything but letters, digits and blanks as its code point. */
const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;

const style = (book: PrintedBook): string => `
@page { size: A4 landscape; margin: 18mm 12mm 16mm 20mm;
  @top-left { content: ${cssString(book.agency.name)}; font: 9pt Tinos, "Times New Roman", serif; }
  @top-right { content: ${cssString(book.pageHead)}; font: 9pt Tinos, "Times New Roman", serif; }
  @top-center { content: ${cssString(book.agency.banner ?? '')}; font: italic 9pt Tinos, "Times New Roman", serif; }
  @bottom-center { content: "${printTexts.pageWord} " counter(page) "/" counter(pages); font: 9pt Tinos, "Times New Roman", serif; } }
@page :first { @top-left { content: none; } @top-center { content: none; } @top-right { content: none; } @bottom-center { content: none; } }
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.25 Tinos, "Times New Roman", serif; color: #000; background: #fff; }
.cover { height: 174mm; break-after: page; display: flex; flex-direction: column; align-items: center; border: 1.5pt double #000; padding: 14mm; text-align: center; }
.cover .parent { font-size: 14pt; text-transform: uppercase; }
.cover .agency { font-size: 15pt; font-weight: bold; text-transform: uppercase; padding-bottom: 2mm; border-bottom: 1pt solid #000; }
.cover h1 { font-size: 28pt; margin: 36mm 0 10mm; }
.cover .banner { margin-top: auto; font-style: italic; font-size: 12pt; }
.cover p { font-size: 15pt; margin: 2mm 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.75pt solid #000; padding: 1mm 1.2mm; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: bold; text-align: center; vertical-align: middle; }
thead tr.numbers th { font-weight: normal; font-style: italic; padding: 0.3mm; }
td.date, td.number, td.copies { text-align: center; }
td.date { overflow-wrap: normal; white-space: nowrap; font-size: 9.5pt; }
tr.void td:not(.note) { text-decoration: line-through; }
tbody.end { break-inside: avoid; }
tr.closing td { border: none; padding-top: 4mm; }
.signatures { display: flex; justify-content: space-around; break-inside: avoid; margin-top: 8mm; text-align: center; }
.signatures > div { width: 40%; min-height: 45mm; }
.signatures .role { font-weight: bold; margin: 0; }
.signatures p { margin: 0; }
.hint { font-style: italic; }
@media screen { body { max-width: 277mm; margin: 8mm auto; padding: 0 4mm; } .cover { margin-bottom: 8mm; } }`;

const rowHtml = ({ columns }: PrintedBook, row: BookRow): string => {
  const cells = columns.map(
    ({ key, kind }) =>
      `<td class="${kind === 'date' ? 'date' : key}">${escapeText(row.cells[key] ?? '')}</td>`,
  );
  return `<tr class="${row.status}">${cells.join('')}</tr>`;
};

const signature = (role: string, hint: string, dated: string): string =>
  `<div><p class="hint">${escapeText(dated)}</p><p class="role">${escapeText(role)}</p><p class="hint">${escapeText(hint)}</p></div>`;

/** `14:05 ngày 23/11/2026` in Vietnam. */
export const printedAtText = (iso: string): string => {
  const at = new Date(iso);
  return printTexts.printedAt(vietnamClock(at), shortDate(vietnamDate(at)));
};

/** How many lines there are, and room for two signatures. */
const closingHtml = ({ rows, printedAt }: PrintedBook): string => {
  const voids = rows.filter(({ status }) => status === 'void').length;
  return `<p>${escapeText(printTexts.total(rows.length, voids))} ${escapeText(printedAtText(printedAt))}</p>
<div class="signatures">${signature(printTexts.keeper, printTexts.keeperHint, '\u00a0')}${signature(printTexts.head, printTexts.headHint, printTexts.dateLine)}</div>`;
};

const spanned = (name: string, html: string, columns: number): string =>
  `<tr class="${name}"><td colspan="${columns}">${html}</td></tr>`;

const tableHtml = (book: PrintedBook): string => {
  const { columns, rows } = book;
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(
    ({ width }) => `<col style="width:${((100 * width) / whole).toFixed(2)}%">`,
  );
  const lines = rows.map((row) => rowHtml(book, row));
  const last = lines.pop() ?? spanned('', escapeText(printTexts.nothing), columns.length);
  // The last line takes along what is signed below it.
  const end = `${last}\n${spanned('closing', closingHtml(book), columns.length)}`;
  return `<table>
<colgroup>${widths.join('')}</colgroup>
<thead><tr>${columns.map(({ title }) => `<th scope="col">${escapeText(title)}</th>`).join('')}</tr>
<tr class="numbers" aria-hidden="true">${columns.map((_, at) => `<th>(${at + 1})</th>`).join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
<tbody class="end">
${end}
</tbody></table>`;
};

/** One page of HTML that prints as a book: A4 landscape, heads of columns and page numbers on each page. */
export const exportHtml = (book: PrintedBook): string => {
  const { title, agency, cover } = book;
  const parent =
    agency.parent === undefined ? '' : `<div class="parent">${escapeText(agency.parent)}</div>`;
  const banner =
    agency.banner === undefined ? '' : `<p class="banner">${escapeText(agency.banner)}</p>`;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escapeText(book.pageHead)}</title>
<meta name="viewport" content="width=device-width">
<style>${style(book)}</style></head><body>
<header class="cover">${parent}<div class="agency">${escapeText(agency.name)}</div>
<h1>${escapeText(title)}</h1>
${cover.map((line) => `<p>${escapeText(line)}</p>`).join('\n')}${banner}</header>
<main>${tableHtml(book)}</main></body></html>
`;
};
