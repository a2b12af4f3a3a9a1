import { X509Certificate } from 'node:crypto';
import { vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { AGENCY_SIGNER } from '../../signing/signers.ts';
import type { Messages } from '../messages.en.ts';
import { type Finding, finding } from './finding.ts';

const SOON_MS = 30 * 86_400_000;

const endOf = (certificate: string): Date | undefined => {
  try {
    return new Date(new X509Certificate(Buffer.from(certificate, 'base64')).validTo);
  } catch {
    // What cannot be read is the finding itself.
    return undefined;
  }
};

/** Certificates of the registered signers: ended, or about to end within 30 days. */
export const checkCertificates = (
  signers: readonly { readonly signerId: string; readonly certificate: string }[],
  now: Date,
  { doctor }: Messages,
): Finding[] => {
  const say = finding('certificates');
  if (signers.length === 0) return [say('warning', doctor.noSigners)];
  return signers.map(({ signerId, certificate }) => {
    const signer = signerId === AGENCY_SIGNER ? doctor.agency : signerId;
    const end = endOf(certificate);
    if (end === undefined) return say('wrong', doctor.badCertificate(signer));
    const date = vietnamShortDate(vietnamDate(end));
    const left = end.getTime() - now.getTime();
    if (left <= 0) return say('wrong', doctor.expired(signer, date));
    return left < SOON_MS
      ? say('warning', doctor.expiring(signer, date))
      : say('ok', doctor.certificate(signer, date));
  });
};
