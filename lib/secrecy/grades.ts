import { foldText, normalizeText } from '../kernel/vietnamese.ts';
import words from './data/secrecy-words.json' with { type: 'json' };

/** State secret grades (law 117/2025/QH15): Mật, Tối mật, Tuyệt mật; `unknown` is everything unread. */
export type SecrecyGrade = 'ordinary' | 'mat' | 'toi_mat' | 'tuyet_mat' | 'unknown';

/** Spellings are compared without what stands between their letters: "T Ố I M Ậ T", "toi_mat". */
const close = (text: string): string => text.replace(/[\s._-]+/g, '');

const gradeOf = new Map(
  Object.entries(words.grades).flatMap(([grade, spellings]) =>
    spellings.map((spelling) => [close(spelling), grade as SecrecyGrade] as const),
  ),
);

/**
 * Reads a grade as sources write it: any case, with or without accents, letter-spaced ("M Ậ T").
 * An absent or strange grade is `unknown`, never ordinary.
 */
export const readGrade = (declared: string | undefined): SecrecyGrade => {
  if (declared === undefined) return 'unknown';
  return gradeOf.get(close(foldText(normalizeText(declared)))) ?? 'unknown';
};

export const isSecret = (grade: SecrecyGrade): boolean =>
  grade === 'mat' || grade === 'toi_mat' || grade === 'tuyet_mat';
