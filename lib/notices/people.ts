import * as z from 'zod/mini';
import { identifier } from '../events/common.ts';

/** A recipient of notices. Units and roles are data; they change with each reshuffle. */
export const person = z.object({
  personId: identifier,
  name: z.string(),
  /** chức vụ */
  role: z.string(),
  /** đơn vị */
  unit: z.string(),
  /** Absent when none is known. See phone-vault.ts. */
  phone: z.optional(z.object({ ciphertext: z.string(), hmac: z.string() })),
  /** The person has agreed to be told by SMS. */
  smsConsent: z.boolean(),
  /** On the pilot's guest list. */
  guestList: z.boolean(),
  /** The person has asked for no more SMS. */
  optedOut: z.boolean(),
});
export type Person = z.infer<typeof person>;

export interface PeopleDirectory {
  person(personId: string): Promise<Person | undefined>;
  /** Those of up to 100 people who are known, by id. */
  people(personIds: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  save(person: Person): Promise<void>;
}

/** During the pilot only guests are told, whatever the rules say (enforced again at sending). */
export interface NoticePolicy {
  readonly guestListOnly: boolean;
}

export type SuppressionCause =
  | 'unknown-person'
  | 'not-on-guest-list'
  | 'no-consent'
  | 'opted-out'
  | 'no-phone';

/** Why a person must not be told by SMS; undefined when nothing stands against it. */
export const findSuppression = (
  recipient: Person | undefined,
  policy: NoticePolicy,
): SuppressionCause | undefined => {
  if (!recipient) return 'unknown-person';
  if (policy.guestListOnly && !recipient.guestList) return 'not-on-guest-list';
  if (!recipient.smsConsent) return 'no-consent';
  if (recipient.optedOut) return 'opted-out';
  return recipient.phone ? undefined : 'no-phone';
};
