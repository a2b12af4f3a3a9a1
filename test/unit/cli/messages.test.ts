import { describe, expect, it } from '@jest/globals';
import { fillSentence, messagesIn, sentenceOf } from '../../../lib/cli/messages.ts';

const vi = messagesIn('vi');
const en = messagesIn('en');

describe('sentences', () => {
  it('fills facts in and shows an ellipsis for one that is missing', () => {
    expect(fillSentence('{a} và {b}', { a: 'một' })).toBe('một và …');
  });

  it('has every English sentence of its own in Vietnamese, or the office has one', () => {
    const without = Object.keys(en.errors).filter((code) => sentenceOf(vi, code) === code);
    expect(without).toEqual([]);
  });

  it("takes the office's sentence for codes that are the office's", () => {
    expect(sentenceOf(vi, 'VERSION_CHANGED')).toContain('Văn bản đã thay đổi');
    expect(sentenceOf(en, 'VERSION_CHANGED')).toContain('changed meanwhile');
  });

  it('passes on what the office said under a code it does not know', () => {
    expect(sentenceOf(en, 'SOMETHING_NEW', {}, 'câu của văn phòng')).toBe('câu của văn phòng');
  });
});
