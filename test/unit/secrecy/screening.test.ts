import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasSecrecyWord, screenAtDoor } from '../../../lib/secrecy/screening.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

describe('Words of secrecy in a text', () => {
  it.each([
    'Mật',
    'Báo cáo (MẬT) về tình hình',
    'MẬT: báo cáo',
    'văn bản mật',
    'Độ: Mật',
    'Độ mật: A',
    'TỐI MẬT',
    'Tuyệt  mật',
    'tuyệt-mật',
    'M Ậ T',
    'báo cáo M Ậ T gửi',
    'T Ố I M Ậ T',
    'T U Y Ệ T  M Ậ T',
    'M.Ậ.T',
    'M-Ậ-T',
    'ＭẬＴ',
    'm\u200bật',
    'Tài liệu thu hồi',
    'Chỉ người có tên mới được bóc bì',
    'bí mật nhà nước',
    'Luật Bảo vệ bí mật nhà nước',
    'quyết_định_mật.pdf',
    '12-MẬT-2026.pdf',
    // A mark beside an innocent word is still a mark: only "mật ong" as one word is honey.
    'Mật. Độ khẩn: hoả tốc',
    '(MẬT) Độ khẩn',
    'MẬT ĐỘ KHẨN: HOẢ TỐC',
    'Công tác quốc phòng, bảo. Mật',
    'Không. Mật',
    'cơ mật',
  ])('%j holds, in NFC and NFD, in any case', (text) => {
    expect(hasSecrecyWord(text)).toBe(true);
    expect(hasSecrecyWord(text.normalize('NFD'))).toBe(true);
    expect(hasSecrecyWord(text.toUpperCase())).toBe(true);
    expect(hasSecrecyWord(text.toLowerCase())).toBe(true);
  });

  it.each([
    'mật độ dân số vùng đồng bào',
    'nuôi ong lấy mật ong rừng',
    'công tác bảo mật thông tin',
    'văn bản không mật',
    'bí mật kinh doanh',
    'mật mã dân sự',
    'quan hệ mật thiết',
    'đổi mật khẩu',
    'Về chính sách dân tộc',
    'đường mòn, mất mát, mặt trận, mắt',
    'M1 A T',
    '',
  ])('%j does not', (text) => {
    expect(hasSecrecyWord(text)).toBe(false);
    expect(hasSecrecyWord(text.normalize('NFD'))).toBe(false);
    expect(hasSecrecyWord(text.toUpperCase())).toBe(false);
  });

  const plainWords = fc.constantFrom(
    'báo',
    'cáo',
    'về',
    'dân',
    'tộc',
    '2026',
    'số',
    'tỉnh,',
    '(a)',
  );
  const sentence = fc.array(plainWords, { maxLength: 8 }).map((words) => words.join(' '));

  it('are found wherever the word stands', () => {
    const marks = fc.constantFrom('mật', 'MẬT', '(Mật)', 'M Ậ T', 'tối mật', 'T Ố I M Ậ T');
    fc.assert(
      fc.property(sentence, marks, sentence, (before, mark, after) => {
        expect(hasSecrecyWord(`${before} ${mark} ${after}`)).toBe(true);
        expect(hasSecrecyWord(`${before} ${after}`)).toBe(false);
      }),
      { seed },
    );
  });
});

describe('The verdict at the door (R1)', () => {
  const screen = (
    declared: string | undefined,
    text = 'Về việc họp',
    sourceDefault: 'ordinary' | 'unknown' = 'unknown',
  ) => screenAtDoor({ declared, sourceDefault, texts: ['Công văn', text] });

  it.each([
    ['Mật', 'refuse'],
    ['tối mật', 'refuse'],
    ['TUYỆT MẬT', 'refuse'],
    ['thường', 'admit'],
    ['', 'hold'],
    ['?', 'hold'],
    [undefined, 'hold'],
  ])('declared %j: %s', (declared, kind) => {
    expect(screen(declared).kind).toBe(kind);
  });

  it('takes the source’s default only where nothing is declared', () => {
    expect(screen(undefined, 'Họp', 'ordinary')).toEqual({ kind: 'admit' });
    expect(screen('?', 'Họp', 'ordinary')).toEqual({ kind: 'hold', causes: ['grade-unknown'] });
    expect(screen('Mật', 'Họp', 'ordinary')).toEqual({ kind: 'refuse' });
  });

  it('holds an ordinary document for a word, and never lets a word refuse or free one', () => {
    expect(screen('thường', 'tài liệu TUYỆT MẬT')).toEqual({
      kind: 'hold',
      causes: ['secrecy-word'],
    });
    expect(screen('?', 'mật')).toEqual({ kind: 'hold', causes: ['grade-unknown', 'secrecy-word'] });
    expect(screen('Mật', 'không mật')).toEqual({ kind: 'refuse' });
  });
});
