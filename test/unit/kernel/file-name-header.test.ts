import { describe, expect, it } from '@jest/globals';
import { fileNameHeader, isWellFormed } from '../../../lib/kernel/file-name-header.ts';

describe('A file’s name in a header', () => {
  it('is written as UTF-8, whatever the language', () => {
    expect(fileNameHeader('inline', 'Công văn.pdf')).toBe(
      "inline; filename*=UTF-8''C%C3%B4ng%20v%C4%83n.pdf",
    );
  });

  it('fails no answer when it holds half a character', () => {
    expect(fileNameHeader('attachment', 'a\ud83d.pdf')).toBe(
      "attachment; filename*=UTF-8''a%EF%BF%BD.pdf",
    );
  });

  it.each(['a\ud83d.pdf', '\ude00.pdf', 'x\ude00\ud83d'])('is not whole: %j', (name) => {
    expect(isWellFormed(name)).toBe(false);
  });

  it('is whole with characters beyond the first plane', () => {
    expect(isWellFormed('văn bản 😀.pdf')).toBe(true);
  });
});
