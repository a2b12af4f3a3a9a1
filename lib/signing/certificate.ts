import { type KeyObject, X509Certificate } from 'node:crypto';
import type { BitString } from 'asn1js';
import { Certificate } from 'pkijs';
import { encode, exactBuffer } from './cms/der.ts';
import { oid } from './cms/oids.ts';
import { SigningRefusedError } from './errors.ts';
import type { SigningAlgorithm } from './signer.ts';

/** A signer's certificate and those of its issuers up to the root, each as DER. */
export interface CertificateChain {
  readonly certificate: Uint8Array;
  readonly issuers: readonly Uint8Array[];
}

/** @throws SigningRefusedError CERT_UNREADABLE */
export const readCertificate = (der: Uint8Array): X509Certificate => {
  try {
    return new X509Certificate(Buffer.from(der));
  } catch (error) {
    throw new SigningRefusedError('CERT_UNREADABLE', 'a certificate cannot be read', error);
  }
};

/**
 * A certificate for use inside a CMS message.
 * @throws SigningRefusedError CERT_UNREADABLE, also when encoding it again would alter it
 */
export const readPkiCertificate = (der: Uint8Array): Certificate => {
  let certificate: Certificate;
  try {
    certificate = Certificate.fromBER(exactBuffer(der));
  } catch (error) {
    throw new SigningRefusedError('CERT_UNREADABLE', 'a certificate cannot be read', error);
  }
  if (!encode(certificate.toSchema()).equals(Buffer.from(der))) {
    throw new SigningRefusedError('CERT_UNREADABLE', 'a certificate is not DER');
  }
  return certificate;
};

const digitalSignatureOrNonRepudiation = 0xc0;

/** A certificate without the extension may be used for anything (RFC 5280, 4.2.1.3). */
const allowsSigning = (certificate: Certificate): boolean => {
  const extension = certificate.extensions?.find((item) => item.extnID === oid.keyUsage);
  if (!extension) return true;
  const bits = (extension.parsedValue as BitString | undefined)?.valueBlock.valueHexView[0] ?? 0;
  return (bits & digitalSignatureOrNonRepudiation) !== 0;
};

const fitsAlgorithm = (key: KeyObject, algorithm: SigningAlgorithm): boolean => {
  const details = key.asymmetricKeyDetails;
  return algorithm === 'ECDSA_SHA_256'
    ? key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1'
    : key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= 2048;
};

export interface CertificateUse {
  readonly certificate: Uint8Array;
  readonly algorithm: SigningAlgorithm;
  /** The signing instant. */
  readonly at: Date;
  /** SubjectPublicKeyInfo of the key that is going to sign, if it is known beforehand. */
  readonly publicKey?: Uint8Array;
}

/**
 * Asks before a key is used whether its certificate is the right one at that time. Revocation and
 * the path to a root are not looked at here.
 * @throws SigningRefusedError CERT_UNREADABLE, CERT_KEY_MISMATCH, CERT_ALGORITHM, CERT_EXPIRED,
 *   CERT_NOT_YET_VALID, CERT_KEY_USAGE
 */
export const assertCertificateUsable = (use: CertificateUse): void => {
  const certificate = readCertificate(use.certificate);
  const refuse = (
    code:
      | 'CERT_KEY_MISMATCH'
      | 'CERT_ALGORITHM'
      | 'CERT_EXPIRED'
      | 'CERT_NOT_YET_VALID'
      | 'CERT_KEY_USAGE',
    message: string,
  ): never => {
    throw new SigningRefusedError(code, message);
  };
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  if (use.publicKey && !spki.equals(use.publicKey)) {
    refuse('CERT_KEY_MISMATCH', 'the certificate is for another key');
  }
  if (!fitsAlgorithm(certificate.publicKey, use.algorithm)) {
    refuse('CERT_ALGORITHM', 'the key of the certificate does not fit the algorithm');
  }
  if (use.at < new Date(certificate.validFrom)) {
    refuse('CERT_NOT_YET_VALID', 'the certificate is not valid yet');
  }
  if (use.at > new Date(certificate.validTo)) refuse('CERT_EXPIRED', 'the certificate has expired');
  if (certificate.ca || !allowsSigning(readPkiCertificate(use.certificate))) {
    refuse('CERT_KEY_USAGE', 'the certificate is not made for signing documents');
  }
};
