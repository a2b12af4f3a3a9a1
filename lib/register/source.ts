import * as z from 'zod/mini';
import { type EventName, eventNames } from '../events/catalogue.ts';
import { OfficeError } from '../kernel/errors.ts';

const replacedSecret = z.object({ sealedSecret: z.string(), until: z.iso.datetime() });
export type ReplacedSecret = z.infer<typeof replacedSecret>;

/** Where the source wants to be told what became of its documents. */
const webhook = z.object({
  url: z.string(),
  /** Secret the office signs its calls with, encrypted under the data key for that purpose. */
  sealedSecret: z.string(),
  /** The secret before the last change: until then calls carry both signatures. */
  previousSecret: z.optional(replacedSecret),
  /** The operator allowed an address of the agency's own network. */
  allowPrivate: z.boolean(),
});
export type Webhook = z.infer<typeof webhook>;

/** A registered sender and how far it is trusted (DESIGN §2). */
export const sourceEntry = z.object({
  sourceId: z.string(),
  title: z.string(),
  /** The events it may send. */
  allows: z.array(z.enum(eventNames as [EventName, ...EventName[]])),
  /** The grade of its documents that carry none, by the agency's written decision. */
  defaultGrade: z.enum(['ordinary', 'unknown']),
  /** Number and date of that decision. */
  gradeDecision: z.optional(z.string()),
  /** true: the agency's counter gives the arrival numbers; false: the source keeps the book. */
  ownArrivalNumbers: z.boolean(),
  /** May it name documents of other sources by the office's id? (desk, command line) */
  actsForOffice: z.boolean(),
  /** Public keys (JWK) of the people whose approval lets a leader's key sign (R10). */
  approvers: z.array(
    z.object({ personId: z.string(), keyId: z.string(), jwk: z.record(z.string(), z.string()) }),
  ),
  /** Values of EventBridge's `source` and `account` under which it may use the bus. */
  busIdentity: z.optional(z.object({ source: z.string(), account: z.string() })),
  /** May it use the inbox bucket? Whoever may write below its prefix then speaks for it. */
  inbox: z.optional(z.boolean()),
  /** Secret of its HTTP signature, encrypted under the data key. */
  sealedSecret: z.optional(z.string()),
  /** The secret before the last change, taken until then. */
  previousSecret: z.optional(replacedSecret),
  webhook: z.optional(webhook),
  /** When the operator last changed it. */
  changedAt: z.optional(z.iso.datetime()),
  /** Nothing is taken from it any more, and its webhook is not called. */
  disabled: z.optional(z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() })),
});
export type Source = z.infer<typeof sourceEntry>;

export interface SourceDirectory {
  /** @throws OfficeError UNKNOWN_SOURCE */
  find(sourceId: string): Promise<Source>;
}

/** Opens small secrets kept as KMS-encrypted values with an encryption context. */
export interface SecretOpener {
  /** The plain HMAC secret of a source's HTTP signature, or of its webhook. */
  openSourceSecret(sourceId: string, sealed: string): Promise<Uint8Array>;
}

/** The sealed secrets that count at an instant: the present one, then the one it has replaced. */
export const secretsInForce = (
  holder: {
    readonly sealedSecret?: string | undefined;
    readonly previousSecret?: ReplacedSecret | undefined;
  },
  now: Date,
): readonly string[] => [
  ...(holder.sealedSecret === undefined ? [] : [holder.sealedSecret]),
  ...(holder.previousSecret !== undefined && now.getTime() < Date.parse(holder.previousSecret.until)
    ? [holder.previousSecret.sealedSecret]
    : []),
];

export const assertEnabled = (source: Source): void => {
  if (source.disabled !== undefined)
    throw new OfficeError('SOURCE_DISABLED', 'the source has been disabled');
};

export const assertAllowed = (source: Source, name: EventName): void => {
  assertEnabled(source);
  if (!source.allows.includes(name))
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'this source may not send this event', {
      facts: { type: name },
    });
};
