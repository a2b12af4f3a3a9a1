import type { PdfDocument } from '../pdf/document.ts';
import { countOf, type PdfDict, PdfString } from '../pdf/values.ts';

/** The bytes a signature covers: all up to `coversTo` but its own hole. */
export interface CoveredBytes {
  readonly holeStart: number;
  readonly holeEnd: number;
  readonly coversTo: number;
  /** What stands in the hole, zero padding included. */
  readonly contents: Buffer;
}

const readRange = (document: PdfDocument, signature: PdfDict): number[] | undefined => {
  const items = document.resolveArray(signature.get('ByteRange')) ?? [];
  const range = items.map((item) => countOf(document.resolve(item)));
  return range.length === 4 && range.every((item) => item !== undefined) ? range : undefined;
};

/**
 * Reads /ByteRange and makes sure that it leaves out the value of /Contents and not one byte more;
 * a wider hole is where forged content hides. Undefined when it does not.
 */
export const readCoveredBytes = (
  document: PdfDocument,
  signature: PdfDict,
): CoveredBytes | undefined => {
  const range = readRange(document, signature);
  const contents = document.resolve(signature.get('Contents'));
  if (!range || !(contents instanceof PdfString)) return undefined;
  const [start, holeStart = 0, holeEnd = 0, rest = 0] = range;
  const coversTo = holeEnd + rest;
  const inOrder = start === 0 && holeStart > 0 && holeEnd > holeStart && rest > 0;
  if (!inOrder || coversTo > document.source.length) return undefined;
  // Asked first, so that a hole of the size of the file is not turned into text.
  if (holeEnd - holeStart !== contents.bytes.length * 2 + 2) return undefined;
  const hole = document.source.slice(holeStart, holeEnd).toString('latin1').toLowerCase();
  if (hole !== `<${contents.bytes.toString('hex')}>`) return undefined;
  return { holeStart, holeEnd, coversTo, contents: contents.bytes };
};
