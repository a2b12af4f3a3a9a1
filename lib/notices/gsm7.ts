/** One part holds 160 septets (GSM 03.38); joined parts lose seven to the joining header. */
export const SINGLE_PART = 160;
const JOINED_PART = 153;
/** The same for UCS-2, in 16-bit units. */
const SINGLE_PART_UCS2 = 70;
const JOINED_PART_UCS2 = 67;

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Behind an escape: these cost two septets. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/** Read before decomposition, which would lose them or change their meaning ("≠" would become "="). */
const BEFORE_DECOMPOSITION: Readonly<Record<string, string>> = {
  '≠': '<>',
  '≥': '>=',
  '≤': '<=',
  '…': '...',
  đ: 'd',
  Đ: 'D',
  // Icelandic and African letters that stand for đ in texts typed or scanned with wrong fonts.
  ð: 'd',
  Ð: 'D',
  Ɖ: 'D',
  ɖ: 'd',
  '₫': 'd',
  μ: 'u',
  '€': 'EUR',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ı: 'i',
};

const PUNCTUATION: Readonly<Record<string, string>> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '~': '-',
  '•': '-',
  '·': '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '′': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '⁄': '/',
  '∕': '/',
  '|': '/',
  '\\': '/',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '×': 'x',
  '÷': ':',
  '±': '+/-',
  '→': '->',
  '°': ' do ',
  '^': ' ',
  '§': 'S.',
  '©': '(c)',
  '®': '(R)',
};

/** ASCII that is also in the basic GSM-7 set, so that each letter costs one septet. */
const ALLOWED = /^[A-Za-z0-9 !"#$%&'()*+,\-./:;<=>?@_]$/;

export interface FoldedText {
  readonly text: string;
  /** Characters for which there is no plain letter; each stands as "?" in the text. */
  readonly lost: readonly string[];
}

/** Folds any text to one line of plain letters that cost one septet each, and says what was lost. */
export const foldWithLosses = (text: string): FoldedText => {
  const lost: string[] = [];
  let folded = '';
  const prepared = [...text.normalize('NFC')]
    .map((letter) => BEFORE_DECOMPOSITION[letter] ?? letter)
    .join('');
  for (const letter of prepared.normalize('NFKD')) {
    if (/[\p{M}\p{Cf}]/u.test(letter)) continue;
    const plain = /[\s\p{Cc}]/u.test(letter)
      ? ' '
      : (BEFORE_DECOMPOSITION[letter] ?? PUNCTUATION[letter]);
    if (plain !== undefined) folded += plain;
    else if (ALLOWED.test(letter)) folded += letter;
    else {
      folded += '?';
      lost.push(letter);
    }
  }
  return { text: folded.replace(/ +/g, ' ').trim(), lost };
};

/** Folds Vietnamese (NFC or NFD) and the punctuation of office texts to plain GSM-7 letters. */
export const foldToGsm7 = (text: string): string => foldWithLosses(text).text;

export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets of GSM-7, or 16-bit units of UCS-2. */
  readonly units: number;
  readonly segments: number;
}

/** How many parts the pieces fill when no piece may be torn between two parts. */
const countParts = (sizes: readonly number[], single: number, joined: number): number => {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= single) return total === 0 ? 0 : 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
};

/** What a text costs as an SMS. One letter outside GSM-7 turns the whole text into UCS-2. */
export const measureSms = (text: string): SmsSize => {
  const letters = [...text];
  const isGsm = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter));
  const sizes = letters.map((letter) => (isGsm ? (EXTENDED.has(letter) ? 2 : 1) : letter.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  return isGsm
    ? { encoding: 'GSM-7', units, segments: countParts(sizes, SINGLE_PART, JOINED_PART) }
    : { encoding: 'UCS-2', units, segments: countParts(sizes, SINGLE_PART_UCS2, JOINED_PART_UCS2) };
};
