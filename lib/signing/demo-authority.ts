import { createHash } from 'node:crypto';
import {
  type BaseBlock,
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Utf8String,
} from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { readPkiCertificate } from './certificate.ts';
import { signatureAlgorithm } from './cms/algorithms.ts';
import { encode, exactBuffer, sequence, setOf } from './cms/der.ts';
import { oid } from './cms/oids.ts';
import { demoLabels } from './demo-labels.vi.ts';
import type { DigestSigner } from './signer.ts';

const dayMs = 86_400_000;
const authorityDays = 5 * 365;
const holderDays = 365;

const digitalSignatureAndNonRepudiation = 0xc0;
const keyCertSignAndCrlSign = 0x06;

type NamePart = readonly [type: string, text: string];

const namePart = ([type, text]: NamePart): BaseBlock => {
  const value =
    type === oid.country ? new PrintableString({ value: text }) : new Utf8String({ value: text });
  return setOf(new AttributeTypeAndValue({ type, value }).toSchema());
};

/** pkijs alone would put all parts into one set, a single many-valued name. */
const nameOf = (parts: readonly NamePart[]): RelativeDistinguishedNames =>
  RelativeDistinguishedNames.fromBER(sequence(...parts.map(namePart)).toBER());

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). Whole seconds only. */
const timeOf = (milliseconds: number): Time => {
  const value = new Date(Math.floor(milliseconds / 1000) * 1000);
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
};

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

/** Key identifier, method 1: SHA-1 of the key bits (RFC 5280, 4.2.1.2); a name, not a safeguard. */
const keyIdentifier = (publicKey: PublicKeyInfo): OctetString =>
  new OctetString({
    valueHex: exactBuffer(
      createHash('sha1').update(publicKey.subjectPublicKey.valueBlock.valueHexView).digest(),
    ),
  });

/** A BIT STRING of named bits drops the zeros at its end (X.690, 11.2.2). */
const keyUsage = (bits: number): BitString =>
  new BitString({
    unusedBits: 31 - Math.clz32(bits & -bits),
    valueHex: Uint8Array.of(bits).buffer,
  });

const sign = async (certificate: Certificate, signer: DigestSigner): Promise<Buffer> => {
  certificate.signature = signatureAlgorithm(signer.algorithm);
  certificate.signatureAlgorithm = signatureAlgorithm(signer.algorithm);
  const tbs = encode(certificate.encodeTBS());
  const signature = await signer.sign(createHash('sha256').update(tbs).digest());
  certificate.signatureValue = new BitString({ valueHex: exactBuffer(signature) });
  return encode(certificate.toSchema(true));
};

export interface DemoCertificateInput {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly signer: DigestSigner;
  /** Positive, at most 20 bytes, never used before by this authority. */
  readonly serial: bigint;
  readonly now: Date;
}

/**
 * The certificate of a demonstration authority over its own key. It is valid for five years and
 * says in its name that it proves nothing in law.
 */
export const createDemoAuthority = async (input: DemoCertificateInput): Promise<Buffer> => {
  const subject = nameOf([
    [oid.country, 'VN'],
    [oid.organizationalUnit, demoLabels.unit],
    [oid.commonName, demoLabels.authority],
  ]);
  const publicKey = PublicKeyInfo.fromBER(exactBuffer(input.publicKey));
  const certificate = new Certificate({
    version: 2,
    serialNumber: Integer.fromBigInt(input.serial),
    issuer: subject,
    subject,
    notBefore: timeOf(input.now.getTime() - dayMs),
    notAfter: timeOf(input.now.getTime() + authorityDays * dayMs),
    subjectPublicKeyInfo: publicKey,
    extensions: [
      extension(
        oid.basicConstraints,
        true,
        new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(),
      ),
      extension(oid.keyUsage, true, keyUsage(keyCertSignAndCrlSign)),
      extension(oid.subjectKeyIdentifier, false, keyIdentifier(publicKey)),
    ],
  });
  return sign(certificate, input.signer);
};

export interface DemoHolderInput extends DemoCertificateInput {
  /** The authority's own certificate, DER; `signer` is its key. */
  readonly authority: Uint8Array;
  /** The person or agency, as it shall stand in signatures. */
  readonly commonName: string;
  readonly organization?: string;
}

/** A certificate of one year for a signer's key, marked as made for trying out. */
export const issueDemoCertificate = async (input: DemoHolderInput): Promise<Buffer> => {
  const authority = readPkiCertificate(input.authority);
  const publicKey = PublicKeyInfo.fromBER(exactBuffer(input.publicKey));
  const certificate = new Certificate({
    version: 2,
    serialNumber: Integer.fromBigInt(input.serial),
    issuer: authority.subject,
    subject: nameOf([
      [oid.country, 'VN'],
      ...(input.organization ? ([[oid.organization, input.organization]] as const) : []),
      [oid.organizationalUnit, demoLabels.unit],
      [oid.commonName, input.commonName],
    ]),
    notBefore: timeOf(input.now.getTime() - dayMs),
    notAfter: timeOf(
      Math.min(input.now.getTime() + holderDays * dayMs, authority.notAfter.value.getTime()),
    ),
    subjectPublicKeyInfo: publicKey,
    extensions: [
      extension(oid.basicConstraints, true, new BasicConstraints({ cA: false }).toSchema()),
      extension(oid.keyUsage, true, keyUsage(digitalSignatureAndNonRepudiation)),
      extension(oid.subjectKeyIdentifier, false, keyIdentifier(publicKey)),
      extension(
        oid.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier({
          keyIdentifier: keyIdentifier(authority.subjectPublicKeyInfo),
        }).toSchema(),
      ),
    ],
  });
  return sign(certificate, input.signer);
};
