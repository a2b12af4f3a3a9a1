import { vietnamLongDate } from '../../../kernel/vietnam-time.ts';
import type { AdministrativeDocument, FieldBox } from './administrative-document.ts';
import {
  COUNTRY_NAME,
  LETTER_ABSTRACT_PREFIX,
  MOTTO,
  NUMBER_LABEL,
  URGENCY_STAMPS,
} from './decree30-labels.vi.ts';
import { ASCENT, DESCENT, type PageCanvas, type TextStyle } from './page-canvas.ts';
import { LEFT_COLUMN, millimetres, PAGE, RIGHT_COLUMN } from './page-geometry.ts';
import { breakBalanced, drawCentredLine } from './typesetter.ts';

const HEAD: TextStyle = { font: 'regular', size: 13 };
const HEAD_BOLD: TextStyle = { font: 'bold', size: 13 };
const MOTTO_STYLE: TextStyle = { font: 'bold', size: 14 };
const DATE_STYLE: TextStyle = { font: 'italic', size: 14 };
const ABSTRACT_STYLE: TextStyle = { font: 'regular', size: 12.5 };
const STAMP_STYLE: TextStyle = { font: 'bold', size: 13.5, color: '#d2001e' };
const LINE = 16;
const BLANK_NUMBER_WIDTH = 46;
const FIELD_HEIGHT = 18;

export interface LetterheadResult {
  /** Where the next block may begin, in points from the top. */
  readonly bottom: number;
  readonly number?: FieldBox;
  readonly date?: FieldBox;
}

/** Draws agency, country, number, place and date, and the stamps of the first page. */
export function drawLetterhead(
  canvas: PageCanvas,
  document: AdministrativeDocument,
): LetterheadResult {
  const left = drawAgency(canvas, document);
  const right = drawCountry(canvas);
  const baseline = Math.max(left, right) + 23;
  const number = drawNumber(canvas, document, baseline);
  const date = drawDate(canvas, document, baseline);
  let bottom = baseline + 5;
  if (document.isLetter) {
    bottom = drawLetterAbstract(canvas, document.abstract, bottom);
  }
  bottom = drawStamps(canvas, document, bottom);
  return { bottom, ...(number && { number }), ...(date && { date }) };
}

function drawAgency(canvas: PageCanvas, document: AdministrativeDocument): number {
  let baseline = PAGE.top + 12;
  for (const line of document.letterhead.parent ?? []) {
    canvas.drawCentred(line, LEFT_COLUMN.centre, baseline, HEAD);
    baseline += LINE;
  }
  let width = 0;
  for (const line of document.letterhead.issuer) {
    width = canvas.drawCentred(line, LEFT_COLUMN.centre, baseline, HEAD_BOLD);
    baseline += LINE;
  }
  const rule = baseline - LINE + 5;
  canvas.drawRule(LEFT_COLUMN.centre, rule, width * 0.42);
  return rule;
}

function drawCountry(canvas: PageCanvas): number {
  const baseline = PAGE.top + 12;
  canvas.drawCentred(COUNTRY_NAME, RIGHT_COLUMN.centre, baseline, HEAD_BOLD);
  const width = canvas.drawCentred(MOTTO, RIGHT_COLUMN.centre, baseline + LINE, MOTTO_STYLE);
  canvas.drawRule(RIGHT_COLUMN.centre, baseline + LINE + 5, width);
  return baseline + LINE + 5;
}

function drawNumber(
  canvas: PageCanvas,
  document: AdministrativeDocument,
  baseline: number,
): FieldBox | undefined {
  if (document.documentCode !== undefined) {
    const text = `${NUMBER_LABEL} ${document.documentCode}`;
    canvas.drawCentred(text, LEFT_COLUMN.centre, baseline, HEAD);
    return undefined;
  }
  const label = `${NUMBER_LABEL} `;
  const notation = `/${document.notation}`;
  const labelWidth = canvas.widthOf(label, HEAD);
  const total = labelWidth + BLANK_NUMBER_WIDTH + canvas.widthOf(notation, HEAD);
  const x = LEFT_COLUMN.centre - total / 2;
  canvas.drawText(label, x, baseline, HEAD);
  canvas.drawText(notation, x + labelWidth + BLANK_NUMBER_WIDTH, baseline, HEAD);
  return lineField(x + labelWidth, baseline, BLANK_NUMBER_WIDTH, HEAD.size);
}

function drawDate(
  canvas: PageCanvas,
  document: AdministrativeDocument,
  baseline: number,
): FieldBox | undefined {
  const { centre, width } = RIGHT_COLUMN;
  if (document.issuedOn === undefined) {
    return lineField(centre - width / 2, baseline, width, DATE_STYLE.size);
  }
  const text = `${document.place}, ${vietnamLongDate(document.issuedOn)}`;
  canvas.drawCentred(text, centre, baseline, DATE_STYLE);
  return undefined;
}

/** A field in which text of the given size, centred by ascent and descent, stands on the baseline. */
function lineField(x: number, baseline: number, width: number, size: number): FieldBox {
  const margin = (FIELD_HEIGHT - (ASCENT + DESCENT) * size) / 2;
  const y = PAGE.height - baseline - DESCENT * size - margin;
  return { page: 0, x, y, width, height: FIELD_HEIGHT };
}

function drawLetterAbstract(canvas: PageCanvas, abstract: string, top: number): number {
  const text = `${LETTER_ABSTRACT_PREFIX} ${abstract}`;
  let baseline = top;
  for (const line of breakBalanced(canvas, text, ABSTRACT_STYLE, LEFT_COLUMN.width)) {
    baseline += 15;
    drawCentredLine(canvas, line, { centre: LEFT_COLUMN.centre, baseline }, ABSTRACT_STYLE);
  }
  return baseline + 4;
}

function drawStamps(canvas: PageCanvas, document: AdministrativeDocument, top: number): number {
  let bottom = top;
  if (document.secrecyMark !== undefined) {
    bottom = drawStamp(canvas, document.secrecyMark, 20, bottom + 8);
  }
  if (document.urgency !== 'thuong') {
    const stamp = URGENCY_STAMPS[document.urgency];
    bottom = drawStamp(canvas, stamp.text, stamp.width, bottom + 8);
  }
  return bottom;
}

/** @param widthMillimetres width of the frame; its height is 8 mm (Appendix I) */
function drawStamp(
  canvas: PageCanvas,
  text: string,
  widthMillimetres: number,
  top: number,
): number {
  const width = millimetres(widthMillimetres);
  const height = millimetres(8);
  const { centre } = LEFT_COLUMN;
  canvas.drawFrame(centre - width / 2, top, width, height, STAMP_STYLE.color ?? 'red');
  canvas.drawCentred(text, centre, top + height / 2 + STAMP_STYLE.size * 0.33, STAMP_STYLE);
  return top + height;
}
