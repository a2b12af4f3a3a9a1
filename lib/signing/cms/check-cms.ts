import { constants, createHash, createVerify, type KeyObject, X509Certificate } from 'node:crypto';
import { type BaseBlock, OctetString, Sequence } from 'asn1js';
import { AlgorithmIdentifier, TSTInfo } from 'pkijs';
import { exactBuffer } from './der.ts';
import { oid } from './oids.ts';
import type { CmsMessage, EmbeddedCertificate } from './read-cms.ts';

type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Bytes a signature covers, without having them in one piece. */
export type ContentViews = readonly Buffer[];

export type CmsProblem =
  | 'SUBFILTER_UNSUPPORTED'
  | 'SIGNER_CERT_MISSING'
  | 'ALGORITHM_UNSUPPORTED'
  | 'DIGEST_MISMATCH'
  | 'SIGNATURE_INVALID'
  | 'SIGNING_CERT_MISMATCH';

const hashes: Readonly<Record<string, HashName>> = {
  [oid.sha1]: 'sha1',
  [oid.sha256]: 'sha256',
  [oid.sha384]: 'sha384',
  [oid.sha512]: 'sha512',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

const digestOf = (hash: HashName, views: ContentViews): Buffer => {
  const state = createHash(hash);
  for (const view of views) state.update(view);
  return state.digest();
};

const bytesOf = (block: BaseBlock | undefined): Buffer | undefined =>
  block instanceof OctetString ? Buffer.from(block.valueBlock.valueHexView) : undefined;

const items = (block: BaseBlock | undefined): readonly BaseBlock[] =>
  block instanceof Sequence ? (block.valueBlock.value as BaseBlock[]) : [];

/** Does the signed attribute name this certificate? Undefined when there is no such attribute. */
const namesCertificate = (
  message: CmsMessage,
  { der }: EmbeddedCertificate,
): boolean | undefined => {
  const version2 = message.attribute(oid.signingCertificateV2);
  const attribute = version2 ?? message.attribute(oid.signingCertificate);
  if (!attribute) return undefined;
  const certificateId = items(items(items(attribute)[0])[0]);
  const [first, second] = certificateId;
  if (!(first instanceof Sequence)) {
    return bytesOf(first)?.equals(digestOf(version2 ? 'sha256' : 'sha1', [der])) === true;
  }
  const hash = hashes[new AlgorithmIdentifier({ schema: first }).algorithmId];
  return hash !== undefined && bytesOf(second)?.equals(digestOf(hash, [der])) === true;
};

const signatureHolds = (message: CmsMessage, key: KeyObject, signed: ContentViews): boolean => {
  const hash = hashes[message.signatureAlgorithm] ?? hashes[message.digestAlgorithm];
  const verifier = createVerify(hash ?? 'sha256');
  for (const view of signed) verifier.update(view);
  return message.signatureAlgorithm === oid.rsaPss
    ? verifier.verify({ key, padding: constants.RSA_PKCS1_PSS_PADDING }, message.signature)
    : verifier.verify(key, message.signature);
};

/** The digest of the content that a message itself carries: in TSTInfo or as bare PKCS#7 SHA-1. */
const carriedDigestHolds = (subFilter: string, content: Buffer, views: ContentViews): boolean => {
  if (subFilter === 'adbe.pkcs7.sha1') return content.equals(digestOf('sha1', views));
  const { hashAlgorithm, hashedMessage } = TSTInfo.fromBER(exactBuffer(content)).messageImprint;
  const hash = hashes[hashAlgorithm.algorithmId];
  return hash !== undefined && bytesOf(hashedMessage)?.equals(digestOf(hash, views)) === true;
};

const carriesContent = new Set(['adbe.pkcs7.sha1', 'ETSI.RFC3161']);
const detached = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);

/** The views that the message digest is over, or undefined when the carried digest is wrong. */
const digestedViews = (
  message: CmsMessage,
  subFilter: string,
  views: ContentViews,
): ContentViews | undefined => {
  if (detached.has(subFilter)) return message.content ? undefined : views;
  const { content } = message;
  return content && carriedDigestHolds(subFilter, content, views) ? [content] : undefined;
};

const checkSignature = (
  message: CmsMessage,
  certificate: EmbeddedCertificate,
  digested: ContentViews,
): CmsProblem[] => {
  const hash = hashes[message.digestAlgorithm];
  if (!hash) return ['ALGORITHM_UNSUPPORTED'];
  const problems: CmsProblem[] = [];
  const { signedAttributes } = message;
  if (signedAttributes) {
    const digest = bytesOf(message.attribute(oid.messageDigest));
    if (!digest?.equals(digestOf(hash, digested))) problems.push('DIGEST_MISMATCH');
  }
  const key = new X509Certificate(certificate.der).publicKey;
  const signed = signedAttributes ? [signedAttributes] : digested;
  if (!signatureHolds(message, key, signed)) problems.push('SIGNATURE_INVALID');
  if (namesCertificate(message, certificate) === false) problems.push('SIGNING_CERT_MISMATCH');
  return problems;
};

/**
 * Checks the cryptography of a message over the bytes it covers: digest, signature, and that the
 * signing-certificate attribute names the certificate used. Says nothing about trust.
 */
export const checkCms = (
  message: CmsMessage,
  subFilter: string,
  views: ContentViews,
): CmsProblem[] => {
  if (!detached.has(subFilter) && !carriesContent.has(subFilter)) return ['SUBFILTER_UNSUPPORTED'];
  const { signerCertificate } = message;
  if (!signerCertificate) return ['SIGNER_CERT_MISSING'];
  const digested = digestedViews(message, subFilter, views);
  return digested ? checkSignature(message, signerCertificate, digested) : ['DIGEST_MISMATCH'];
};
