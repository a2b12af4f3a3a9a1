import { join } from 'node:path';
import type { ServiceContext } from '../aws/service.ts';
import { openJournal } from '../durable/journal.ts';
import type { SmsType } from './publish-rules.ts';

/** Why a message that was accepted reached no phone, in the words of the delivery log. */
export type SmsFailure =
  | 'No quota left for account'
  | 'This delivery would exceed max price'
  | 'Phone number is opted out'
  | 'Phone is currently unreachable/unavailable'
  | 'Phone carrier has blocked this message'
  | 'Unknown error attempting to reach phone';

/** A message as the phone got it. */
export interface SentSms {
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly phoneNumber: string;
  readonly message: string;
  readonly senderId: string | null;
  readonly smsType: SmsType;
  readonly segments: number;
}

/** A message that Publish accepted, whatever became of it. */
export interface AcceptedSms extends SentSms {
  readonly failure: SmsFailure | null;
  /** USD for all parts; 0 when nothing was handed to a carrier. */
  readonly price: number;
  /** When its delivery record appears, epoch milliseconds. */
  readonly receiptAt: number;
}

type OutboxEntry =
  | { readonly kind: 'accepted'; readonly sms: AcceptedSms }
  | { readonly kind: 'attributes'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'optedOut'; readonly phoneNumber: string; readonly optedOut: boolean };

export interface SmsOutbox {
  readonly accepted: readonly AcceptedSms[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly optedOut: ReadonlySet<string>;
  add(sms: AcceptedSms): void;
  setAttributes(changed: Readonly<Record<string, string>>): void;
  setOptedOut(phoneNumber: string, optedOut: boolean): void;
  close(): void;
}

/** Accepted messages, account attributes and opted-out numbers, durable. */
export function openSmsOutbox(context: ServiceContext): SmsOutbox {
  const accepted: AcceptedSms[] = [];
  const optedOut = new Set<string>();
  let attributes: Readonly<Record<string, string>> = {};

  const journal = openJournal<OutboxEntry>({
    file: join(context.folder, 'outbox.jsonl'),
    apply(entry) {
      if (entry.kind === 'accepted') accepted.push(entry.sms);
      else if (entry.kind === 'attributes') attributes = entry.attributes;
      else if (entry.optedOut) optedOut.add(entry.phoneNumber);
      else optedOut.delete(entry.phoneNumber);
    },
    *snapshot() {
      yield { kind: 'attributes', attributes };
      for (const phoneNumber of optedOut) yield { kind: 'optedOut', phoneNumber, optedOut: true };
      for (const sms of accepted) yield { kind: 'accepted', sms };
    },
  });

  return {
    accepted,
    optedOut,
    get attributes() {
      return attributes;
    },
    add: (sms) => journal.commit({ kind: 'accepted', sms }),
    setAttributes: (changed) =>
      journal.commit({ kind: 'attributes', attributes: { ...attributes, ...changed } }),
    setOptedOut: (phoneNumber, value) =>
      journal.commit({ kind: 'optedOut', phoneNumber, optedOut: value }),
    close: () => journal.close(),
  };
}
