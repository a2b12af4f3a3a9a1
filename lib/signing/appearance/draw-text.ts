import { SigningRefusedError } from '../errors.ts';
import { embedFont, widthOf } from '../font/embed-font.ts';
import type { TrueTypeFont } from '../font/truetype.ts';
import type { Revision } from '../pdf/revision.ts';
import { dict, type PdfRef } from '../pdf/values.ts';
import { addFormXObject, points, type Size } from './form-xobject.ts';

export type TextAlign = 'left' | 'center' | 'right';

/** Red, green, blue, each 0 to 1. */
export type Color = readonly [number, number, number];

export interface TextStyle {
  readonly font: TrueTypeFont;
  /** In points; made smaller when the widest line would not fit. */
  readonly fontSize: number;
  readonly align?: TextAlign;
  readonly color?: Color;
}

const smallestSize = 5;
const lineHeight = 1.2;
const black: Color = [0, 0, 0];

/** How far above the bottom of a box of this height the baseline of a single line stands. */
const baselineIn = (height: number, font: TrueTypeFont, fontSize: number): number => {
  const scale = fontSize / font.unitsPerEm;
  return (height - (font.ascent - font.descent) * scale) / 2 - font.descent * scale;
};

const fittingSize = (lines: readonly string[], size: Size, style: TextStyle): number => {
  const widest = Math.max(...lines.map((line) => widthOf(style.font, line, style.fontSize)));
  const fontSize = widest > size.width ? (style.fontSize * size.width) / widest : style.fontSize;
  if (fontSize < smallestSize) {
    throw new SigningRefusedError('TEXT_TOO_WIDE', 'a text does not fit its box');
  }
  return fontSize;
};

const leftOf = (align: TextAlign | undefined, room: number): number => {
  if (align === 'right') return room;
  return align === 'center' ? room / 2 : 0;
};

/**
 * Draws lines of text, the block centred in height.
 * @throws SigningRefusedError TEXT_TOO_WIDE, TEXT_NOT_IN_FONT
 */
export const drawText = (
  revision: Revision,
  size: Size,
  lines: readonly string[],
  style: TextStyle,
): PdfRef => {
  const { font, align } = style;
  const fontSize = fittingSize(lines, size, style);
  const embedded = embedFont(revision, font, lines.join(''));
  const below = ((lines.length - 1) * lineHeight * fontSize) / 2;
  const top = baselineIn(size.height, font, fontSize) + below;
  const shown = lines.map((line, index) => {
    const left = leftOf(align, size.width - widthOf(font, line, fontSize));
    const bottom = top - index * lineHeight * fontSize;
    return `1 0 0 1 ${points(left)} ${points(bottom)} Tm ${embedded.encode(line)} Tj`;
  });
  const color = (style.color ?? black).map(points).join(' ');
  const text = `q BT ${color} rg /F0 ${points(fontSize)} Tf\n${shown.join('\n')}\nET Q`;
  return addFormXObject(
    revision,
    size,
    `/Tx BMC\n${text}\nEMC`,
    dict({ Font: dict({ F0: embedded.ref }) }),
  );
};
