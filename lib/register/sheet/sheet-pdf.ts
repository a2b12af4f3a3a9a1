import type { Field, Sheet, SheetSection } from './sheet.ts';
import { mm, type SheetFonts, SheetPage, TEXT_WIDTH, type TextStyle } from './sheet-page.ts';
import { sheetTexts } from './sheet-texts.vi.ts';

/** Appendix IV: 35 mm high, 50 mm wide. */
const STAMP = { width: mm(50), height: mm(35) };
const LEFT_COLUMN = mm(70);

const drawHeads = (page: SheetPage, { agency }: Sheet): void => {
  const top = page.y;
  const left: TextStyle = { width: LEFT_COLUMN, align: 'center', size: 12 };
  if (agency.parent !== undefined) page.text(agency.parent.toLocaleUpperCase('vi'), left);
  page.text(agency.name.toLocaleUpperCase('vi'), { ...left, face: 'bold' });
  page.line(LEFT_COLUMN / 2 - mm(12), LEFT_COLUMN / 2 + mm(12), page.y + 1, 'ruled');
  const afterAgency = page.y;
  page.y = top;
  const x = LEFT_COLUMN + mm(4);
  const right: TextStyle = { x, width: TEXT_WIDTH - x, align: 'center', face: 'bold' };
  page.text(sheetTexts.nation, { ...right, size: 11.5 });
  page.text(sheetTexts.motto, right);
  const half = page.widthOf(sheetTexts.motto, right) / 2;
  const middle = x + (TEXT_WIDTH - x) / 2;
  page.line(middle - half, middle + half, page.y + 1, 'ruled');
  page.y = Math.max(afterAgency, page.y);
};

/** One line of the box: what is known is cut to its room, what is not is a dotted line. */
const drawStampLine = (page: SheetPage, [label, value]: Field, y: number): void => {
  const style: TextStyle = { size: 10 };
  const x = mm(2);
  const from = x + page.widthOf(`${label}: `, style);
  const to = STAMP.width - mm(2);
  page.y = y;
  page.text(`${label}:`, { ...style, x, width: to - x });
  page.y = y;
  if (value === '') page.line(from, to, y + 10);
  else page.text(page.cut(value, to - from, style), { ...style, x: from, width: to - from + 2 });
};

const drawStamp = (page: SheetPage, { agency, stamp }: Sheet): void => {
  const top = page.y;
  page.box({ x: 0, y: top, ...STAMP }, mm(0.5));
  const inner: TextStyle = { x: mm(1.5), width: STAMP.width - mm(3), align: 'center' };
  page.y = top + mm(1.6);
  const name: TextStyle = { face: 'regular', size: 8 };
  page.text(page.cut(agency.name.toLocaleUpperCase('vi'), STAMP.width * 1.8, name), {
    ...inner,
    ...name,
  });
  page.y = top + mm(7.6);
  page.text(sheetTexts.arrived, { ...inner, face: 'bold', size: 12 });
  for (const [at, field] of stamp.entries()) drawStampLine(page, field, top + mm(13.6 + at * 5.2));
  page.y = top + STAMP.height;
};

/** Marks in boxes beside the stamp, one below the other. */
const drawMarks = (page: SheetPage, marks: readonly string[], top: number): void => {
  for (const [at, mark] of marks.entries()) {
    const style: TextStyle = { face: 'bold', size: 13 };
    const width = page.widthOf(mark, style) + mm(6);
    const y = top + at * mm(9);
    page.box({ x: TEXT_WIDTH - width, y, width, height: mm(7.5) }, mm(0.4));
    page.y = y + mm(1.3);
    page.text(mark, { ...style, x: TEXT_WIDTH - width, width, align: 'center' });
  }
};

const drawField = (page: SheetPage, [label, value]: Field): void => {
  page.space(1);
  page.keep(mm(7));
  if (value !== '') {
    page.text(`- ${label}: ${value}`, { align: 'justify' });
    return;
  }
  const from = page.widthOf(`- ${label}: `);
  page.text(`- ${label}:`);
  page.line(from, TEXT_WIDTH, page.y - 4);
};

const drawSigned = (page: SheetPage, { date, signer }: SheetSection): void => {
  const x = TEXT_WIDTH - mm(80);
  const style: TextStyle = { x, width: mm(80), align: 'center' };
  page.keep(mm(signer === undefined ? 14 : 27));
  page.space(1.5);
  page.text(date, { ...style, face: 'italic' });
  if (signer === undefined) {
    page.space(6);
    return;
  }
  page.text(signer.title.toLocaleUpperCase('vi'), { ...style, face: 'bold' });
  page.space(8);
  page.text(signer.name, { ...style, face: 'bold' });
};

const drawSection = (page: SheetPage, section: SheetSection, at: number): void => {
  page.space(3);
  // A heading never stands alone at the foot of a page.
  page.keep(mm(22));
  page.text(`${at + 1}. ${section.title}:`, { face: 'bold' });
  if (section.said !== undefined) {
    page.space(1);
    page.text(`“${section.said}”`, { face: 'italic', align: 'justify', indent: mm(10) });
  }
  for (const field of section.fields) drawField(page, field);
  for (let line = 0; line < section.lines; line += 1) {
    page.keep(mm(8));
    page.space(8);
    page.line(0, TEXT_WIDTH, page.y);
  }
  drawSigned(page, section);
};

/**
 * The sheet as a PDF of A4 pages.
 * @param made instant written into the file; the same sheet and instant give the same pages
 */
export const sheetPdf = async (sheet: Sheet, fonts: SheetFonts, made: Date): Promise<Buffer> => {
  const page = new SheetPage(fonts, { title: `${sheetTexts.title}: ${sheet.document}`, made });
  drawHeads(page, sheet);
  page.space(4);
  const top = page.y;
  drawStamp(page, sheet);
  const below = page.y;
  page.y = top;
  page.text(sheet.dateLine, { face: 'italic', align: 'right', x: mm(58) });
  drawMarks(page, sheet.marks, top + mm(11));
  page.y = Math.max(below, top + mm(11 + sheet.marks.length * 9));
  page.space(5);
  page.text(sheetTexts.title, { face: 'bold', size: 14, align: 'center' });
  page.space(2);
  page.text(sheet.document, { face: 'bold', align: 'justify' });
  for (const [label, value] of sheet.fields) {
    page.space(1);
    page.text(`${label}: ${value}`, { align: 'justify' });
  }
  for (const [at, section] of sheet.sections.entries()) drawSection(page, section, at);
  if (sheet.agency.banner !== undefined) {
    page.space(5);
    page.text(sheet.agency.banner, { size: 10, align: 'center' });
  }
  return page.end();
};
