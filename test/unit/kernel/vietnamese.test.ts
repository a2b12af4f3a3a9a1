import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalTonePlace, foldText, normalizeText } from '../../../lib/kernel/vietnamese.ts';

const seed = Number(process.env['SEED'] ?? 20261123);
const vietnamese = fc
  .array(fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyẠẬẮỦỶỲýỳỷỹỵòọỏõ  .,-'), { maxLength: 40 })
  .map((letters) => letters.join(''));

describe('Vietnamese text as the office stores it', () => {
  it.each([
    ['Ủy ban'.normalize('NFD'), 'Ủy ban'],
    ['đường  sá\n\tmới', 'đường sá mới'],
    ['\u00a0M\u200bậ\u00adt\ufeff ', 'Mật'],
    ['a\u0302\u0323', 'ậ'],
    ['a\u0323\u0302', 'ậ'],
  ])('%j is written %j', (typed, stored) => {
    expect(normalizeText(typed)).toBe(stored);
  });

  it('is the same whichever form of Unicode the sender used, and is stable', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const stored = normalizeText(text);
        expect(normalizeText(text.normalize('NFD'))).toBe(stored);
        expect(normalizeText(stored)).toBe(stored);
        expect(stored).toBe(stored.normalize('NFC'));
      }),
      { seed },
    );
  });
});

describe('The two places of a tone mark', () => {
  it.each([
    ['hòa', 'hoà'],
    ['Hòa Bình', 'Hoà Bình'],
    ['HÒA', 'HOÀ'],
    ['Ủy ban', 'Uỷ ban'],
    ['Thúy', 'Thuý'],
    ['khỏe', 'khoẻ'],
    ['hóa', 'hoá'],
    ['tùy', 'tuỳ'],
    ['họa', 'hoạ'],
  ])('%s and %s are one word', (older, newer) => {
    expect(canonicalTonePlace(older)).toBe(newer);
    expect(canonicalTonePlace(newer)).toBe(newer);
    expect(canonicalTonePlace(older.normalize('NFD'))).toBe(newer);
  });

  it.each(['quý', 'Quỹ', 'quỳ', 'QUÝ', 'toán', 'sản', 'của', 'mùa', 'thuế', 'khuỷu'])(
    '%s stays as it is',
    (word) => {
      expect(canonicalTonePlace(word)).toBe(word);
    },
  );

  it('changes only the place of a tone: folded, the text is what it was', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const canonical = canonicalTonePlace(text);
        expect(foldText(canonical)).toBe(foldText(text));
        expect(canonicalTonePlace(canonical)).toBe(canonical);
      }),
      { seed },
    );
  });
});

describe('Folded text', () => {
  it.each([
    ['Uỷ ban Dân tộc', 'uy ban dan toc'],
    ['ĐẶC ĐIỂM đường', 'dac diem duong'],
    ['Ưu tiên'.normalize('NFD'), 'uu tien'],
    ['Ðà Nẵng', 'da nang'],
    ['ＭẬＴ', 'mat'],
  ])('%s → %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});
