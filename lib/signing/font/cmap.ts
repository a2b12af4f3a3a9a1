import { SigningRefusedError } from '../errors.ts';

/** Finds the Unicode subtable of format 4 (characters up to U+FFFF), which every text font has. */
const findSubtable = (cmap: Buffer): Buffer => {
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i++) {
    const at = 4 + i * 8;
    const platform = cmap.readUInt16BE(at);
    const encoding = cmap.readUInt16BE(at + 2);
    const subtable = cmap.subarray(cmap.readUInt32BE(at + 4));
    const isUnicode = platform === 0 || (platform === 3 && encoding === 1);
    if (isUnicode && subtable.readUInt16BE(0) === 4) return subtable;
  }
  throw new SigningRefusedError('FONT_UNSUPPORTED', 'the font has no Unicode character map');
};

/** Character → glyph, from a format 4 subtable (OpenType, cmap). */
export const readCmap = (cmap: Buffer): Map<number, number> => {
  const table = findSubtable(cmap);
  const segments = table.readUInt16BE(6) / 2;
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < segments; segment++) {
    const end = table.readUInt16BE(14 + segment * 2);
    const start = table.readUInt16BE(16 + (segments + segment) * 2);
    const delta = table.readUInt16BE(16 + (2 * segments + segment) * 2);
    const rangeAt = 16 + (3 * segments + segment) * 2;
    const range = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const listed = range === 0 ? code : table.readUInt16BE(rangeAt + range + (code - start) * 2);
      if (listed !== 0) glyphs.set(code, (listed + delta) & 0xffff);
    }
  }
  return glyphs;
};
