import type { TrueTypeFont } from './truetype.ts';

const argsAreWords = 0x0001;
const hasScale = 0x0008;
const moreComponents = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

const transformBytes = (flags: number): number => {
  if (flags & hasScale) return 2;
  if (flags & hasTwoScales) return 4;
  return flags & hasMatrix ? 8 : 0;
};

/** Where a composite glyph names its components; Vietnamese letters are mostly composite. */
const componentPlaces = (outline: Buffer): number[] => {
  const places: number[] = [];
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return places;
  for (let at = 10; ; ) {
    const flags = outline.readUInt16BE(at);
    places.push(at + 2);
    at += 4 + (flags & argsAreWords ? 4 : 2) + transformBytes(flags);
    if (!(flags & moreComponents)) return places;
  }
};

/** The glyphs in their new order: .notdef first, then as asked, then components as they turn up. */
const collectGlyphs = (font: TrueTypeFont, wanted: Iterable<number>): Map<number, number> => {
  const order = new Map<number, number>();
  const add = (glyph: number): void => {
    if (!order.has(glyph)) order.set(glyph, order.size);
  };
  for (const glyph of [0, ...wanted]) add(glyph);
  // A Map visits what is added to it on the way.
  for (const glyph of order.keys()) {
    const outline = font.outlineOf(glyph);
    for (const at of componentPlaces(outline)) add(outline.readUInt16BE(at));
  }
  return order;
};

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

const renumbered = (outline: Buffer, order: ReadonlyMap<number, number>): Buffer => {
  const copy = Buffer.from(outline);
  for (const at of componentPlaces(outline)) {
    copy.writeUInt16BE(order.get(outline.readUInt16BE(at)) ?? 0, at);
  }
  return padded(copy);
};

const checksum = (table: Buffer): number => {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
};

const assemble = (tables: ReadonlyMap<string, Buffer>): Buffer => {
  const tags = [...tables.keys()].sort();
  const directory = Buffer.alloc(12 + tags.length * 16);
  const power = Math.floor(Math.log2(tags.length));
  directory.writeUInt32BE(0x0001_0000, 0);
  directory.writeUInt16BE(tags.length, 4);
  directory.writeUInt16BE(16 << power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tags.length - (1 << power)) * 16, 10);
  const bodies: Buffer[] = [];
  let offset = directory.length;
  for (const [index, tag] of tags.entries()) {
    const table = tables.get(tag) ?? Buffer.alloc(0);
    const body = padded(table);
    const at = 12 + index * 16;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(body), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([directory, ...bodies]);
};

export interface FontSubset {
  readonly bytes: Buffer;
  /** Glyph of the whole font → glyph of the subset. */
  readonly glyphs: ReadonlyMap<number, number>;
}

const withUInt16 = (table: Buffer, value: number, at: number): Buffer => {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
};

/** A font file with only these glyphs, numbered anew; the same glyphs always give the same bytes. */
export const subsetFont = (font: TrueTypeFont, wanted: Iterable<number>): FontSubset => {
  const glyphs = collectGlyphs(font, wanted);
  const outlines = [...glyphs.keys()].map((glyph) => renumbered(font.outlineOf(glyph), glyphs));
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  const metrics = Buffer.alloc(outlines.length * 4);
  let offset = 0;
  for (const [index, outline] of outlines.entries()) {
    loca.writeUInt32BE(offset, index * 4);
    offset += outline.length;
  }
  loca.writeUInt32BE(offset, outlines.length * 4);
  for (const [glyph, index] of glyphs) {
    metrics.writeUInt16BE(font.advanceOf(glyph), index * 4);
    metrics.writeInt16BE(leftBearing(font.outlineOf(glyph)), index * 4 + 2);
  }
  const tables = new Map<string, Buffer>([
    ['glyf', Buffer.concat(outlines)],
    ['head', withUInt16(font.requireTable('head'), 1, 50)],
    ['hhea', withUInt16(font.requireTable('hhea'), outlines.length, 34)],
    ['hmtx', metrics],
    ['loca', loca],
    ['maxp', withUInt16(font.requireTable('maxp'), outlines.length, 4)],
  ]);
  for (const tag of ['cvt ', 'fpgm', 'prep']) {
    const table = font.table(tag);
    if (table) tables.set(tag, table);
  }
  return { bytes: assemble(tables), glyphs };
};

/** Tinos keeps each outline's left edge at its side bearing, as head's flag 1 promises. */
const leftBearing = (outline: Buffer): number => (outline.length < 10 ? 0 : outline.readInt16BE(2));
