import { describe, expect, test } from '@jest/globals';
import { documentTitle, shownAbstract } from '../../../lib/portal/shown-abstract.ts';

describe('an abstract on its own line begins with a capital letter', () => {
  test.each([
    ['báo cáo nhanh tình hình', 'Báo cáo nhanh tình hình'],
    ['đề nghị góp ý', 'Đề nghị góp ý'],
    ['ủy quyền ký', 'Ủy quyền ký'],
    ['ủy quyền ký'.normalize('NFD'), 'Ủy quyền ký'.normalize('NFD')],
  ])('%s', (abstract, shown) => {
    expect(shownAbstract(abstract)).toBe(shown);
  });
});

test.each(['Về việc ban hành', '20 năm công tác', '“ngày hội” văn hóa', ''])(
  'one that begins otherwise is shown as it came: %j',
  (abstract) => {
    expect(shownAbstract(abstract)).toBe(abstract);
  },
);

test('a document is named by its code, where it has one, and its abstract', () => {
  expect(documentTitle({ code: '98/UBDT', abstract: 'đề nghị' })).toBe('98/UBDT – Đề nghị');
  expect(documentTitle({ abstract: 'đề nghị' })).toBe('Đề nghị');
});
