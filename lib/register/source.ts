import * as z from 'zod/mini';
import { type EventName, eventNames } from '../events/catalogue.ts';
import { OfficeError } from '../kernel/errors.ts';

/** A registered sender and how far it is trusted (DESIGN §2). */
export const sourceEntry = z.object({
  sourceId: z.string(),
  title: z.string(),
  /** The events it may send. */
  allows: z.array(z.enum(eventNames as [EventName, ...EventName[]])),
  /** The grade of its documents that carry none, by the agency's written decision. */
  defaultGrade: z.enum(['ordinary', 'unknown']),
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
});
export type Source = z.infer<typeof sourceEntry>;

export interface SourceDirectory {
  /** @throws OfficeError UNKNOWN_SOURCE */
  find(sourceId: string): Promise<Source>;
}

/** Opens small secrets kept as KMS-encrypted values with an encryption context. */
export interface SecretOpener {
  /** The plain HMAC secret of a source's HTTP signature. */
  openSourceSecret(sourceId: string, sealed: string): Promise<Uint8Array>;
}

export const assertAllowed = (source: Source, name: EventName): void => {
  if (!source.allows.includes(name))
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'this source may not send this event', {
      facts: { type: name },
    });
};
