import { brokenPdf, PdfRefusedError } from '../errors.ts';
import { ObjectReader } from './object-reader.ts';
import { type PdfInput, PdfSource } from './source.ts';
import { isDict, nameOf, type PdfDict, PdfRef } from './values.ts';
import { readXref, type XrefSection } from './xref.ts';

const headerWindow = 1_024;

const readHeaderVersion = (source: PdfSource): string => {
  const head = source.slice(0, Math.min(headerWindow, source.length));
  const at = head.indexOf('%PDF-');
  if (at < 0) throw new PdfRefusedError('NOT_PDF', 'the file does not begin as a PDF');
  // Viewers disagree whether offsets count from the header or from the first byte.
  if (at > 0) throw brokenPdf('other bytes stand before the PDF header');
  return /^\d\.\d/.exec(head.toString('latin1', 5, 8))?.[0] ?? '1.0';
};

/** A PDF as it was read: objects on demand, nothing repaired, nothing changed. */
export class PdfDocument extends ObjectReader {
  readonly sections: readonly XrefSection[];
  readonly trailer: PdfDict;
  readonly rootRef: PdfRef;
  readonly version: string;

  constructor(source: PdfSource) {
    super(source);
    const headerVersion = readHeaderVersion(source);
    this.sections = readXref(this);
    const trailer = this.sections[0]?.trailer;
    const root = trailer?.get('Root');
    if (!trailer || !(root instanceof PdfRef)) throw brokenPdf('the trailer names no catalog');
    this.trailer = trailer;
    this.rootRef = root;
    const catalogVersion = this.encrypted
      ? undefined
      : nameOf(this.resolve(this.catalog.get('Version')));
    this.version = catalogVersion ?? headerVersion;
  }

  get encrypted(): boolean {
    return this.sections.some((section) => section.trailer.has('Encrypt'));
  }

  get catalog(): PdfDict {
    const catalog = this.get(this.rootRef);
    if (!isDict(catalog)) throw brokenPdf('the catalog is missing');
    return catalog;
  }

  get form(): PdfDict | undefined {
    return this.resolveDict(this.catalog.get('AcroForm'));
  }
}

/**
 * Reads a file without asking what may be done to it; for inspecting and verifying.
 * @throws PdfRefusedError NOT_PDF, PDF_BROKEN, PDF_TOO_COMPLEX
 */
export const readPdf = (input: PdfInput | PdfSource): PdfDocument =>
  new PdfDocument(input instanceof PdfSource ? input : new PdfSource(input));
