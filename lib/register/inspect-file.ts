import { OfficeError } from '../kernel/errors.ts';

const PDF = 'application/pdf';
const TEXT = 'text/plain';
/** Readers accept a header within the first KB and look for startxref in the last ones. */
const HEADER_WITHIN = 1_024;
const TAIL = 4_096;

const includes = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text, 0, 'latin1');

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
};

/**
 * Is the file what it claims to be? Only what no reader could open is refused: another body's
 * document is kept as it came. What is to be signed here is looked at more strictly then.
 * @throws OfficeError NOT_PDF, PDF_BROKEN, TEXT_NOT_UTF8
 */
export const inspectFile = (bytes: Uint8Array, mediaType: string): void => {
  if (mediaType === TEXT && !isUtf8(bytes))
    throw new OfficeError('TEXT_NOT_UTF8', 'the text is not UTF-8');
  if (mediaType !== PDF) return;
  if (!includes(bytes.subarray(0, HEADER_WITHIN), '%PDF-'))
    throw new OfficeError('NOT_PDF', 'the file is not a PDF');
  if (!includes(bytes.subarray(-TAIL), 'startxref'))
    throw new OfficeError('PDF_BROKEN', 'the file ends before its cross-reference');
};
