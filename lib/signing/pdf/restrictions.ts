import { PdfRefusedError } from '../errors.ts';
import { type PdfDocument, readPdf } from './document.ts';
import { type FormField, listFields, signatureOf } from './form-fields.ts';
import type { PdfInput } from './source.ts';
import { textOf } from './text.ts';
import { countOf, isName, nameOf, type PdfDict, PdfString } from './values.ts';

/** The parameters of one transform method of a signature (ISO 32000-2, 12.8.2). */
const transformParams = (
  document: PdfDocument,
  signature: PdfDict,
  method: 'DocMDP' | 'FieldMDP',
): PdfDict | undefined => {
  for (const item of document.resolveArray(signature.get('Reference')) ?? []) {
    const reference = document.resolveDict(item);
    if (reference && isName(document.resolve(reference.get('TransformMethod')), method)) {
      return document.resolveDict(reference.get('TransformParams')) ?? new Map();
    }
  }
  return undefined;
};

/** What the author's certification allows afterwards: 1 nothing, 2 fill and sign, 3 comment too. */
export const certificationLevel = (document: PdfDocument): number | undefined => {
  const permissions = document.resolveDict(document.catalog.get('Perms'));
  const signature = document.resolveDict(permissions?.get('DocMDP'));
  const params = signature && transformParams(document, signature, 'DocMDP');
  return params && (countOf(document.resolve(params.get('P'))) ?? 2);
};

export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** The fields named by a lock or by FieldMDP parameters; both have the same shape. */
export const readLock = (document: PdfDocument, params: PdfDict): FieldLock => {
  const action = nameOf(document.resolve(params.get('Action')));
  const names = (document.resolveArray(params.get('Fields')) ?? [])
    .map((item) => document.resolve(item))
    .filter((item) => item instanceof PdfString)
    .map(textOf);
  return { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields: names };
};

const covers = (lock: FieldLock, fieldName: string): boolean => {
  if (lock.action === 'All') return true;
  const named = lock.fields.some(
    (field) => fieldName === field || fieldName.startsWith(`${field}.`),
  );
  return lock.action === 'Include' ? named : !named;
};

/** The fields that signatures already made have locked. */
export const lockedFields = (
  document: PdfDocument,
  fields: readonly FormField[] = listFields(document),
): ((fieldName: string) => boolean) => {
  const locks = fields.flatMap((field) => {
    const signature = signatureOf(document, field);
    const params = signature && transformParams(document, signature, 'FieldMDP');
    return params ? [readLock(document, params)] : [];
  });
  return (fieldName) => locks.some((lock) => covers(lock, fieldName));
};

/**
 * Opens a file that is to get a further revision.
 * @throws PdfRefusedError NOT_PDF, PDF_BROKEN, PDF_TOO_COMPLEX, PDF_ENCRYPTED, PDF_CERTIFIED
 */
export const openPdf = (input: PdfInput): PdfDocument => {
  const document = readPdf(input);
  if (document.encrypted) throw new PdfRefusedError('PDF_ENCRYPTED', 'the file is encrypted');
  if (certificationLevel(document) === 1) {
    throw new PdfRefusedError(
      'PDF_CERTIFIED',
      'the author has certified the file against any change',
    );
  }
  return document;
};
