import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { exportPdf } from '../../../../lib/register/books/export-pdf.ts';
import { breakLines } from '../../../../lib/register/books/pdf-lines.ts';
import type { BookFonts } from '../../../../lib/register/books/pdf-page.ts';
import { readPdfText } from '../../samples/read-pdf-text.ts';
import { entryOf, incoming, numbered, printed, rowsOf } from './book-documents.ts';

const require = createRequire(import.meta.url);
const face = (file: string) => readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`));
const fonts: BookFonts = {
  regular: face('400Regular/Tinos_400Regular.ttf'),
  bold: face('700Bold/Tinos_700Bold.ttf'),
  italic: face('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
};
const pagesOf = async (rows = rowsOf([numbered(1)])): Promise<string[]> =>
  readPdfText(Buffer.from(await exportPdf(printed(rows), fonts)));

const many = (count: number) => rowsOf(Array.from({ length: count }, (_, at) => numbered(at + 1)));
/** Words of a page, however it breaks its lines. */
const words = (text: string | undefined): string => (text ?? '').replace(/\s+/gu, ' ');

describe('The printed book', () => {
  it('begins with a cover and repeats heads of columns, page head and number on each page', async () => {
    const [cover, ...pages] = await pagesOf(many(40));
    expect(words(cover)).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN Năm: 2026');
    expect(words(cover)).toContain('Từ số 01 đến số 40');
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, page] of pages.entries()) {
      expect(words(page)).toContain('Tác giả');
      expect(words(page)).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN – NĂM 2026');
      expect(words(page)).toContain(`Trang ${at + 2}/${pages.length + 1}`);
    }
  });

  it('holds every number exactly once and room for two signatures at its end', async () => {
    const pages = await pagesOf(many(40));
    const lines = pages.slice(1).flatMap((page) => page.split('\n'));
    for (let n = 1; n <= 40; n += 1)
      expect(lines.filter((line) => line === String(n).padStart(2, '0'))).toHaveLength(1);
    expect(words(pages.at(-1))).toContain('NGƯỜI GIỮ SỔ');
  });

  it('goes on over pages with a line that is longer than one, without losing a word', async () => {
    const abstract = Array.from({ length: 700 }, (_, at) => `từ${at}`).join(' ');
    const pages = await pagesOf(rowsOf([entryOf(incoming({}, { abstract }))]));
    const said = words(pages.join(' ')).match(/từ\d+/g) ?? [];
    expect(said.length).toBe(700);
    expect(pages.length).toBeGreaterThan(3);
  });

  it('of a month without documents says so', async () => {
    expect(words((await pagesOf([])).at(-1))).toContain('Không có văn bản nào');
  });

  it('is the same bytes for the same book', async () => {
    const [one, two] = await Promise.all([
      exportPdf(printed(many(3)), fonts),
      exportPdf(printed(many(3)), fonts),
    ]);
    expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0);
  });
});

describe('Breaking lines', () => {
  const measure = (text: string): number => [...text].length;

  it('breaks between words, and codes after a stroke or hyphen', () => {
    expect(breakLines('một hai ba bốn', 7, measure)).toEqual(['một hai', 'ba bốn']);
    expect(breakLines('299/UBND-TTHC', 10, measure)).toEqual(['299/UBND-', 'TTHC']);
  });

  it('ends, and loses nothing, where not even a letter fits', () => {
    expect(breakLines('dài', 0, measure).join('')).toBe('dài');
    expect(breakLines('', 10, measure)).toEqual([]);
  });
});
