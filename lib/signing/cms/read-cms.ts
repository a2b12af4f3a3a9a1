import { type BaseBlock, fromBER, type OctetString } from 'asn1js';
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import { CmsUnreadableError, endOfElement } from './ber.ts';
import { encode, exactBuffer } from './der.ts';
import { oid } from './oids.ts';

export interface EmbeddedCertificate {
  readonly der: Buffer;
  readonly parsed: Certificate;
}

/** A signed message with one signer, as much of it as checking needs. */
export interface CmsMessage {
  readonly certificates: readonly EmbeddedCertificate[];
  readonly signerCertificate: EmbeddedCertificate | undefined;
  readonly contentType: string;
  /** What the message itself carries: a time-stamp token's TSTInfo, a PKCS#7 SHA-1 digest. */
  readonly content: Buffer | undefined;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Buffer;
  /** As signed: with the tag of a SET. Undefined when the signer signed the content directly. */
  readonly signedAttributes: Buffer | undefined;
  attribute(type: string): BaseBlock | undefined;
}

const contentOf = (data: SignedData): Buffer | undefined => {
  const value = data.encapContentInfo.eContent as OctetString | undefined;
  return value && Buffer.from(value.getValue());
};

const certificatesOf = (data: SignedData): EmbeddedCertificate[] =>
  (data.certificates ?? [])
    .filter((item) => item instanceof Certificate)
    .map((parsed) => ({ parsed, der: encode(parsed.toSchema()) }));

const subjectKeyIdentifier = ({ parsed }: EmbeddedCertificate): Buffer | undefined => {
  const extension = parsed.extensions?.find((item) => item.extnID === oid.subjectKeyIdentifier);
  const value = extension?.parsedValue as OctetString | undefined;
  return value && Buffer.from(value.valueBlock.valueHexView);
};

/** The signer is named by issuer and serial number, or by its key identifier (RFC 5652, 5.3). */
const isSignerOf =
  (signer: SignerInfo) =>
  (certificate: EmbeddedCertificate): boolean => {
    const { sid } = signer;
    if (sid instanceof IssuerAndSerialNumber) {
      return (
        certificate.parsed.serialNumber.isEqual(sid.serialNumber) &&
        certificate.parsed.issuer.isEqual(sid.issuer)
      );
    }
    const named = sid as OctetString;
    return (
      subjectKeyIdentifier(certificate)?.equals(Buffer.from(named.valueBlock.valueHexView)) === true
    );
  };

const toMessage = (data: SignedData): CmsMessage => {
  const [signer] = data.signerInfos;
  if (!signer || data.signerInfos.length !== 1) {
    throw new CmsUnreadableError('the message has not exactly one signer');
  }
  const certificates = certificatesOf(data);
  return {
    certificates,
    signerCertificate: certificates.find(isSignerOf(signer)),
    contentType: data.encapContentInfo.eContentType,
    content: contentOf(data),
    digestAlgorithm: signer.digestAlgorithm.algorithmId,
    signatureAlgorithm: signer.signatureAlgorithm.algorithmId,
    signature: Buffer.from(signer.signature.valueBlock.valueHexView),
    signedAttributes: signer.signedAttrs && Buffer.from(signer.signedAttrs.encodedValue),
    attribute: (type) =>
      signer.signedAttrs?.attributes.find((item) => item.type === type)?.values[0],
  };
};

/**
 * Reads a CMS SignedData message, DER or BER.
 * @throws CmsUnreadableError
 */
export const readCms = (padded: Buffer): { message: CmsMessage; length: number } => {
  const length = endOfElement(padded);
  try {
    const root = fromBER(exactBuffer(padded.subarray(0, length)));
    if (root.offset === -1) throw new CmsUnreadableError('the message is not BER');
    const info = new ContentInfo({ schema: root.result });
    return { message: toMessage(new SignedData({ schema: info.content })), length };
  } catch (error) {
    // pkijs and asn1js throw plain Errors and TypeErrors on what they do not expect.
    if (error instanceof CmsUnreadableError) throw error;
    throw new CmsUnreadableError('the message is no SignedData', error);
  }
};
