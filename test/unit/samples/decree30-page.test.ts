import { beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AdministrativeDocument,
  FieldBox,
} from '../../../lib/local/samples/decree30/administrative-document.ts';
import {
  type RenderedDocument,
  renderAdministrativeDocument,
} from '../../../lib/local/samples/decree30/decree30-page.ts';
import type { PlacedText } from '../../../lib/local/samples/decree30/page-canvas.ts';
import { SAMPLE_DOCUMENTS } from '../../../lib/local/samples/documents.vi.ts';
import { readPdfText } from './read-pdf-text.ts';

const createdAt = new Date('2026-11-23T01:15:00Z');
const A4 = { width: 595.28, height: 841.89 };
const MILLIMETRE = 72 / 25.4;

const letter: AdministrativeDocument = {
  letterhead: { issuer: ['ỦY BAN DÂN TỘC'] },
  notation: 'UBDT-VP',
  place: 'Hà Nội',
  typeName: 'Công văn',
  isLetter: true,
  abstract: 'thử cách trình bày của một công văn',
  urgency: 'hoa_toc',
  addressees: ['Ban Dân tộc các tỉnh'],
  body: ['Đoạn thứ nhất.', 'Đoạn thứ hai'],
  signer: {
    position: ['KT. BỘ TRƯỞNG, CHỦ NHIỆM', 'THỨ TRƯỞNG, PHÓ CHỦ NHIỆM'],
    name: 'Lê Văn Thử',
  },
  recipients: ['Như trên', 'Lưu: VT, VP'],
};

const texts = (rendered: RenderedDocument) => rendered.placed.map((placed) => placed.text.trim());
const find = (rendered: RenderedDocument, text: string): PlacedText => {
  const found = rendered.placed.find((placed) => placed.text.trim() === text);
  if (found === undefined) {
    throw new Error(`"${text}" is not on the page`);
  }
  return found;
};
const touches = (a: Omit<FieldBox, 'page'>, b: Omit<FieldBox, 'page'>) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const isInTopMargin = (text: PlacedText) => text.y > A4.height - 45;
const render = (changes: Partial<AdministrativeDocument> = {}) =>
  renderAdministrativeDocument({ ...letter, ...changes }, { createdAt });

describe('a document whose number and date are still to be given', () => {
  let rendered: RenderedDocument;
  beforeAll(async () => {
    rendered = await render();
  });

  it('leaves the place of the number blank between label and notation', () => {
    const { number } = rendered.signing ?? {};
    const label = find(rendered, 'Số:');
    const notation = find(rendered, '/UBDT-VP');
    expect(number?.x).toBeGreaterThanOrEqual(label.x + label.width - 0.01);
    expect((number?.x ?? 0) + (number?.width ?? 0)).toBeLessThanOrEqual(notation.x + 0.01);
  });

  it('leaves the line of place and date blank, level with the number', () => {
    expect(texts(rendered).join(' ')).not.toContain('Hà Nội,');
    const { date, number } = rendered.signing ?? {};
    expect(Math.abs((date?.y ?? 0) - (number?.y ?? 99))).toBeLessThan(1);
    expect(date?.x).toBeGreaterThan(A4.width * 0.4);
  });

  it('puts the handwriting between position and name, on their axis', () => {
    const { leader } = rendered.signing ?? {};
    const position = find(rendered, 'THỨ TRƯỞNG, PHÓ CHỦ NHIỆM');
    const name = find(rendered, 'Lê Văn Thử');
    expect((leader?.y ?? 0) + (leader?.height ?? 0)).toBeLessThan(position.y);
    expect(leader?.y).toBeGreaterThan(name.y + name.height);
    expect((leader?.x ?? 0) + (leader?.width ?? 0) / 2).toBeCloseTo(name.x + name.width / 2, 1);
  });

  it('gives the seal its real size over the left third of the handwriting', () => {
    const { agency, leader } = rendered.signing ?? {};
    expect((agency?.width ?? 0) / MILLIMETRE).toBeCloseTo(35, 1);
    expect(agency?.height).toBe(agency?.width);
    const covered = (agency?.x ?? 0) + (agency?.width ?? 0) - (leader?.x ?? 0);
    expect(covered / (leader?.width ?? 1)).toBeCloseTo(1 / 3, 2);
  });

  it('has no fields once number and date are printed', async () => {
    const issued = await render({ documentCode: '12/UBDT-VP', issuedOn: '2026-02-05' });
    expect(issued.signing).toBeUndefined();
    expect(texts(issued)).toContain('Số: 12/UBDT-VP');
    expect(texts(issued)).toContain('Hà Nội, ngày 05 tháng 02 năm 2026');
  });
});

describe('the layout of Decree 30/2020', () => {
  it('ends the text with the closing sign and names the recipients', async () => {
    const rendered = await render();
    expect(texts(rendered)).toContain('hai./.');
    const words = texts(rendered).join(' ');
    expect(words).toContain('Nơi nhận: - Như trên; - Lưu: VT, VP.');
  });

  it.each([
    ['khan', 'KHẨN'],
    ['thuong_khan', 'THƯỢNG KHẨN'],
    ['hoa_toc', 'HỎA TỐC'],
  ] as const)('stamps %s on the left of the first page', async (urgency, stamp) => {
    const placed = find(await render({ urgency }), stamp);
    expect(placed.page).toBe(0);
    expect(placed.x + placed.width).toBeLessThan(A4.width / 2);
  });

  it('stamps nothing on an ordinary document', async () => {
    expect(texts(await render({ urgency: 'thuong' })).join(' ')).not.toContain('KHẨN');
  });

  it('numbers pages from the second, in the top margin', async () => {
    const body = Array.from({ length: 44 }, (_, index) => `Đoạn ${index}. ${'chữ '.repeat(30)}`);
    const rendered = await render({ body });
    expect(rendered.pageCount).toBeGreaterThan(2);
    const numbers = rendered.placed.filter(isInTopMargin);
    expect(numbers.map((placed) => placed.text)).toEqual(
      Array.from({ length: rendered.pageCount - 1 }, (_, index) => String(index + 2)),
    );
  });

  it.each(Array.from({ length: 12 }, (_, index) => [index + 12]))(
    'carries at least two lines of text over to the page of the signature (%i paragraphs)',
    async (count) => {
      const body = [...Array<string>(count).fill('Một dòng.'), 'chữ '.repeat(70).trim()];
      const rendered = await render({ body });
      const recipients = find(rendered, 'Nơi nhận:');
      const above = rendered.placed.filter(
        (text) => text.page === recipients.page && text.y > recipients.y && !isInTopMargin(text),
      );
      const lines = new Set(above.map((text) => Math.round(text.y)));
      expect(lines.size).toBeGreaterThanOrEqual(2);
    },
  );

  it('never leaves a heading behind at the foot of a page', async () => {
    for (let count = 14; count < 26; count += 1) {
      const body = [...Array<string>(count).fill('Một dòng.'), '**Đề mục**', 'Đoạn cuối'];
      const rendered = await render({ body });
      expect(find(rendered, 'Đề').page).toBe(find(rendered, 'Đoạn').page);
    }
  });

  it('fits any number of recipients without touching the seal', async () => {
    const recipients = Array.from(
      { length: 14 },
      (_, i) => `Đơn vị thứ ${i} có một cái tên khá dài`,
    );
    const rendered = await render({ recipients });
    const { agency } = rendered.signing ?? {};
    const rows = rendered.placed.filter((placed) => placed.text.startsWith('- '));
    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(agency && rows.some((row) => touches(row, agency))).toBe(false);
  });
});

describe('every sample page', () => {
  const rendered = new Map<string, RenderedDocument>();
  beforeAll(async () => {
    for (const sample of SAMPLE_DOCUMENTS) {
      rendered.set(sample.key, await renderAdministrativeDocument(sample, { createdAt }));
    }
  });
  const cases = SAMPLE_DOCUMENTS.map((sample) => [sample.key]);
  const of = (key: string) => {
    const found = rendered.get(key);
    if (found === undefined) {
      throw new Error(`${key} was not rendered`);
    }
    return found;
  };

  it.each(cases)('%s gives back its text, letter by letter, in composed Unicode', (key) => {
    const { pdf, placed, pageCount } = of(key);
    const pages = readPdfText(pdf).map((page) => page.replaceAll('\n', ''));
    expect(pages).toHaveLength(pageCount);
    for (const [index, page] of pages.entries()) {
      const drawn = placed.filter((text) => text.page === index).map((text) => text.text);
      expect(page).toBe(drawn.join(''));
      expect(page).toBe(page.normalize('NFC'));
    }
  });

  it.each(cases)('%s can be searched: words are parted by spaces', (key) => {
    const [text = ''] = readPdfText(of(key).pdf);
    const sample = SAMPLE_DOCUMENTS.find((one) => one.key === key);
    const opening = sample?.body[0]?.replaceAll('**', '').split(' ').slice(0, 3).join(' ');
    expect(text.replaceAll('\n', '')).toContain(opening);
  });

  it.each(cases)('%s keeps all text inside the page and its margins', (key) => {
    for (const text of of(key).placed) {
      expect(text.x).toBeGreaterThanOrEqual(30 * MILLIMETRE - 0.5);
      expect(text.x + text.width).toBeLessThanOrEqual(A4.width - 15 * MILLIMETRE + 3.6);
      expect(text.y).toBeGreaterThan(10);
      expect(text.y + text.height).toBeLessThan(A4.height - 10);
    }
  });

  it.each(cases)('%s never draws one text over another', (key) => {
    const { placed } = of(key);
    const clashes = placed.flatMap((text, index) =>
      placed
        .slice(index + 1)
        .filter((other) => other.page === text.page && touches(shrink(text), shrink(other)))
        .map((other) => [text.text, other.text]),
    );
    expect(clashes).toEqual([]);
  });

  it.each(cases)('%s is printed on embedded Tinos faces only and says it is a sample', (key) => {
    const { pdf, placed, pageCount } = of(key);
    const names = [...pdf.toString('latin1').matchAll(/\/BaseFont \/([^\s/]+)/g)].map((m) => m[1]);
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => /^[A-Z]{6}\+Tinos-/.test(name ?? ''))).toBe(true);
    const notes = placed.filter((text) => text.text.startsWith('Bản mẫu trình diễn'));
    expect(notes).toHaveLength(pageCount);
  });

  it.each(
    SAMPLE_DOCUMENTS.filter((sample) => sample.entry === 'approved').map((sample) => [sample.key]),
  )('%s has its four fields inside the page and clear of all text', (key) => {
    const { signing, placed } = of(key);
    const boxes = Object.values(signing ?? {});
    expect(boxes).toHaveLength(4);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThan(0);
      expect(box.y).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThanOrEqual(A4.width);
      expect(box.y + box.height).toBeLessThanOrEqual(A4.height);
      const hit = placed.filter((text) => text.page === box.page && touches(shrink(text), box));
      expect(hit.map((text) => text.text)).toEqual([]);
    }
  });

  it('comes out byte for byte the same, whatever was rendered before it', async () => {
    for (const sample of SAMPLE_DOCUMENTS.slice(-3)) {
      const again = await renderAdministrativeDocument(sample, { createdAt });
      expect(again.pdf.equals(of(sample.key).pdf)).toBe(true);
    }
  });

  it('differs when the creation date differs', async () => {
    const [first] = SAMPLE_DOCUMENTS;
    if (first === undefined) {
      throw new Error('there are no samples');
    }
    const later = await renderAdministrativeDocument(first, { createdAt: new Date(0) });
    expect(later.pdf.equals(of(first.key).pdf)).toBe(false);
  });
});

/** Line boxes hold room above capitals; ink is nearer to the baseline. */
function shrink(text: PlacedText): PlacedText {
  return {
    ...text,
    x: text.x + 0.5,
    width: text.width - 4.5,
    y: text.y + text.height * 0.15,
    height: text.height * 0.68,
  };
}
