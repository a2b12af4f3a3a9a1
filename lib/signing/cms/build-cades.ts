import { createHash, verify } from 'node:crypto';
import { type Integer, ObjectIdentifier, OctetString } from 'asn1js';
import {
  Attribute,
  type Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { type CertificateChain, readCertificate, readPkiCertificate } from '../certificate.ts';
import { SigningRefusedError } from '../errors.ts';
import type { DigestSigner } from '../signer.ts';
import { sha256Algorithm, signatureAlgorithm } from './algorithms.ts';
import { encode, exactBuffer, sequence, sortedByEncoding, tagged } from './der.ts';
import { oid } from './oids.ts';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** ESSCertIDv2 with the default hash, SHA-256 (RFC 5035, 4): it binds the signer's certificate. */
const signingCertificateV2 = (der: Uint8Array, certificate: Certificate): Attribute => {
  const issuer = sequence(tagged(4, certificate.issuer.toSchema()));
  const issuerSerial = sequence(issuer, certificate.serialNumber);
  const certificateId = sequence(
    new OctetString({ valueHex: exactBuffer(sha256(der)) }),
    issuerSerial,
  );
  return new Attribute({
    type: oid.signingCertificateV2,
    values: [sequence(sequence(certificateId))],
  });
};

const attributesFor = (
  digest: Uint8Array,
  der: Uint8Array,
  certificate: Certificate,
): Attribute[] =>
  sortedByEncoding([
    new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
    new Attribute({
      type: oid.messageDigest,
      values: [new OctetString({ valueHex: exactBuffer(digest) })],
    }),
    signingCertificateV2(der, certificate),
  ]);

/** Signed attributes are signed as SET OF, though they stand in the message as [0] (RFC 5652, 5.4). */
const asSigned = (attributes: SignedAndUnsignedAttributes): Buffer => {
  const bytes = encode(attributes.toSchema());
  bytes[0] = 0x31;
  return bytes;
};

export interface CadesInput extends CertificateChain {
  /** SHA-256 of the bytes that the signature covers. */
  readonly digest: Uint8Array;
  readonly signer: DigestSigner;
}

/**
 * A detached CAdES signature as PAdES baseline B-B wants it (EN 319 142-1): SHA-256,
 * signing-certificate-v2, no signing-time, DER throughout.
 * @throws SigningRefusedError CERT_KEY_MISMATCH when the signer's key is not the certificate's
 */
export const buildCades = async (input: CadesInput): Promise<Buffer> => {
  const { digest, signer, certificate: der, issuers } = input;
  const certificate = readPkiCertificate(der);
  const signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: attributesFor(digest, der, certificate),
  });
  const toBeSigned = asSigned(signedAttrs);
  const signature = await signer.sign(sha256(toBeSigned));
  if (!verify('sha256', toBeSigned, readCertificate(der).publicKey, signature)) {
    throw new SigningRefusedError('CERT_KEY_MISMATCH', 'the certificate is for another key');
  }
  const message = new SignedData({
    version: 1,
    digestAlgorithms: [sha256Algorithm()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: sortedByEncoding([certificate, ...issuers.map(readPkiCertificate)]),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber as Integer,
        }),
        digestAlgorithm: sha256Algorithm(),
        signedAttrs,
        signatureAlgorithm: signatureAlgorithm(signer.algorithm),
        signature: new OctetString({ valueHex: exactBuffer(signature) }),
      }),
    ],
  });
  const contentInfo = new ContentInfo({
    contentType: oid.signedData,
    content: message.toSchema(true),
  });
  return encode(contentInfo.toSchema());
};
