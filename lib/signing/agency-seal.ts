import { drawText } from './appearance/draw-text.ts';
import { PdfRefusedError, SigningRefusedError } from './errors.ts';
import { fieldNames } from './field-names.ts';
import { readFont } from './font/truetype.ts';
import { type FormField, listFields } from './pdf/form-fields.ts';
import { fieldFonts } from './pdf/form-writer.ts';
import { lockedFields, openPdf } from './pdf/restrictions.ts';
import { type AppendedPdf, Revision } from './pdf/revision.ts';
import type { PdfInput } from './pdf/source.ts';
import { textOf, textString } from './pdf/text.ts';
import { countOf, dict, type PdfRef, PdfString } from './pdf/values.ts';
import { fillField, type SignatureInput, signField } from './pdf-signature.ts';
import type { TrustAnchors } from './verify/trust.ts';
import { type SignatureReport, verifyDocument } from './verify/verify-pdf.ts';

/** TrueType fonts with Times' metrics, whole; what is needed of them gets embedded. */
export interface FieldFonts {
  readonly regular: Uint8Array;
  readonly italic: Uint8Array;
}

export interface AgencySealInput extends SignatureInput {
  /** A prepared file that carries the leader's signature. */
  readonly pdf: PdfInput;
  /** As they shall stand on the page: `12`, `ngày 05 tháng 02 năm 2026`. */
  readonly number: string;
  readonly date: string;
  readonly fonts: FieldFonts;
  /** The roots under which a leader's certificate counts. */
  readonly trust: TrustAnchors;
  /** When known, the certificate (DER) the leader must have signed with. */
  readonly leaderCertificate?: Uint8Array;
}

const isLeadersSignature = (report: SignatureReport, input: AgencySealInput): boolean =>
  report.fieldName === fieldNames.leader &&
  report.intact &&
  report.laterChanges !== 'forbidden' &&
  report.trust !== 'unknown' &&
  (!input.leaderCertificate || report.certificate?.equals(input.leaderCertificate) === true);

/** R3: no seal without the competent person's signature (Decree 30/2020, Article 32.2). */
const assertLeaderHasSigned = (revision: Revision, input: AgencySealInput): void => {
  const reports = verifyDocument(revision.document, {
    trust: input.trust,
    now: input.signingTime,
  });
  if (reports.some((report) => isLeadersSignature(report, input))) return;
  throw new SigningRefusedError(
    'AGENCY_SEAL_NEEDS_LEADER',
    'the file carries no valid signature of the leader',
  );
};

const openTextField = (
  revision: Revision,
  fields: readonly FormField[],
  fieldName: string,
): FormField & { readonly ref: PdfRef } => {
  const field = fields.find((item) => item.name === fieldName);
  if (field?.type !== 'Tx' || !field.ref) {
    throw new PdfRefusedError('FIELD_MISSING', `the file has no text field ${fieldName}`);
  }
  if (lockedFields(revision.document, fields)(fieldName)) {
    throw new PdfRefusedError('FIELD_LOCKED', `a signature has locked the field ${fieldName}`);
  }
  if (field.value !== undefined) {
    throw new PdfRefusedError('FIELD_ALREADY_FILLED', `the field ${fieldName} is filled`);
  }
  return { ...field, ref: field.ref };
};

/** The style that the preparation has put into /DA: `/TiIt 13 Tf 0 g`. */
const styleOf = (field: FormField, fonts: FieldFonts) => {
  const value = field.dict.get('DA');
  const text = value instanceof PdfString ? textOf(value) : '';
  const [, fontName, fontSize] = /\/(\S+) ([\d.]+) Tf/.exec(text) ?? [];
  const align = (['left', 'center', 'right'] as const)[countOf(field.dict.get('Q')) ?? 0];
  return {
    font: readFont(fontName === fieldFonts.italic ? fonts.italic : fonts.regular),
    fontSize: Number(fontSize ?? 13),
    ...(align && { align }),
  };
};

/**
 * The agency's one revision: writes number and date into their fields, signs with the agency's key
 * and locks both. The same input gives the same bytes when the key is RSA.
 * @throws SigningRefusedError AGENCY_SEAL_NEEDS_LEADER, CERT_*, TEXT_*, IMAGE_UNSUPPORTED;
 *   PdfRefusedError FIELD_*, and those of openPdf
 */
export const fillAndSealAsAgency = (input: AgencySealInput): Promise<AppendedPdf> => {
  const revision = new Revision(openPdf(input.pdf));
  assertLeaderHasSigned(revision, input);
  const fields = listFields(revision.document);
  for (const [fieldName, text] of [
    [fieldNames.number, input.number],
    [fieldNames.date, input.date],
  ] as const) {
    const field = openTextField(revision, fields, fieldName);
    fillField(revision, field, dict({ V: textString(text) }), (size) =>
      drawText(revision, size, [text], styleOf(field, input.fonts)),
    );
  }
  return signField(revision, fieldNames.agency, input);
};
