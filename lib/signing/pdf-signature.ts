import { createHash } from 'node:crypto';
import { type Appearance, drawAppearance } from './appearance/appearance.ts';
import { assertCertificateUsable, type CertificateChain } from './certificate.ts';
import { buildCades } from './cms/build-cades.ts';
import { PdfRefusedError } from './errors.ts';
import type { PdfDocument } from './pdf/document.ts';
import { type FormField, listFields, signatureOf } from './pdf/form-fields.ts';
import { rectOf } from './pdf/page-tree.ts';
import { lockedFields, readLock } from './pdf/restrictions.ts';
import { type AppendedPdf, type Revision, withRevision } from './pdf/revision.ts';
import { pdfDate, textString } from './pdf/text.ts';
import { dict, name, type PdfDict, PdfRaw, type PdfRef } from './pdf/values.ts';
import type { DigestSigner } from './signer.ts';

/** Who signs, with which key, when, and what the signature says and shows. */
export interface SignatureInput extends CertificateChain {
  readonly signer: DigestSigner;
  /** SubjectPublicKeyInfo of the signer's key; asked before signing when given. */
  readonly publicKey?: Uint8Array;
  /** Stands in /M. Stored before the first attempt, so that a retry writes the same bytes. */
  readonly signingTime: Date;
  readonly name: string;
  readonly reason?: string;
  readonly location?: string;
  readonly appearance: Appearance;
}

/** A chain of six certificates and a time stamp by RSA-4096 took 8.5 KB; B-LT needs no more here. */
const reservedBytes = 24 * 1024;

const byteRangePlaceholder = `[0 ${'9'.repeat(10)} ${'9'.repeat(10)} ${'9'.repeat(10)}]`;
const contentsPlaceholder = `<${'0'.repeat(reservedBytes * 2)}>`;

/** Field locks become FieldMDP parameters of the signature (ISO 32000-2, 12.7.5.5). */
const lockReference = (document: PdfDocument, field: FormField): PdfDict | undefined => {
  const lock = document.resolveDict(field.dict.get('Lock'));
  if (!lock) return undefined;
  const { action, fields } = readLock(document, lock);
  return dict({
    Type: name('SigRef'),
    TransformMethod: name('FieldMDP'),
    TransformParams: dict({
      Type: name('TransformParams'),
      V: name('1.2'),
      Action: name(action),
      Fields: action === 'All' ? undefined : fields.map(textString),
    }),
    Data: document.rootRef,
  });
};

/** ByteRange and Contents come first: texts after them cannot be mistaken for them. */
const signatureDictionary = (
  document: PdfDocument,
  field: FormField,
  input: SignatureInput,
): PdfDict => {
  const reference = lockReference(document, field);
  const optionalText = (text: string | undefined) => (text ? textString(text) : undefined);
  return dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    ByteRange: new PdfRaw(byteRangePlaceholder),
    Contents: new PdfRaw(contentsPlaceholder),
    M: pdfDate(input.signingTime),
    Name: textString(input.name),
    Reason: optionalText(input.reason),
    Location: optionalText(input.location),
    Reference: reference && [reference],
  });
};

/**
 * The empty signature field of a name, ready to be signed.
 * @throws PdfRefusedError FIELD_MISSING, FIELD_ALREADY_SIGNED, FIELD_LOCKED
 */
const openSignatureField = (
  document: PdfDocument,
  fieldName: string,
): FormField & { readonly ref: PdfRef } => {
  const fields = listFields(document);
  const field = fields.find((item) => item.name === fieldName);
  if (field?.type !== 'Sig' || !field.ref || !field.dict.has('Rect')) {
    throw new PdfRefusedError('FIELD_MISSING', `the file has no signature field ${fieldName}`);
  }
  if (signatureOf(document, field)) {
    throw new PdfRefusedError('FIELD_ALREADY_SIGNED', `the field ${fieldName} is signed`);
  }
  if (lockedFields(document, fields)(fieldName)) {
    throw new PdfRefusedError('FIELD_LOCKED', `a signature has locked the field ${fieldName}`);
  }
  return { ...field, ref: field.ref };
};

/** A field's dictionary with a value and the look of it, sized as the field stands on the page. */
export const fillField = (
  revision: Revision,
  field: FormField & { readonly ref: PdfRef },
  value: PdfDict,
  draw: (size: { width: number; height: number }) => PdfRef,
): void => {
  const [left, bottom, right, top] = rectOf(revision.document, field.dict.get('Rect')) ?? [
    0, 0, 0, 0,
  ];
  const look = draw({ width: right - left, height: top - bottom });
  revision.replace(field.ref, new Map([...field.dict, ...value]).set('AP', dict({ N: look })));
};

interface Hole {
  /** Places of `[` of ByteRange, `<` of Contents and the byte after `>`, inside the revision. */
  readonly byteRange: number;
  readonly from: number;
  readonly to: number;
}

const findHole = (bytes: Buffer, objectAt: number): Hole => {
  const byteRange = bytes.indexOf(byteRangePlaceholder, objectAt, 'latin1');
  const from = bytes.indexOf('<0', byteRange, 'latin1');
  return { byteRange, from, to: from + contentsPlaceholder.length };
};

const writeByteRange = (bytes: Buffer, base: number, hole: Hole): void => {
  const ranges = [base + hole.from, base + hole.to, bytes.length - hole.to];
  bytes.write(
    `[0 ${ranges.join(' ')}]`.padEnd(byteRangePlaceholder.length),
    hole.byteRange,
    'latin1',
  );
};

const digestAround = (document: PdfDocument, bytes: Buffer, hole: Hole): Buffer => {
  const hash = createHash('sha256');
  document.source.updateHash(hash, 0, document.source.length);
  return hash.update(bytes.subarray(0, hole.from)).update(bytes.subarray(hole.to)).digest();
};

/**
 * Signs a field in a revision that may already hold other changes, and closes that revision.
 * @throws SigningRefusedError CERT_*, IMAGE_UNSUPPORTED, TEXT_*; PdfRefusedError FIELD_*,
 *   RESERVE_TOO_SMALL
 */
export const signField = async (
  revision: Revision,
  fieldName: string,
  input: SignatureInput,
): Promise<AppendedPdf> => {
  const { document } = revision;
  const { signer, certificate, issuers, signingTime, publicKey } = input;
  assertCertificateUsable({
    certificate,
    algorithm: signer.algorithm,
    at: signingTime,
    ...(publicKey && { publicKey }),
  });
  const field = openSignatureField(document, fieldName);
  const signature = revision.add(signatureDictionary(document, field, input));
  fillField(revision, field, dict({ V: signature }), (size) =>
    drawAppearance(revision, size, input.appearance),
  );
  const { bytes, offsets } = revision.build();
  const hole = findHole(bytes, offsets.get(signature.id) ?? 0);
  writeByteRange(bytes, document.source.length, hole);
  const digest = digestAround(document, bytes, hole);
  const cms = await buildCades({ digest, signer, certificate, issuers });
  if (cms.length > reservedBytes) {
    throw new PdfRefusedError('RESERVE_TOO_SMALL', `the signature has ${cms.length} bytes`);
  }
  bytes.write(cms.toString('hex'), hole.from + 1, 'latin1');
  return withRevision(document, bytes);
};
