import { normalizeText } from '../kernel/vietnamese.ts';
import words from './data/secrecy-words.json' with { type: 'json' };
import { isSecret, readGrade, type SecrecyGrade } from './grades.ts';

/** What the door does with a document before anything of it is kept (R1). */
export type DoorVerdict =
  | { readonly kind: 'admit' }
  | { readonly kind: 'hold'; readonly causes: readonly HoldCause[] }
  | { readonly kind: 'refuse' };

export type HoldCause = 'grade-unknown' | 'secrecy-word';

/** Letters set apart, as headings have them: "T Ố I M Ậ T", "M.Ậ.T". */
const SPACED_LETTERS = /(?<![\p{L}\p{N}])\p{L}(?:[ ._-]\p{L}(?![\p{L}\p{N}]))+/gu;

const hasSpacedMark = (plain: string): boolean =>
  [...plain.matchAll(SPACED_LETTERS)].some(([run]) => run.replace(/[ ._-]/g, '').includes('mật'));

/** "mật" alone, unless the word it is joined to by a space makes another word of it. */
const hasMark = (plain: string): boolean => {
  const found = [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const isJoined = (left: number | undefined, right: number | undefined): boolean =>
    left !== undefined && right !== undefined && plain.slice(left, right) === ' ';
  return found.some(({ word, from, to }, at) => {
    const [before, after] = [found[at - 1], found[at + 1]];
    const isInnocent =
      (isJoined(before?.to, from) && words.innocentBeforeMat.includes(before?.word ?? '')) ||
      (isJoined(to, after?.from) && words.innocentAfterMat.includes(after?.word ?? ''));
    return word === 'mật' && !isInnocent;
  });
};

/**
 * Does a text hold a mark of secrecy? "mật" alone counts unless its neighbour makes it innocent
 * (bảo mật, mật độ, mật ong); punctuation parts neighbours: "(MẬT) Độ khẩn" is a mark. A hit
 * holds a document; it never decides (R1).
 */
export const hasSecrecyWord = (text: string): boolean => {
  const plain = normalizeText(text.normalize('NFKC')).toLowerCase();
  return (
    words.holdingPhrases.some((phrase) => plain.includes(phrase)) ||
    hasSpacedMark(plain) ||
    hasMark(plain)
  );
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
