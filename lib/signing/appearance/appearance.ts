import { readFont } from '../font/truetype.ts';
import type { Revision } from '../pdf/revision.ts';
import type { PdfRef } from '../pdf/values.ts';
import { drawImage } from './draw-image.ts';
import { type Color, drawText, type TextAlign } from './draw-text.ts';
import { addFormXObject, type Size } from './form-xobject.ts';

/**
 * What a signature shows on the page: the image of the handwritten signature or of the seal, lines
 * of text (copies and annexes, Decree 30/2020), or nothing.
 */
export type Appearance =
  | { readonly kind: 'image'; readonly png: Uint8Array }
  | {
      readonly kind: 'text';
      readonly lines: readonly string[];
      /** A TrueType font, whole; what is needed of it gets embedded. */
      readonly font: Uint8Array;
      readonly fontSize: number;
      readonly align?: TextAlign;
      readonly color?: Color;
    }
  | { readonly kind: 'none' };

export const drawAppearance = (revision: Revision, size: Size, appearance: Appearance): PdfRef => {
  if (appearance.kind === 'image') return drawImage(revision, size, appearance.png);
  if (appearance.kind === 'none') return addFormXObject(revision, size, '');
  const { lines, font, ...style } = appearance;
  return drawText(revision, size, lines, { ...style, font: readFont(font) });
};
