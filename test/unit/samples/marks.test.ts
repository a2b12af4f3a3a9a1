import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { renderSealMark } from '../../../lib/local/samples/marks/seal-mark.ts';
import { renderSignatureMark } from '../../../lib/local/samples/marks/signature-mark.ts';
import { letterStrokes } from '../../../lib/local/samples/marks/stroke-letters.ts';

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly dotsPerMetre: number;
  readonly alphaAt: (x: number, y: number) => number;
  readonly colours: ReadonlySet<string>;
  readonly inkShare: number;
}

function decodePng(png: Buffer): Decoded {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  expect([...header.subarray(8)]).toEqual([8, 6, 0, 0, 0]);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const offset = (x: number, y: number) => y * (width * 4 + 1) + 1 + x * 4;
  const colours = new Set<string>();
  let inked = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = offset(x, y);
      if ((rows[at + 3] ?? 0) > 0) {
        colours.add([...rows.subarray(at, at + 3)].join(' '));
        inked += 1;
      }
    }
  }
  return {
    width,
    height,
    dotsPerMetre: (chunks.get('pHYs') ?? Buffer.alloc(9)).readUInt32BE(0),
    alphaAt: (x, y) => rows[offset(x, y) + 3] ?? 0,
    colours,
    inkShare: inked / (width * height),
  };
}

describe('the seal of the demonstration', () => {
  const seal = decodePng(renderSealMark());

  it('is 35 mm across at the density it states', () => {
    expect(seal.width).toBe(seal.height);
    expect((seal.width / seal.dotsPerMetre) * 1000).toBeCloseTo(35, 1);
  });

  it('is one red ink on a transparent ground', () => {
    expect(seal.colours.size).toBe(1);
    const [red = 0, green = 0, blue = 0] = [...seal.colours][0]?.split(' ').map(Number) ?? [];
    expect(red).toBeGreaterThan(180);
    expect(Math.max(green, blue)).toBeLessThan(60);
    expect(seal.alphaAt(0, 0)).toBe(0);
    expect(seal.inkShare).toBeLessThan(0.4);
  });

  it('has a rim all around and a star in the middle', () => {
    const middle = Math.round(seal.width / 2);
    const rim = Math.round(seal.width * 0.018);
    for (const [x, y] of [
      [rim, middle],
      [seal.width - rim, middle],
      [middle, rim],
      [middle, seal.height - rim],
      [middle, Math.round(seal.height * 0.445)],
    ] as const) {
      expect(seal.alphaAt(x, y)).toBeGreaterThan(200);
    }
  });
});

describe('the handwriting of the demonstration', () => {
  it('is one blue ink on a transparent ground, sized for its field', () => {
    const mark = decodePng(renderSignatureMark('Nguyễn Văn Mẫu'));
    expect((mark.width / mark.dotsPerMetre) * 1000).toBeCloseTo((140 / 72) * 25.4, 1);
    const [red = 0, , blue = 0] = [...mark.colours][0]?.split(' ').map(Number) ?? [];
    expect(mark.colours.size).toBe(1);
    expect(blue).toBeGreaterThan(red + 80);
    expect(mark.inkShare).toBeGreaterThan(0.02);
    expect(mark.inkShare).toBeLessThan(0.2);
    expect(mark.alphaAt(0, 0)).toBe(0);
  });

  it('is the same for the same name, however it is encoded, and differs between names', () => {
    const mark = renderSignatureMark('Nguyễn Văn Mẫu');
    expect(renderSignatureMark('Nguyễn Văn Mẫu'.normalize('NFD')).equals(mark)).toBe(true);
    expect(renderSignatureMark('Lê Văn Thử').equals(mark)).toBe(false);
  });
});

describe('stroke letters', () => {
  it('draw every Vietnamese mark as a line of its own', () => {
    const [plain] = letterStrokes('A');
    const [breve] = letterStrokes('Ă');
    const [both] = letterStrokes('Ẫ');
    expect(breve?.lines.length).toBe((plain?.lines.length ?? 0) + 1);
    expect(both?.lines.length).toBe((plain?.lines.length ?? 0) + 2);
    expect(letterStrokes('Đ')[0]?.lines.length).toBe(2);
    expect(letterStrokes('Ư')[0]?.lines.length).toBe(2);
  });

  it('refuse a letter they have no shape for', () => {
    expect(() => letterStrokes('漢')).toThrow(RangeError);
  });
});
