import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldToGsm7, measureSms } from '../../../lib/notices/gsm7.ts';
import {
  type NoticeContent,
  renderTemplate,
  templateIds,
} from '../../../lib/notices/templates.vi.ts';
import { ARRIVAL } from './sample-documents.ts';

const base: NoticeContent = {
  urgency: 'thuong',
  arrivalNumber: '1234',
  code: '7816/VPCP-TTĐT',
  issuedOn: '2026-11-20',
  issuer: 'Văn phòng Chính phủ',
  abstract: 'Kết nối liên thông',
  dueOn: '2026-12-05',
  arrivedAt: ARRIVAL,
};
const urgent: NoticeContent = {
  ...base,
  urgency: 'hoa_toc',
  arrivalNumber: '1235',
  code: '299/UBND-TTHC',
  issuer: 'UBND tỉnh Quảng Ngãi',
};

describe('the texts agreed with the office', () => {
  test('arrival', () => {
    expect(renderTemplate('arrival', base)).toBe(
      'VB den 1234: 7816/VPCP-TTDT ngay 20/11/2026, Van phong Chinh phu. Ket noi lien thong. Han xu ly 05/12.',
    );
  });

  test('hoả tốc', () => {
    expect(renderTemplate('hoa_toc', urgent)).toBe(
      'HOA TOC. VB den 1235: 299/UBND-TTHC ngay 20/11, UBND tinh Quang Ngai. Ket noi lien thong. De nghi xu ly ngay (den luc 22:41).',
    );
  });

  test('reminder', () => {
    expect(renderTemplate('hoa_toc_reminder', urgent)).toBe(
      'NHAC LAI: HOA TOC, VB den 1235, 299/UBND-TTHC, UBND tinh Quang Ngai, gui luc 22:41 20/11 chua duoc mo. De nghi xu ly ngay hoac giao nguoi thay.',
    );
  });

  test('recall with a replacement', () => {
    const recalled: NoticeContent = {
      ...base,
      code: '935/UBDT-TTTT',
      issuedOn: '2026-09-11',
      issuer: 'Uỷ ban Dân tộc',
      replacementCode: '941/UBDT-TTTT',
    };
    expect(renderTemplate('recalled', recalled)).toBe(
      'THU HOI: VB 935/UBDT-TTTT ngay 11/09/2026, Uy ban Dan toc (so den 1234) da bi thu hoi. De nghi khong su dung, khong luu hanh. Thay bang 941/UBDT-TTTT.',
    );
  });

  test('neutral', () => {
    expect(renderTemplate('neutral', base)).toBe(
      'Co van ban can nhan truc tiep tai Van thu co quan. De nghi lien he Van thu trong gio lam viec.',
    );
  });
});

describe('what a text says', () => {
  test('the neutral texts take nothing from the document', () => {
    const other = { ...urgent, abstract: 'khác', issuer: 'khác', code: '1/X' };
    for (const template of ['neutral', 'neutral_reminder'] as const) {
      expect(renderTemplate(template, base)).toBe(renderTemplate(template, other));
    }
  });

  test.each([
    ['khan', 'KHAN. VB den 1234'],
    ['thuong_khan', 'THUONG KHAN. VB den 1234'],
  ] as const)('the grade %s stands first', (urgency, beginning) => {
    expect(renderTemplate('arrival', { ...base, urgency })).toMatch(new RegExp(`^${beginning}`));
  });

  test('a document without number, date, abstract and due date still reads as a sentence', () => {
    const { arrivalNumber: _n, code: _c, issuedOn: _i, abstract: _a, dueOn: _d, ...rest } = base;
    expect(renderTemplate('arrival', rest)).toBe('VB den: khong so, Van phong Chinh phu.');
  });

  test('a due date of another year is written with its year', () => {
    expect(renderTemplate('arrival', { ...base, dueOn: '2027-01-05' })).toMatch(
      /Han xu ly 05\/01\/2027\.$/,
    );
  });

  test('an urgent document of another year is written with its year', () => {
    expect(renderTemplate('hoa_toc', { ...urgent, issuedOn: '2025-12-31' })).toContain(
      'ngay 31/12/2025,',
    );
  });

  test('a replaced document is not called recalled', () => {
    expect(renderTemplate('replaced', { ...base, replacementCode: '9/X' })).toBe(
      'THAY THE: VB 7816/VPCP-TTDT ngay 20/11/2026, Van phong Chinh phu (so den 1234) da duoc thay the bang 9/X. De nghi khong su dung ban cu.',
    );
  });

  test('a link in an abstract is not passed on', () => {
    const text = renderTemplate('arrival', {
      ...base,
      abstract: 'Xem https://evil.example/a?b ngay',
    });
    expect(text).toContain('Xem (lien ket) ngay.');
  });

  test('an abstract that ends in a full stop gets no second one', () => {
    expect(renderTemplate('arrival', { ...base, abstract: 'Kết nối.' })).toContain('Ket noi. Han');
  });
});

describe('shortening', () => {
  const long = 'Về việc tăng cường kết nối liên thông phần mềm quản lý văn bản '.repeat(5);

  test('only the abstract is cut, at a word', () => {
    const text = renderTemplate('arrival', { ...base, abstract: long });
    const [, cut = ''] = /Chinh phu\. (.*)\.\.\. Han xu ly 05\/12\.$/.exec(text) ?? [];
    expect(foldToGsm7(long).startsWith(`${cut} `)).toBe(true);
    expect(text.length).toBeGreaterThan(145);
  });

  test('a long issuer is cut only when the abstract is gone', () => {
    const text = renderTemplate('arrival', { ...base, issuer: long, abstract: 'Kết nối' });
    expect(text).toContain('7816/VPCP-TTDT ngay 20/11/2026, Ve viec');
    expect(text).not.toContain('Ket noi.');
    expect(text).toMatch(/Han xu ly 05\/12\.$/);
  });

  const anyText = (maxLength: number) =>
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
      fc.string({
        unit: fc.constantFrom(...'Uỷ ban nhân dân tỉnh đ,./–'),
        minLength: 1,
        maxLength,
      }),
    );
  const date = fc.constantFrom('2026-01-05', '2026-12-31', '2031-02-28');
  const content = fc.record(
    {
      urgency: fc.constantFrom('thuong', 'khan', 'thuong_khan', 'hoa_toc'),
      issuer: anyText(300),
      arrivedAt: fc.constant(ARRIVAL),
      arrivalNumber: anyText(40),
      code: anyText(120),
      issuedOn: date,
      abstract: anyText(1_000),
      dueOn: date,
      signerName: anyText(300),
      replacementCode: anyText(120),
    },
    { requiredKeys: ['urgency', 'issuer', 'arrivedAt'] },
  );

  test.each(templateIds)('%s is one part of GSM-7 whatever the document says', (template) => {
    fc.assert(
      fc.property(content, (document) => {
        const text = renderTemplate(template, document as NoticeContent);
        expect(measureSms(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 });
        expect(text.length).toBeLessThanOrEqual(160);
      }),
      { numRuns: 300 },
    );
  });
});
