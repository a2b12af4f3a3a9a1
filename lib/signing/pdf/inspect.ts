import { PdfRefusedError } from '../errors.ts';
import { readPdf } from './document.ts';
import { listFields, signatureOf } from './form-fields.ts';
import { walkPages } from './page-tree.ts';
import type { PdfInput } from './source.ts';
import { textOf } from './text.ts';
import { nameOf, PdfString, type PdfValue } from './values.ts';

export interface PdfSummary {
  /** 0 when the file is encrypted. */
  readonly pages: number;
  readonly version: string;
  readonly encrypted: boolean;
  /** Signed fields as they are claimed; nothing about them is verified. */
  readonly signatures: readonly {
    readonly fieldName: string;
    readonly subFilter: string | undefined;
    readonly claimedName: string | undefined;
  }[];
}

const textIn = (value: PdfValue): string | undefined =>
  value instanceof PdfString ? textOf(value) : undefined;

/**
 * Looks over a file at the door: can it be read, how many pages, who claims to have signed.
 * @throws PdfRefusedError NOT_PDF, PDF_BROKEN, PDF_TOO_COMPLEX
 */
export const inspectPdf = (input: PdfInput): PdfSummary => {
  const document = readPdf(input);
  const { version, encrypted } = document;
  if (encrypted) return { pages: 0, version, encrypted, signatures: [] };
  let pages = 0;
  for (const _ of walkPages(document)) pages++;
  if (pages === 0) throw new PdfRefusedError('PDF_BROKEN', 'the file has no pages');
  const signatures = listFields(document).flatMap((field) => {
    const signature = signatureOf(document, field);
    if (!signature) return [];
    return [
      {
        fieldName: field.name,
        subFilter: nameOf(document.resolve(signature.get('SubFilter'))),
        claimedName: textIn(document.resolve(signature.get('Name'))),
      },
    ];
  });
  return { pages, version, encrypted, signatures };
};
