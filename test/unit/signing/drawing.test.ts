import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { decodePng } from '../../../lib/signing/appearance/png.ts';
import { widthOf } from '../../../lib/signing/font/embed-font.ts';
import { subsetFont } from '../../../lib/signing/font/subset.ts';
import { readFont } from '../../../lib/signing/font/truetype.ts';
import { sealBoxFor } from '../../../lib/signing/layout.ts';
import { fonts, paintPng } from './support.ts';

const withCode = (code: string) => expect.objectContaining({ code });

describe('a font', () => {
  const font = readFont(fonts.regular);
  const letters = 'ĂÂĐÊÔƠƯăâđêôơưẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ';

  test('has a glyph for every Vietnamese letter', () => {
    expect([...letters].filter((char) => font.glyphOf(char.codePointAt(0) ?? 0) === 0)).toEqual([]);
  });

  test('has the metrics of Times: digits are half an em wide', () => {
    expect(widthOf(font, '2026', 10)).toBeCloseTo(20, 1);
    expect(font.postScriptName).toBe('Tinos-Regular');
    expect(readFont(fonts.italic).italicAngle).toBeLessThan(0);
  });

  test('cut down to some glyphs is a font with the same outlines and widths', () => {
    const wanted = [...'ngày ễ'].map((char) => font.glyphOf(char.codePointAt(0) ?? 0));
    const subset = subsetFont(font, wanted);
    // The table of characters is not needed inside a PDF; a reader needs one to open the file.
    const tables = ['head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf'];
    const directory = subset.bytes.subarray(12, 12 + 16 * subset.bytes.readUInt16BE(4));
    for (const tag of tables) expect(directory.includes(tag, 0, 'latin1')).toBe(true);
    expect(subset.bytes.length).toBeLessThan(font.bytes.length / 5);
    for (const glyph of wanted) expect(subset.glyphs.get(glyph)).toBeGreaterThan(0);
    // ễ is composed: its parts come along.
    expect(subset.glyphs.size).toBeGreaterThan(new Set(wanted).size + 1);
    expect(subsetFont(font, wanted).bytes.equals(subset.bytes)).toBe(true);
  });

  test('that is none is refused', () => {
    expect(() => readFont(Buffer.from('not a font at all, only text'))).toThrow(
      withCode('FONT_UNSUPPORTED'),
    );
  });
});

describe('a PNG', () => {
  const paint = (x: number, y: number) => [x * 10, y * 20, 5, x === y ? 255 : 0] as const;

  test.each([0, 1])('with row filter %i gives its colours and, apart, its alpha', (filter) => {
    const image = decodePng(paintPng(4, 3, paint, filter));
    expect(image).toMatchObject({ width: 4, height: 3, colors: 3 });
    expect([...image.samples.subarray((4 + 2) * 3, (4 + 3) * 3)]).toEqual([20, 20, 5]);
    expect([...(image.alpha ?? [])]).toEqual([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0]);
  });

  test('cut, of other depth, interlaced or too large is refused', () => {
    const good = paintPng(4, 3, paint);
    const changed = (at: number, value: number) => {
      const copy = Buffer.from(good);
      copy[at] = value;
      return copy;
    };
    const files = [good.subarray(0, 60), changed(24, 16), changed(28, 1), changed(18, 0x7f)];
    for (const file of [...files, Buffer.from('GIF89a')]) {
      expect(() => decodePng(file)).toThrow(withCode('IMAGE_UNSUPPORTED'));
    }
  });

  test('that inflates to more than its size promises is refused', () => {
    const good = paintPng(4, 3, paint);
    const bomb = deflateSync(Buffer.alloc(1_000_000));
    const at = good.indexOf('IDAT');
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bomb.length);
    const file = [good.subarray(0, at - 4), head, Buffer.from('IDAT'), bomb, Buffer.alloc(4)];
    expect(() => decodePng(Buffer.concat(file))).toThrow(withCode('IMAGE_UNSUPPORTED'));
  });
});

test('the seal covers the left third of the signature, at the same height', () => {
  const { page, rect } = sealBoxFor({ page: 2, rect: [300, 100, 420, 160] }, 90);
  expect({ page, rect }).toEqual({ page: 2, rect: [250, 85, 340, 175] });
});
