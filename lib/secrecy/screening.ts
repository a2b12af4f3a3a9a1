import { normalizeText } from '../kernel/vietnamese.ts';
import words from './data/secrecy-words.json' with { type: 'json' };
import { isSecret, readGrade, type SecrecyGrade } from './grades.ts';

/** What the door does with a document before anything of it is kept (R1). */
export type DoorVerdict =
  | { readonly kind: 'admit' }
  | { readonly kind: 'hold'; readonly causes: readonly HoldCause[] }
  | { readonly kind: 'refuse' };

export type HoldCause = 'grade-unknown' | 'secrecy-word';

/** One letter, spaces, one letter …: "M Ậ T" is read as "mật". */
const closeLetterSpacing = (text: string): string =>
  text.replace(/(?<!\p{L})(\p{L})(?: (\p{L})(?!\p{L}))+/gu, (spaced) => spaced.replaceAll(' ', ''));

const isInnocent = (syllables: readonly string[], at: number): boolean =>
  words.innocentBeforeMat.includes(syllables[at - 1] ?? '') ||
  words.innocentAfterMat.includes(syllables[at + 1] ?? '');

/**
 * Does a text hold a mark of secrecy? "mật" alone counts unless its neighbour makes it innocent
 * (bảo mật, mật độ, mật ong). A hit holds a document; it never decides (R1).
 */
export const hasSecrecyWord = (text: string): boolean => {
  const plain = closeLetterSpacing(normalizeText(text)).toLowerCase();
  if (words.holdingPhrases.some((phrase) => plain.includes(phrase))) return true;
  const syllables = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return syllables.some((syllable, at) => syllable === 'mật' && !isInnocent(syllables, at));
};

/**
 * The verdict at the door from the declared grade, the source's default grade and the texts
 * that would enter the register. Pure; R1.
 */
export const screenAtDoor = (document: {
  readonly declared: string | undefined;
  readonly sourceDefault: SecrecyGrade;
  readonly texts: readonly string[];
}): DoorVerdict => {
  const grade =
    document.declared === undefined ? document.sourceDefault : readGrade(document.declared);
  if (isSecret(grade)) return { kind: 'refuse' };
  const causes: HoldCause[] = [];
  if (grade === 'unknown') causes.push('grade-unknown');
  if (document.texts.some(hasSecrecyWord)) causes.push('secrecy-word');
  return causes.length > 0 ? { kind: 'hold', causes } : { kind: 'admit' };
};
