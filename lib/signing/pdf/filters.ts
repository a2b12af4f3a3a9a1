import { constants, inflateSync } from 'node:zlib';
import { brokenPdf, PdfRefusedError } from '../errors.ts';
import { countOf, isDict, nameOf, type PdfDict, type PdfStream, type PdfValue } from './values.ts';

const inflate = (data: Buffer, room: number): Buffer => {
  try {
    // A missing checksum at the end is common and harmless: the readers count what they get.
    return inflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: room });
  } catch (error) {
    if (
      error instanceof RangeError ||
      (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
    ) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'a stream inflates beyond the limit', error);
    }
    throw brokenPdf('a stream does not inflate', error);
  }
};

const paeth = (left: number, up: number, corner: number): number => {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};

type Predict = (left: number, up: number, corner: number) => number;

/** The row filters of PNG, which PDF predictors 10 to 15 use as well (ISO 32000-2, 7.4.4.4). */
const rowFilters: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

const undoRow = (
  target: Buffer,
  coded: Buffer,
  above: Buffer,
  pixelBytes: number,
  predict: Predict,
): void => {
  for (let i = 0; i < target.length; i++) {
    const left = target[i - pixelBytes] ?? 0;
    const corner = above[i - pixelBytes] ?? 0;
    target[i] = (coded[i] ?? 0) + predict(left, above[i] ?? 0, corner);
  }
};

/** Undoes PNG row filters: each row is one filter byte and `rowBytes` of data. */
export const undoPngRows = (
  data: Buffer,
  rowBytes: number,
  pixelBytes: number,
): Buffer | undefined => {
  const rows = Math.floor(data.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  // The row above the first one counts as zeros.
  let above = Buffer.alloc(rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const predict = rowFilters[data[from] ?? 255];
    if (!predict) return undefined;
    const target = out.subarray(row * rowBytes, (row + 1) * rowBytes);
    undoRow(target, data.subarray(from + 1, from + 1 + rowBytes), above, pixelBytes, predict);
    above = target;
  }
  return out;
};

const undoPredictor = (data: Buffer, parms: PdfDict): Buffer => {
  const predictor = countOf(parms.get('Predictor') ?? 1);
  if (predictor === 1) return data;
  const columns = countOf(parms.get('Columns') ?? 1) ?? 0;
  const plain =
    countOf(parms.get('Colors') ?? 1) === 1 && countOf(parms.get('BitsPerComponent') ?? 8) === 8;
  if (predictor === undefined || predictor < 10 || !plain || columns < 1 || columns > 65_535) {
    throw brokenPdf('a cross-reference or object stream has an unusual predictor');
  }
  const rows = undoPngRows(data, columns, 1);
  if (!rows) throw brokenPdf('a stream has an unknown row filter');
  return rows;
};

const onlyItem = (value: PdfValue | undefined): PdfValue | undefined => {
  if (!Array.isArray(value)) return value ?? undefined;
  if (value.length > 1) throw brokenPdf('a cross-reference or object stream has several filters');
  return value[0] ?? undefined;
};

/**
 * Decodes a cross-reference or object stream: Flate with PNG predictors, all that real writers use
 * there. Page content and images are never decoded here. `room` is the most it may inflate to.
 */
export const decodeStream = (
  stream: PdfStream,
  room: number,
  resolve: (value: PdfValue) => PdfValue,
): Buffer => {
  const entry = (key: string): PdfValue | undefined => {
    const item = onlyItem(resolve(stream.dict.get(key) ?? null));
    return item === undefined ? undefined : resolve(item);
  };
  const filter = entry('Filter') ?? undefined;
  if (filter === undefined) return stream.bytes;
  const filterName = nameOf(filter);
  if (filterName !== 'FlateDecode' && filterName !== 'Fl') {
    throw brokenPdf('a cross-reference or object stream has an unusual filter');
  }
  const data = inflate(stream.bytes, room);
  const parms = entry('DecodeParms');
  return isDict(parms) ? undoPredictor(data, parms) : data;
};
