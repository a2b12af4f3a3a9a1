import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSecret, readGrade } from '../../../lib/secrecy/grades.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

describe('Grades of secrecy as sources write them', () => {
  it.each([
    ['thường', 'ordinary'],
    ['Thường', 'ordinary'],
    ['THƯỜNG', 'ordinary'],
    ['thuong', 'ordinary'],
    ['Không mật', 'ordinary'],
    ['khong_mat', 'ordinary'],
    ['0', 'ordinary'],
    ['Normal', 'ordinary'],
    ['Mật', 'mat'],
    ['MẬT', 'mat'],
    ['mat', 'mat'],
    ['  mật. ', 'mat'],
    ['C', 'mat'],
    ['1', 'mat'],
    ['M Ậ T', 'mat'],
    ['M\u00a0Ậ\u00a0T', 'mat'],
    ['m\u200bật', 'mat'],
    ['ＭẬＴ', 'mat'],
    ['Tối mật', 'toi_mat'],
    ['TỐI MẬT', 'toi_mat'],
    ['toi-mat', 'toi_mat'],
    ['toi_mat', 'toi_mat'],
    ['TốiMật', 'toi_mat'],
    ['T Ố I M Ậ T', 'toi_mat'],
    ['T Ố I   M Ậ T', 'toi_mat'],
    ['B', 'toi_mat'],
    ['2', 'toi_mat'],
    ['Tuyệt mật', 'tuyet_mat'],
    ['T.U.Y.Ệ.T M.Ậ.T', 'tuyet_mat'],
    ['T U Y Ệ T M Ậ T', 'tuyet_mat'],
    ['A', 'tuyet_mat'],
    ['3', 'tuyet_mat'],
  ])('%j is %s, in NFC and NFD', (written, grade) => {
    expect(readGrade(written)).toBe(grade);
    expect(readGrade(written.normalize('NFD'))).toBe(grade);
  });

  it.each([
    undefined,
    '',
    ' ',
    'khẩn',
    'thượng khẩn',
    '4',
    '01',
    'Mật?',
    'mật (C)',
    'thường/mật',
    'Không / Mật',
    'null',
    'constructor',
    '__proto__',
  ])('%j is unknown, never ordinary', (written) => {
    expect(readGrade(written)).toBe('unknown');
  });

  it('call three grades secret', () => {
    expect((['mat', 'toi_mat', 'tuyet_mat'] as const).every(isSecret)).toBe(true);
    expect(isSecret('ordinary') || isSecret('unknown')).toBe(false);
  });

  it('read no chance text as ordinary', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const known = /^[\s._-]*(?:thuong|khong([\s._-]*mat)?|0|normal|ordinary)[\s._-]*$/i;
        fc.pre(!known.test(text));
        expect(readGrade(text)).not.toBe('ordinary');
      }),
      { seed },
    );
  });
});
