import { addFormXObject } from './appearance/form-xobject.ts';
import { PdfRefusedError } from './errors.ts';
import { fieldGroup, fieldNames, lockedByAgency } from './field-names.ts';
import type { PageBox, SigningLayout, TextBox } from './layout.ts';
import { listFields, signatureOf } from './pdf/form-fields.ts';
import { addAnnotations, addFields, fieldFonts } from './pdf/form-writer.ts';
import { pageAt } from './pdf/page-tree.ts';
import { openPdf } from './pdf/restrictions.ts';
import { type AppendedPdf, appendRevision, Revision } from './pdf/revision.ts';
import type { PdfInput } from './pdf/source.ts';
import { textString } from './pdf/text.ts';
import { dict, name, type PdfDict, type PdfRef } from './pdf/values.ts';

const print = 4;
const printAndLocked = 132;
const quadding = { left: 0, center: 1, right: 2 } as const;

const assertUntouched = (revision: Revision): void => {
  const fields = listFields(revision.document);
  const known = new Set(fields.map((field) => field.name));
  if (Object.values(fieldNames).every((field) => known.has(field))) {
    throw new PdfRefusedError('PDF_ALREADY_PREPARED', 'the file already has the signing fields');
  }
  if ([...known].some((field) => field === fieldGroup || field.startsWith(`${fieldGroup}.`))) {
    throw new PdfRefusedError('FIELD_NAME_TAKEN', `the file has a field ${fieldGroup} of its own`);
  }
  if (fields.some((field) => signatureOf(revision.document, field))) {
    throw new PdfRefusedError('PDF_ALREADY_SIGNED', 'fields may not be added after a signature');
  }
};

const widget = (
  revision: Revision,
  fullName: string,
  group: PdfRef,
  box: PageBox,
  own: PdfDict,
): PdfRef => {
  const [left, bottom, right, top] = box.rect;
  const size = { width: right - left, height: top - bottom };
  const shared = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    T: textString(fullName.slice(fieldGroup.length + 1)),
    Parent: group,
    Rect: [left, bottom, right, top],
    P: pageAt(revision.document, box.page).ref,
    AP: dict({ N: addFormXObject(revision, size, '') }),
  });
  return revision.add(new Map([...shared, ...own]));
};

const textEntries = (box: TextBox): PdfDict =>
  dict({
    FT: name('Tx'),
    F: print,
    DA: textString(`/${fieldFonts[box.style ?? 'regular']} ${box.fontSize} Tf 0 g`),
    Q: quadding[box.align ?? 'left'],
  });

const agencyLock = (): PdfDict =>
  dict({
    Type: name('SigFieldLock'),
    Action: name('Include'),
    Fields: lockedByAgency.map(textString),
  });

const addWidgetsToPages = (
  revision: Revision,
  widgets: readonly { readonly ref: PdfRef; readonly page: number }[],
): void => {
  for (const page of new Set(widgets.map((item) => item.page))) {
    const refs = widgets.filter((item) => item.page === page).map((item) => item.ref);
    addAnnotations(revision, pageAt(revision.document, page), refs);
  }
};

/**
 * Adds, in one revision before any signature, empty text fields for number and date and empty
 * signature fields for leader and agency. After a signature only these may still be filled.
 * @throws PdfRefusedError PDF_ALREADY_PREPARED, PDF_ALREADY_SIGNED, FIELD_NAME_TAKEN, PAGE_MISSING,
 *   PDF_XFA, and those of openPdf
 */
export const prepareForSigning = (pdf: PdfInput, layout: SigningLayout): AppendedPdf => {
  const revision = new Revision(openPdf(pdf));
  assertUntouched(revision);
  const group = revision.add(null);
  const signature = dict({ FT: name('Sig'), F: printAndLocked });
  const { number, date, leader, agency } = layout;
  const make = (key: keyof SigningLayout, box: PageBox, own: PdfDict) => ({
    ref: widget(revision, fieldNames[key], group, box, own),
    page: box.page,
  });
  const widgets = [
    make('number', number, textEntries(number)),
    make('date', date, textEntries(date)),
    make('leader', leader, signature),
    make('agency', agency, new Map(signature).set('Lock', revision.add(agencyLock()))),
  ];
  revision.replace(
    group,
    dict({ T: textString(fieldGroup), Kids: widgets.map((item) => item.ref) }),
  );
  addWidgetsToPages(revision, widgets);
  addFields(revision, [group]);
  return appendRevision(revision);
};
