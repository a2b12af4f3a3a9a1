import type { Brand } from '../kernel/ids.ts';

/** A Vietnamese mobile number in E.164: +84, then nine digits. Never logged (R7). */
export type MobilePhone = Brand<string, 'MobilePhone'>;

/** The form alone; lib/notices/phone-numbers.ts also asks the numbering plan. */
export const isMobilePhone = (text: string): text is MobilePhone => /^\+84[35789]\d{8}$/.test(text);

/** `0912***001`: enough to recognise one's own number, too little to call it. */
export const maskPhone = (phone: MobilePhone): string =>
  `0${phone.slice(3, 6)}***${phone.slice(-3)}`;
