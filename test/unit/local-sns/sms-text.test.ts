import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { countSegments } from '../../../lib/local/sns/sms-text.ts';

describe('parts of an SMS', () => {
  test.each([
    ['160 GSM-7 letters', 'a'.repeat(160), 1],
    ['161 GSM-7 letters', 'a'.repeat(161), 2],
    ['80 euro signs, two septets each', '€'.repeat(80), 1],
    ['81 euro signs', '€'.repeat(81), 2],
    ['70 letters with one Vietnamese accent', `${'a'.repeat(69)}ạ`, 1],
    ['71 letters with one Vietnamese accent', `${'a'.repeat(70)}ạ`, 2],
  ])('%s', (_, text, parts) => {
    expect(countSegments(text)).toBe(parts);
  });

  test('random texts have the parts that an independent calculator finds', () => {
    const alphabet = fc.constantFrom(...'abcXYZ 0189,.-@£€[]~\n', 'ạ', 'Đ', 'ă', '–');
    const texts = fc.oneof(
      fc.array(alphabet, { maxLength: 400 }),
      fc.array(fc.constantFrom(...'abc €[]'), { maxLength: 400 }),
    );
    fc.assert(
      fc.property(texts, (characters) => {
        const text = characters.join('');
        fc.pre(text !== '');
        expect(countSegments(text)).toBe(new SegmentedMessage(text).segmentsCount);
      }),
      { numRuns: 500 },
    );
  });
});
