import type * as z from 'zod/mini';
import { documentApproved } from './document-approved.ts';
import { documentAssigned } from './document-assigned.ts';
import { documentCompleted } from './document-completed.ts';
import { documentCopied } from './document-copied.ts';
import { documentCorrected } from './document-corrected.ts';
import { documentIssued } from './document-issued.ts';
import { documentOpened } from './document-opened.ts';
import { documentPresented } from './document-presented.ts';
import { documentRecalled } from './document-recalled.ts';
import { documentReceived } from './document-received.ts';
import { documentRegistered } from './document-registered.ts';
import { documentReplaced } from './document-replaced.ts';
import { documentReturned } from './document-returned.ts';
import { duplicateDecided } from './duplicate-decided.ts';
import { numberVoided } from './number-voided.ts';
import { reviewDecided } from './review-decided.ts';
import { sealOrdered } from './seal-ordered.ts';
import { secrecyDecided } from './secrecy-decided.ts';

/** Every event the office takes in, under its name without prefix and version. */
export const catalogue = {
  'document.received': documentReceived,
  'document.issued': documentIssued,
  'document.approved': documentApproved,
  'document.registered': documentRegistered,
  'document.recalled': documentRecalled,
  'document.replaced': documentReplaced,
  'document.corrected': documentCorrected,
  'document.returned': documentReturned,
  'document.copied': documentCopied,
  'document.opened': documentOpened,
  'document.assigned': documentAssigned,
  'document.completed': documentCompleted,
  'document.presented': documentPresented,
  'secrecy.decided': secrecyDecided,
  'duplicate.decided': duplicateDecided,
  'review.decided': reviewDecided,
  'seal.ordered': sealOrdered,
  'number.voided': numberVoided,
} as const;

export type EventName = keyof typeof catalogue;
export type EventData<Name extends EventName> = z.infer<(typeof catalogue)[Name]>;

export const eventNames = Object.keys(catalogue) as EventName[];

/** Events that bring a document with its subject; only these carry a grade of secrecy. */
export const openingEvents = [
  'document.received',
  'document.issued',
  'document.approved',
  'document.registered',
] as const satisfies readonly EventName[];
export type OpeningEventName = (typeof openingEvents)[number];

export const isOpeningEvent = (name: EventName): name is OpeningEventName =>
  (openingEvents as readonly EventName[]).includes(name);

/** CloudEvents `type`: `vn.vanthu.document.received.v1`. */
export const typeOf = (name: EventName): string => `vn.vanthu.${name}.v1`;
