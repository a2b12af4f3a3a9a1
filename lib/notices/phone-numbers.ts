import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { isMobilePhone, type MobilePhone } from './mobile-phone.ts';

type PhoneFault =
  | 'PHONE_EMPTY'
  | 'PHONE_LETTERS'
  | 'PHONE_SEVERAL'
  | 'PHONE_CHARACTERS'
  | 'PHONE_FOREIGN'
  | 'PHONE_LANDLINE'
  | 'PHONE_OLD_PREFIX'
  | 'PHONE_INVALID';

export type PhoneReading =
  | { readonly kind: 'phone'; readonly phone: MobilePhone }
  /** `suggestion` is the number as it has been dialled since 2018; a person confirms it. */
  | { readonly kind: 'fault'; readonly code: PhoneFault; readonly suggestion?: MobilePhone };

/** 11-digit mobile prefixes of before 15/09/2018 and what they became, without the leading 0. */
const NEW_PREFIX: Readonly<Record<string, string>> = {
  '162': '32',
  '163': '33',
  '164': '34',
  '165': '35',
  '166': '36',
  '167': '37',
  '168': '38',
  '169': '39',
  '120': '70',
  '121': '79',
  '122': '77',
  '126': '76',
  '128': '78',
  '123': '83',
  '124': '84',
  '125': '85',
  '127': '81',
  '129': '82',
  '186': '56',
  '188': '58',
  '199': '59',
};

/** More digits than one number can have in any of its spellings (0084 + 10). */
const MOST_DIGITS = 15;

const fault = (code: PhoneFault): PhoneReading => ({ kind: 'fault', code });

/** Without bidi and zero-width marks, the apostrophe of spreadsheets, and compatibility forms. */
const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    // A second line in a cell is a second number.
    .replace(/[\r\n]+/g, ';')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/^'/, '');

const findSpellingFault = (text: string): PhoneFault | undefined => {
  if (text === '') return 'PHONE_EMPTY';
  if (/\p{L}/u.test(text)) return 'PHONE_LETTERS';
  const digits = text.replace(/\D/g, '').length;
  if (/[;,/|&]/.test(text) || /\+.*\+/.test(text) || digits > MOST_DIGITS) return 'PHONE_SEVERAL';
  if (!/^\+?[0-9 ().\-+]*$/.test(text) || /.\+/.test(text.replace(/^\(/, ''))) {
    return 'PHONE_CHARACTERS';
  }
  return undefined;
};

/** The digits after +84, or undefined when another country is named. */
const nationalDigits = (text: string): string | undefined => {
  const digits = text.replace(/\D/g, '');
  const international = /^\(?\+/.test(text)
    ? digits
    : /^00(?=[1-9])/.test(digits) && digits.slice(2);
  if (international) {
    return international.startsWith('84') ? international.slice(2).replace(/^0/, '') : undefined;
  }
  // "84" opens a number without its plus only when enough digits follow: 084 is a mobile prefix too.
  return (/^84\d{9,}$/.test(digits) ? digits.slice(2) : digits).replace(/^0/, '');
};

const suggestNewNumber = (national: string): MobilePhone | undefined => {
  const prefix = NEW_PREFIX[national.slice(0, 3)];
  const renewed = `+84${prefix}${national.slice(3)}`;
  return prefix !== undefined && national.length === 10 && isMobilePhone(renewed)
    ? renewed
    : undefined;
};

/**
 * Reads one Vietnamese mobile number as people write it. Anything doubtful is a fault with a
 * stable code, because an SMS to a wrong person cannot be taken back.
 */
export const readPhoneNumber = (raw: string): PhoneReading => {
  const text = clean(raw);
  const spelling = findSpellingFault(text);
  if (spelling) return fault(spelling);
  const national = nationalDigits(text);
  if (national === undefined) return fault('PHONE_FOREIGN');
  const suggestion = suggestNewNumber(national);
  if (suggestion) return { kind: 'fault', code: 'PHONE_OLD_PREFIX', suggestion };
  if (/^2\d{8,9}$/.test(national)) return fault('PHONE_LANDLINE');
  const phone = `+84${national}`;
  const known = parsePhoneNumberFromString(phone)?.isValid() ?? false;
  return known && isMobilePhone(phone) ? { kind: 'phone', phone } : fault('PHONE_INVALID');
};
