import { OfficeError } from '../kernel/errors.ts';

/** Why a PDF is not signed or not read; stable, part of the product's documented codes. */
export type PdfRefusalCode =
  | 'NOT_PDF'
  | 'PDF_BROKEN'
  | 'PDF_ENCRYPTED'
  | 'PDF_TOO_COMPLEX'
  | 'PDF_CERTIFIED'
  | 'PDF_XFA'
  | 'PDF_ALREADY_SIGNED'
  | 'PDF_ALREADY_PREPARED'
  | 'PAGE_MISSING'
  | 'PAGE_ROTATED'
  | 'FIELD_MISSING'
  | 'FIELD_NAME_TAKEN'
  | 'FIELD_LOCKED'
  | 'FIELD_ALREADY_SIGNED'
  | 'FIELD_ALREADY_FILLED'
  | 'RESERVE_TOO_SMALL';

/** The file itself stands in the way. Its bytes have not been changed and will not be repaired. */
export class PdfRefusedError extends OfficeError {
  constructor(code: PdfRefusalCode, message: string, cause?: unknown) {
    super(code, message, cause === undefined ? {} : { cause });
    this.name = 'PdfRefusedError';
  }
}

export type SigningRefusalCode =
  | 'AGENCY_SEAL_NEEDS_LEADER'
  | 'CERT_UNREADABLE'
  | 'CERT_KEY_MISMATCH'
  | 'CERT_EXPIRED'
  | 'CERT_NOT_YET_VALID'
  | 'CERT_KEY_USAGE'
  | 'CERT_ALGORITHM'
  | 'IMAGE_UNSUPPORTED'
  | 'FONT_UNSUPPORTED'
  | 'TEXT_TOO_WIDE'
  | 'TEXT_NOT_IN_FONT'
  | 'SIGNER_UNKNOWN'
  | 'STEP_MISSING';

/** Signing was asked for and is refused; nothing has been written. */
export class SigningRefusedError extends OfficeError {
  constructor(code: SigningRefusalCode, message: string, cause?: unknown) {
    super(code, message, cause === undefined ? {} : { cause });
    this.name = 'SigningRefusedError';
  }
}

export const brokenPdf = (message: string, cause?: unknown): PdfRefusedError =>
  new PdfRefusedError('PDF_BROKEN', message, cause);
