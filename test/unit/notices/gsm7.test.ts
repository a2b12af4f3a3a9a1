import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { foldToGsm7, foldWithLosses, measureSms } from '../../../lib/notices/gsm7.ts';

/** The vowels of Vietnamese with all their marks, and đ: 73 letters, 146 in both cases. */
const FAMILIES: Readonly<Record<string, string>> = {
  a: 'aàáảãạăằắẳẵặâầấẩẫậ',
  e: 'eèéẻẽẹêềếểễệ',
  i: 'iìíỉĩị',
  o: 'oòóỏõọôồốổỗộơờớởỡợ',
  u: 'uùúủũụưừứửữự',
  y: 'yỳýỷỹỵ',
  d: 'đ',
};

const LETTERS = Object.entries(FAMILIES).flatMap(([plain, letters]) =>
  [...letters].flatMap((letter) => [
    { letter, plain },
    { letter: letter.toUpperCase(), plain: plain.toUpperCase() },
  ]),
);

describe('folding to GSM-7', () => {
  test('the letters under test are all 146', () => {
    expect(new Set(LETTERS.map(({ letter }) => letter)).size).toBe(146);
  });

  test.each(['NFC', 'NFD'] as const)(
    'every Vietnamese letter becomes its plain letter in %s',
    (form) => {
      const wrong = LETTERS.filter(
        ({ letter, plain }) => foldToGsm7(letter.normalize(form)) !== plain,
      );
      expect(wrong).toEqual([]);
    },
  );

  test('letters that stand for đ in badly typed texts become d', () => {
    expect(foldToGsm7('ðÐƉɖ')).toBe('dDDd');
  });

  test('the punctuation of office texts becomes plain, and nothing costs two', () => {
    expect(foldToGsm7('“Nghị quyết” – số\u00a098/QĐ‑UBDT… [kèm] {a}~b^c|d\\e €')).toBe(
      '"Nghi quyet" - so 98/QD-UBDT... (kem) (a)-b c/d/e EUR',
    );
  });

  test('a sign whose meaning is in its mark keeps its meaning', () => {
    expect(foldToGsm7('3 ≠ 4 ≥ 2 ≤ 5')).toBe('3 <> 4 >= 2 <= 5');
  });

  test('what has no plain letter is named and shown as a question mark', () => {
    expect(foldWithLosses('Mẫu 表 số 2')).toEqual({ text: 'Mau ? so 2', lost: ['表'] });
  });

  test('invisible marks and line ends leave one line', () => {
    expect(foldToGsm7(' Số\u200b 12\r\n\tngày\u202e 05 ')).toBe('So 12 ngay 05');
  });

  test('any text becomes one line in which a letter costs one septet, and folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const folded = foldToGsm7(text);
        const size = measureSms(folded);
        expect(folded).not.toMatch(/[\n\r[\]{}~^|\\€]/);
        expect(size).toMatchObject({ encoding: 'GSM-7', units: folded.length });
        expect(foldToGsm7(folded)).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });
});

describe('measuring an SMS', () => {
  const oracle = (text: string) => {
    const message = new SegmentedMessage(text, 'auto', false);
    return { encoding: message.encodingName, segments: message.segmentsCount };
  };
  const gsmLetter = fc.constantFrom(...'abcXYZ 0189.,/()@£Δèé[]{}~^|\\€\n');

  test('GSM-7 texts are counted as an independent library counts them', () => {
    fc.assert(
      fc.property(fc.string({ unit: gsmLetter, minLength: 1, maxLength: 500 }), (text) => {
        expect(measureSms(text)).toMatchObject(oracle(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('accented texts are counted as an independent library counts them', () => {
    const letter = fc.constantFrom(...'Uỷ ban Dân tộc đã phát hành văn bản số 98/QĐ-UBDT 😀');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 300 }), (text) => {
        expect(measureSms(text)).toMatchObject(oracle(text));
      }),
      { numRuns: 500 },
    );
  });

  test('folded Vietnamese is counted as an independent library counts it', () => {
    const letter = fc.constantFrom(...LETTERS.map((entry) => entry.letter), ' ', '-', '/', '7');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 400 }), (text) => {
        const folded = foldToGsm7(text);
        fc.pre(folded !== '');
        expect(measureSms(folded)).toMatchObject(oracle(folded));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['ố'.repeat(70), 1],
    ['ố'.repeat(71), 2],
    ['', 0],
  ])('the edges of a part are right (case %#)', (text, segments) => {
    expect(measureSms(text).segments).toBe(segments);
  });
});
