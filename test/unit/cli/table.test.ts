import { describe, expect, it } from '@jest/globals';
import { alignRows, cutText, padText } from '../../../lib/cli/table.ts';

describe('columns', () => {
  it('count Vietnamese letters, also decomposed ones, once', () => {
    const decomposed = 'Uỷ ban'.normalize('NFD');
    expect(padText(decomposed, 8)).toBe('Uỷ ban  ');
    expect(cutText('Ủy ban nhân dân tỉnh'.normalize('NFD'), 10)).toBe('Ủy ban nh…');
  });

  it('leave what fits as it is', () => {
    expect(cutText('đủ', 2)).toBe('đủ');
  });

  it('stand under each other without trailing blanks', () => {
    expect(
      alignRows([
        ['số', 'tên'],
        ['1234', ''],
      ]),
    ).toEqual(['số    tên', '1234']);
  });
});
