import { SigningRefusedError } from '../errors.ts';
import { readCmap } from './cmap.ts';

interface Table {
  readonly offset: number;
  readonly length: number;
}

const unsupported = (message: string, cause?: unknown): SigningRefusedError =>
  new SigningRefusedError('FONT_UNSUPPORTED', message, cause);

const readDirectory = (bytes: Buffer): Map<string, Table> => {
  const tables = new Map<string, Table>();
  const count = bytes.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const at = 12 + i * 16;
    tables.set(bytes.toString('latin1', at, at + 4), {
      offset: bytes.readUInt32BE(at + 8),
      length: bytes.readUInt32BE(at + 12),
    });
  }
  return tables;
};

/** Name 6 of the name table: the PostScript name, as a PDF wants it. */
const readPostScriptName = (name: Buffer): string => {
  const count = name.readUInt16BE(2);
  const storage = name.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const at = 6 + i * 12;
    if (name.readUInt16BE(at + 6) !== 6) continue;
    const start = storage + name.readUInt16BE(at + 10);
    const text = name.subarray(start, start + name.readUInt16BE(at + 8)).toString('latin1');
    return text.replace(/[^A-Za-z0-9-]/g, '');
  }
  return 'Font';
};

/** A TrueType font (glyf outlines) as far as drawing a line of text with it needs. */
export class TrueTypeFont {
  readonly bytes: Buffer;
  readonly unitsPerEm: number;
  readonly box: readonly number[];
  readonly ascent: number;
  readonly descent: number;
  readonly italicAngle: number;
  readonly glyphCount: number;
  readonly postScriptName: string;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #glyphs: ReadonlyMap<number, number>;
  readonly #longOffsets: boolean;
  readonly #metricCount: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#tables = readDirectory(bytes);
    const head = this.requireTable('head');
    const hhea = this.requireTable('hhea');
    this.unitsPerEm = head.readUInt16BE(18);
    this.box = [36, 38, 40, 42].map((at) => head.readInt16BE(at));
    this.#longOffsets = head.readInt16BE(50) === 1;
    this.ascent = hhea.readInt16BE(4);
    this.descent = hhea.readInt16BE(6);
    this.#metricCount = hhea.readUInt16BE(34);
    this.glyphCount = this.requireTable('maxp').readUInt16BE(4);
    this.italicAngle = this.requireTable('post').readInt32BE(4) / 65_536;
    this.postScriptName = readPostScriptName(this.requireTable('name'));
    this.#glyphs = readCmap(this.requireTable('cmap'));
  }

  table(tag: string): Buffer | undefined {
    const table = this.#tables.get(tag);
    return table && this.bytes.subarray(table.offset, table.offset + table.length);
  }

  requireTable(tag: string): Buffer {
    const table = this.table(tag);
    if (!table) throw unsupported(`the font has no ${tag} table`);
    return table;
  }

  /** The glyph of a character; 0 when the font has none. */
  glyphOf(codePoint: number): number {
    return this.#glyphs.get(codePoint) ?? 0;
  }

  /** Advance width in font units. */
  advanceOf(glyph: number): number {
    const row = Math.min(glyph, this.#metricCount - 1);
    return this.requireTable('hmtx').readUInt16BE(row * 4);
  }

  /** The outline of a glyph; empty for a space. */
  outlineOf(glyph: number): Buffer {
    const loca = this.requireTable('loca');
    const offset = (index: number): number =>
      this.#longOffsets ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2;
    return this.requireTable('glyf').subarray(offset(glyph), offset(glyph + 1));
  }
}

/** @throws SigningRefusedError FONT_UNSUPPORTED */
export const readFont = (bytes: Uint8Array): TrueTypeFont => {
  try {
    return new TrueTypeFont(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof SigningRefusedError) throw error;
    throw unsupported('the font cannot be read', error);
  }
};
