import type { MobilePhone } from './mobile-phone.ts';

/** A phone number at rest (R7): what opens it, and what finds it. */
interface SealedPhone {
  /** base64; opens only together with the person's id */
  readonly ciphertext: string;
  /** base64 HMAC-SHA-256 over the E.164 number: equal numbers are found without being read */
  readonly hmac: string;
}

export interface PhoneVault {
  seal(personId: string, phone: MobilePhone): Promise<SealedPhone>;
  /** @throws PhoneUnreadableError when the ciphertext is not this person's or is damaged */
  open(personId: string, ciphertext: string): Promise<MobilePhone>;
}
