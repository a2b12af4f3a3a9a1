import { PdfRefusedError } from '../errors.ts';
import type { PdfPage } from './page-tree.ts';
import type { Revision } from './revision.ts';
import { dict, isDict, name, type PdfDict, PdfRef, type PdfValue } from './values.ts';

const signaturesExistAndAppendOnly = 3;

/** The entries of an array that may stand directly or behind a reference, longer by some items. */
const appendItems = (
  revision: Revision,
  holder: PdfDict,
  key: string,
  items: readonly PdfValue[],
): PdfDict => {
  const value = holder.get(key);
  const ref = value instanceof PdfRef ? value : undefined;
  const known = ref ? revision.current(ref) : value;
  const longer = [...(Array.isArray(known) ? known : []), ...items];
  if (!ref || !Array.isArray(known)) return new Map(holder).set(key, longer);
  revision.replace(ref, longer);
  return holder;
};

export const addAnnotations = (
  revision: Revision,
  page: PdfPage,
  annotations: readonly PdfRef[],
): void => {
  const current = revision.current(page.ref);
  const before = isDict(current) ? current : page.dict;
  const after = appendItems(revision, before, 'Annots', annotations);
  if (after !== before) revision.replace(page.ref, after);
};

const standardFont = (baseFont: string): PdfDict =>
  dict({
    Type: name('Font'),
    Subtype: name('Type1'),
    BaseFont: name(baseFont),
    Encoding: name('WinAnsiEncoding'),
  });

/** Names that /DA of our text fields use; a viewer needs them only where it lets people type. */
export const fieldFonts = { regular: 'TiRo', italic: 'TiIt' } as const;

const withFieldFonts = (revision: Revision, form: PdfDict): PdfDict => {
  const resources = new Map(revision.document.resolveDict(form.get('DR')) ?? []);
  const fonts = new Map(revision.document.resolveDict(resources.get('Font')) ?? []);
  for (const [key, baseFont] of [
    [fieldFonts.regular, 'Times-Roman'],
    [fieldFonts.italic, 'Times-Italic'],
  ] as const) {
    if (!fonts.has(key)) fonts.set(key, revision.add(standardFont(baseFont)));
  }
  return new Map(form).set('DR', resources.set('Font', fonts));
};

/**
 * Adds fields to the document's form, which is made if there is none.
 * @throws PdfRefusedError PDF_XFA: such forms are drawn from another description of themselves
 */
export const addFields = (revision: Revision, fields: readonly PdfRef[]): void => {
  const { document } = revision;
  const place = document.catalog.get('AcroForm');
  const known = document.form ?? new Map();
  if (known.has('XFA')) throw new PdfRefusedError('PDF_XFA', 'the form is an XFA form');
  const listed = appendItems(revision, known, 'Fields', fields);
  const form = withFieldFonts(revision, listed).set('SigFlags', signaturesExistAndAppendOnly);
  if (place instanceof PdfRef && document.form) revision.replace(place, form);
  else revision.replace(document.rootRef, new Map(document.catalog).set('AcroForm', form));
};
