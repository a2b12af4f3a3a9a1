import { X509Certificate } from 'node:crypto';
import { vietnamDate, vietnamShortDate } from '../kernel/vietnam-time.ts';
import { type Finding, finding } from './finding.ts';
import type { ClockDifference, LocalDisk, Protection } from './readers.ts';

const DAY_MS = 86_400_000;
/** A certificate of the cipher committee takes weeks to renew: first word after this many days. */
const FIRST_WORD_DAYS = 60;
const LAST_DAYS = 7;

const endOf = (certificate: string): Date | undefined => {
  try {
    return new Date(new X509Certificate(Buffer.from(certificate, 'base64')).validTo);
  } catch {
    // What cannot be read is the finding itself.
    return undefined;
  }
};

/** Certificates of the registered signers: said 60 days before they end, a fault from the 7th on. */
export const checkCertificates = (
  signers: readonly { readonly signerId: string; readonly certificate: string }[],
  now: Date,
): Finding[] => {
  const say = finding('certificates');
  if (signers.length === 0) return [say('warning', 'NO_SIGNER')];
  return signers.map(({ signerId: signer, certificate }) => {
    const end = endOf(certificate);
    if (end === undefined) return say('fault', 'CERTIFICATE_UNREADABLE', { signer });
    const facts = { signer, date: vietnamShortDate(vietnamDate(end)) };
    const left = end.getTime() - now.getTime();
    if (left <= 0) return say('fault', 'CERTIFICATE_ENDED', facts);
    const days = Math.floor(left / DAY_MS);
    if (days >= FIRST_WORD_DAYS) return say('ok', 'CERTIFICATE_FINE', facts);
    return say(days < LAST_DAYS ? 'fault' : 'warning', 'CERTIFICATE_ENDS', { ...facts, days });
  });
};

export const checkProtections = (protections: readonly Protection[]): Finding[] => {
  const say = finding('protection');
  const bare = protections.filter(({ missing }) => missing.length > 0);
  return bare.length === 0
    ? [say('ok', 'PROTECTED', { count: protections.length })]
    : bare.map(({ resource, missing }) =>
        say('fault', 'UNPROTECTED', { resource, missing: missing.join(', ') }),
      );
};

/** Senders are refused from 300 seconds on; a minute is time to set a clock. */
const OFF_S = 60;
const REFUSED_S = 300;

export const checkClocks = (clocks: readonly ClockDifference[]): Finding[] => {
  const say = finding('clock');
  return clocks.map(({ what, differenceMs }) => {
    const seconds = Math.round(Math.abs(differenceMs) / 1000);
    if (seconds <= OFF_S) return say('ok', 'CLOCK_FINE', { what, seconds });
    return say(seconds > REFUSED_S ? 'fault' : 'warning', 'CLOCK_DIFFERS', { what, seconds });
  });
};

const MB = 1024 * 1024;
const LOW_MB = 1024;
const FULL_MB = 100;

const readable = (bytes: number): string => {
  const megabytes = bytes / MB;
  return megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)} GB` : `${Math.floor(megabytes)} MB`;
};

export const checkDisk = ({ free, folder }: LocalDisk): Finding[] => {
  const say = finding('disk');
  const facts = { free: readable(free) };
  const megabytes = free / MB;
  return [
    megabytes >= LOW_MB
      ? say('ok', 'DISK_FREE', facts)
      : say(megabytes < FULL_MB ? 'fault' : 'warning', 'DISK_LOW', facts),
    say('ok', 'FOLDER_SIZE', { size: readable(folder) }),
  ];
};
