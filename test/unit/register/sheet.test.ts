import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { peopleOfSheet, type Sheet, sheetOf } from '../../../lib/register/sheet/sheet.ts';
import { sheetHtml } from '../../../lib/register/sheet/sheet-html.ts';
import { sheetPdf } from '../../../lib/register/sheet/sheet-pdf.ts';
import { readPdfText } from '../samples/read-pdf-text.ts';
import { NOW, type StateName, stateNames, states, withBlocks } from './document-states.ts';

const tinos = (face: string, file: string): Buffer =>
  readFileSync(
    new URL(`../../../node_modules/@expo-google-fonts/tinos/${face}/${file}`, import.meta.url),
  );
const fonts = {
  regular: tinos('400Regular', 'Tinos_400Regular.ttf'),
  bold: tinos('700Bold', 'Tinos_700Bold.ttf'),
  italic: tinos('400Regular_Italic', 'Tinos_400Regular_Italic.ttf'),
};

const people = new Map([
  ['ld1', { name: 'Nguyễn Văn Mẫu', role: 'Chủ nhiệm', unit: 'Lãnh đạo Ủy ban' }],
  ['cv1', { name: 'Trần Thị Ví Dụ', role: 'Vụ trưởng', unit: 'Vụ Tổng hợp' }],
]);
const facts = {
  documentCode: '7816/VPCP-TTĐT',
  abstract: 'Về việc kết nối, liên thông phần mềm quản lý văn bản',
  issuer: 'Văn phòng Chính phủ',
  issuedOn: '2026-11-20',
  urgency: 'hoa_toc' as const,
  addressees: [],
};
const assignment = {
  order: '0000000000000000|2026-11-23T18:00:00.000Z|e1',
  leadId: 'cv1',
  cooperatingIds: ['nobody-knows', 'cv1'],
  assignedBy: 'ld1',
  dueOn: '2026-12-05',
  direction: 'Giao Vụ Tổng hợp chủ trì, báo cáo trước ngày 05 tháng 12.',
};
const came = withBlocks(states.ordinary, { core: { facts } });
const directed = withBlocks(came, { core: { assignment } });
const agency = { name: 'Ủy ban Dân tộc', place: 'Hà Nội' };
const sheet = (state = directed, more: Partial<Sheet['agency']> = {}): Sheet =>
  sheetOf(state, { agency: { ...agency, ...more }, people, on: '2026-11-24' });

describe('The sheet of an incoming document (Art. 23, 24)', () => {
  it('fills the ĐẾN box with number, day of arrival and where it goes; the file code is left to write', () => {
    expect(sheet().stamp).toEqual([
      ['Số', '07'],
      ['Ngày', '23/11/2026'],
      ['Chuyển', 'Vụ Tổng hợp'],
      ['Số và ký hiệu HS', ''],
    ]);
  });

  it('names the document as the decree orders it: type, code, date, issuer', () => {
    expect(sheet().document).toBe(
      'Công văn số 7816/VPCP-TTĐT ngày 20 tháng 11 năm 2026 của Văn phòng Chính phủ',
    );
    expect(sheet().marks).toEqual(['HỎA TỐC']);
  });

  it('says what the leader directed, in whose words, and on which day in Vietnam', () => {
    const [direction] = sheet().sections;
    expect(direction).toMatchObject({
      said: assignment.direction,
      fields: [
        ['Giao đơn vị, cá nhân chủ trì', 'Vụ Tổng hợp (Trần Thị Ví Dụ)'],
        ['Giao đơn vị, cá nhân phối hợp', 'nobody-knows; Vụ Tổng hợp (Trần Thị Ví Dụ)'],
        ['Thời hạn giải quyết', '05/12/2026'],
      ],
      date: 'Ngày 24 tháng 11 năm 2026',
      signer: { title: 'Chủ nhiệm', name: 'Nguyễn Văn Mẫu' },
    });
    expect(peopleOfSheet(directed)).toEqual(['cv1', 'nobody-knows', 'ld1']);
  });

  it('takes the unit as the direction calls it', () => {
    const state = withBlocks(came, {
      core: { assignment: { ...assignment, leadUnit: 'Vụ Chính sách dân tộc' } },
    });
    expect(sheet(state).stamp[2]).toEqual(['Chuyển', 'Vụ Chính sách dân tộc']);
  });

  it('leaves everything to the pen where nothing was directed', () => {
    const { sections, stamp } = sheet(came);
    expect(sections.flatMap(({ fields }) => fields.map(([, value]) => value))).toEqual(
      Array.from({ length: 5 }, () => ''),
    );
    expect(sections.every(({ lines }) => lines > 0)).toBe(true);
    expect(stamp[2]).toEqual(['Chuyển', '']);
    expect(peopleOfSheet(came)).toEqual([]);
  });

  it('says of a document what became of it', () => {
    expect(sheet(withBlocks(came, states['given back'])).marks).toContain(
      'VĂN BẢN ĐÃ TRẢ LẠI NƠI GỬI',
    );
  });
});

describe('Who has a sheet', () => {
  const having: readonly StateName[] = [
    'ordinary',
    'of a given number',
    'of limited circulation',
    'recalled',
    'given back',
  ];
  it.each(stateNames)('%s: only a registered incoming document has one (R1)', (name) => {
    const state = states[name];
    if (state === undefined) return expect(having).not.toContain(name);
    const made = () => sheetOf(state, { agency, people, on: '2026-11-24' });
    if (having.includes(name)) expect(made().sections).toHaveLength(3);
    else expect(made).toThrow(expect.objectContaining({ code: 'NO_SHEET' }));
  });
});

describe('The sheet as a page to print', () => {
  const hostile = `<script>alert(1)</script>"'&<img src=x onerror=y>`;
  const texts = withBlocks(came, {
    core: {
      facts: { ...facts, documentCode: hostile, abstract: hostile, issuer: hostile },
      assignment: { ...assignment, leadUnit: hostile, direction: hostile, leadId: hostile },
    },
    numbering: { code: hostile },
  });

  it('lets no text become markup, wherever it stands', () => {
    const page = sheetHtml(sheet(texts, { name: hostile, place: hostile, banner: hostile }));
    expect(page).not.toMatch(/<script|<img/i);
    const tags = new Set([...page.matchAll(/<([a-z0-9]+)/gi)].map(([, tag]) => tag));
    expect([...tags].toSorted()).toEqual(
      'b body div footer h1 h2 head header html meta p section span strong style title'.split(' '),
    );
    expect(page.match(/alert\(1\)/g)?.length).toBeGreaterThan(8);
  });

  it('has every text of the sheet, on paper too', async () => {
    const [page] = readPdfText(await sheetPdf(sheet(), fonts, NOW));
    const printed = (page ?? '').replace(/\s+/g, ' ');
    const html = sheetHtml(sheet());
    for (const text of ['PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN', 'ĐẾN', 'Số và ký hiệu HS', 'HỎA TỐC']) {
      expect(printed).toContain(text);
      expect(html).toContain(text);
    }
    for (const word of `${facts.abstract} ${assignment.direction} Nguyễn Văn Mẫu`.split(' '))
      expect(printed).toContain(word);
  });

  it('has a ĐẾN box of exactly 50 × 35 mm (Appendix IV)', async () => {
    const pdf = (await sheetPdf(sheet(), fonts, NOW)).toString('latin1');
    const streams = [...pdf.matchAll(/FlateDecode\n[^>]*>>\nstream\n([\s\S]*?)\nendstream/g)];
    const drawn = streams
      .map(([, stream = '']) => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'))
      .find((content) => content.includes(' re\n'));
    const [, border, width, height] = (
      /([\d.]+) w\n[\d.]+ [\d.]+ ([\d.]+) ([\d.]+) re\n/.exec(drawn ?? '') ?? []
    ).map(Number);
    const millimetres = (points = 0) => ((points + (border ?? 0)) * 25.4) / 72;
    expect(millimetres(width)).toBeCloseTo(50, 2);
    expect(millimetres(height)).toBeCloseTo(35, 2);
  });

  it('goes on to a second page for a long direction, and never loses a word of it', async () => {
    const words = Array.from({ length: 380 }, (_, at) => `chữ${at}`);
    const state = withBlocks(came, {
      core: { assignment: { ...assignment, direction: words.join(' ') } },
    });
    const pages = readPdfText(await sheetPdf(sheet(state), fonts, NOW));
    expect(pages).toHaveLength(2);
    for (const word of words) expect(pages.join('')).toContain(word);
  });

  it('is the same file for the same sheet and instant', async () => {
    const [one, two] = await Promise.all([
      sheetPdf(sheet(), fonts, NOW),
      sheetPdf(sheet(), fonts, NOW),
    ]);
    expect(one.equals(two)).toBe(true);
  });
});
