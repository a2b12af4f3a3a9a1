import { X509Certificate } from 'node:crypto';
import { CmsUnreadableError } from '../cms/ber.ts';
import { type CmsProblem, checkCms } from '../cms/check-cms.ts';
import { type CmsMessage, readCms } from '../cms/read-cms.ts';
import { PdfRefusedError } from '../errors.ts';
import { type PdfDocument, readPdf } from '../pdf/document.ts';
import { type FormField, findField, listFields, signatureOf } from '../pdf/form-fields.ts';
import type { PdfInput } from '../pdf/source.ts';
import { instantOf, textOf } from '../pdf/text.ts';
import { nameOf, type PdfDict, PdfString } from '../pdf/values.ts';
import { type CoveredBytes, readCoveredBytes } from './byte-range.ts';
import { findForbiddenChanges } from './compare-revisions.ts';
import { findTrust, type Trust, type TrustAnchors } from './trust.ts';

type SignatureProblem =
  | CmsProblem
  | 'BYTE_RANGE_INVALID'
  | 'CMS_UNREADABLE'
  | 'PADDING_NOT_ZERO'
  | 'NOT_IN_SIGNED_REVISION';

/** What is known of one signature. */
export interface SignatureReport {
  readonly fieldName: string;
  readonly subFilter: string | undefined;
  /** The covered bytes are those that were signed, by the key of `certificate`. */
  readonly intact: boolean;
  readonly problems: readonly SignatureProblem[];
  /** The end of the covered bytes; 0 when they cannot be told. */
  readonly coversTo: number;
  readonly coversWholeFile: boolean;
  readonly laterChanges: 'none' | 'permitted' | 'forbidden';
  /** Places that changed and may not have. */
  readonly forbiddenChanges: readonly string[];
  readonly certificate: Buffer | undefined;
  /** Common name of the signer's certificate. */
  readonly signerName: string | undefined;
  readonly signerSubject: string | undefined;
  /** The time the signature claims (/M); no time stamp stands behind it. */
  readonly signedAt: Date | undefined;
  readonly digestAlgorithm: string | undefined;
  readonly trust: Trust;
}

export interface VerifyOptions {
  readonly trust?: TrustAnchors;
  /** The time at which certificates must be valid when a signature claims none. */
  readonly now?: Date;
}

const noAnchors: TrustAnchors = { roots: [] };

const readMessage = (contents: Buffer): { message?: CmsMessage; problems: SignatureProblem[] } => {
  try {
    const { message, length } = readCms(contents);
    const padding = contents.subarray(length);
    return { message, problems: padding.some((byte) => byte !== 0) ? ['PADDING_NOT_ZERO'] : [] };
  } catch (error) {
    if (error instanceof CmsUnreadableError) return { problems: ['CMS_UNREADABLE'] };
    throw error;
  }
};

const cryptographyOf = (
  document: PdfDocument,
  message: CmsMessage,
  subFilter: string,
  covered: CoveredBytes,
): SignatureProblem[] => {
  const { source } = document;
  const views = [
    ...source.views(0, covered.holeStart),
    ...source.views(covered.holeEnd, covered.coversTo),
  ];
  try {
    return checkCms(message, subFilter, views);
  } catch {
    // OpenSSL and pkijs throw many kinds of errors on keys and parameters they cannot use.
    return ['ALGORITHM_UNSUPPORTED'];
  }
};

/** Bytes after the signed revision that belong to no revision: a repairing reader may use them. */
const strayBytes = (document: PdfDocument, coversTo: number): string[] => {
  if ((document.sections[0]?.offset ?? 0) >= coversTo) return [];
  const views = document.source.views(coversTo, document.source.length);
  const areSpace = views.every((view) => /^\s*$/.test(view.toString('latin1')));
  return areSpace ? [] : ['bytes outside any revision'];
};

/** Which changes came after the signature, seen from the state that was signed. */
const laterChanges = (document: PdfDocument, field: FormField, coversTo: number) => {
  if (coversTo === document.source.length) return { forbidden: [], included: true };
  try {
    const signed = readPdf(document.source.prefix(coversTo));
    const then = findField(signed, field.name);
    const included = then !== undefined && signatureOf(signed, then) !== undefined;
    return {
      forbidden: [...strayBytes(document, coversTo), ...findForbiddenChanges(signed, document)],
      included,
    };
  } catch (error) {
    if (!(error instanceof PdfRefusedError)) throw error;
    return { forbidden: ['the signed revision cannot be read'], included: false };
  }
};

const changeKind = (
  covered: CoveredBytes | undefined,
  length: number,
  forbidden: readonly string[],
) => {
  if (!covered || forbidden.length > 0) return 'forbidden';
  return covered.coversTo === length ? 'none' : 'permitted';
};

const claimedTime = (document: PdfDocument, signature: PdfDict): Date | undefined => {
  const value = document.resolve(signature.get('M'));
  return value instanceof PdfString ? instantOf(textOf(value)) : undefined;
};

const describeSigner = (certificate: Buffer | undefined) => {
  try {
    const subject = certificate && new X509Certificate(certificate).subject;
    const signerName = subject
      ?.split('\n')
      .find((line) => line.startsWith('CN='))
      ?.slice(3);
    return { signerSubject: subject, signerName };
  } catch {
    // OpenSSL cannot read it; checkCms has reported that already.
    return { signerSubject: undefined, signerName: undefined };
  }
};

const verifySignature = (
  document: PdfDocument,
  field: FormField,
  signature: PdfDict,
  options: VerifyOptions,
): SignatureReport => {
  const subFilter = nameOf(document.resolve(signature.get('SubFilter')));
  const covered = readCoveredBytes(document, signature);
  const { message, problems } = covered
    ? readMessage(covered.contents)
    : { problems: ['BYTE_RANGE_INVALID' as const], message: undefined };
  const later = laterChanges(document, field, covered?.coversTo ?? document.source.length);
  const all: SignatureProblem[] = [
    ...problems,
    ...(covered && message ? cryptographyOf(document, message, subFilter ?? '', covered) : []),
    ...(later.included ? [] : (['NOT_IN_SIGNED_REVISION'] as const)),
  ];
  const certificate = message?.signerCertificate?.der;
  const signedAt = claimedTime(document, signature);
  const at = signedAt ?? options.now;
  const others = message?.certificates.map((item) => item.der) ?? [];
  return {
    fieldName: field.name,
    subFilter,
    intact: all.length === 0,
    problems: all,
    coversTo: covered?.coversTo ?? 0,
    coversWholeFile: covered?.coversTo === document.source.length,
    laterChanges: changeKind(covered, document.source.length, later.forbidden),
    forbiddenChanges: later.forbidden,
    certificate,
    ...describeSigner(certificate),
    signedAt,
    digestAlgorithm: message?.digestAlgorithm,
    trust:
      certificate && at
        ? findTrust(certificate, others, options.trust ?? noAnchors, at)
        : 'unknown',
  };
};

/** Verifies all signatures of a file that is already open. */
export const verifyDocument = (
  document: PdfDocument,
  options: VerifyOptions = {},
): SignatureReport[] =>
  listFields(document).flatMap((field) => {
    const signature = signatureOf(document, field);
    return signature ? [verifySignature(document, field, signature, options)] : [];
  });

/**
 * Verifies every signature of a file: integrity, what changed afterwards, and whether the signer's
 * certificate leads to a pinned root. Revocation and time stamps are not looked at yet.
 * @throws PdfRefusedError NOT_PDF, PDF_BROKEN, PDF_TOO_COMPLEX, PDF_ENCRYPTED
 */
export const verifyPdf = (pdf: PdfInput, options: VerifyOptions = {}): SignatureReport[] => {
  const document = readPdf(pdf);
  if (document.encrypted) throw new PdfRefusedError('PDF_ENCRYPTED', 'the file is encrypted');
  return verifyDocument(document, options);
};
