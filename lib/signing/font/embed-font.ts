import { createHash } from 'node:crypto';
import { SigningRefusedError } from '../errors.ts';
import type { Revision } from '../pdf/revision.ts';
import { dict, name, type PdfRef, PdfString } from '../pdf/values.ts';
import { subsetFont } from './subset.ts';
import type { TrueTypeFont } from './truetype.ts';

/** A subset of a font inside a revision, ready to write some texts with. */
export interface EmbeddedFont {
  readonly ref: PdfRef;
  /** The text as a hexadecimal string for `Tj`. */
  encode(text: string): string;
}

const charactersOf = (text: string): string[] => [...text.normalize('NFC')];

const glyphFor = (font: TrueTypeFont, char: string): number => {
  const glyph = font.glyphOf(char.codePointAt(0) ?? 0);
  if (glyph === 0) {
    throw new SigningRefusedError('TEXT_NOT_IN_FONT', 'a character of the text is not in the font');
  }
  return glyph;
};

/** Width of a text in points. */
export const widthOf = (font: TrueTypeFont, text: string, size: number): number => {
  const units = charactersOf(text).map((char) => font.advanceOf(glyphFor(font, char)));
  return (units.reduce((sum, width) => sum + width, 0) * size) / font.unitsPerEm;
};

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

const utf16Hex = (char: string): string => Buffer.from(char, 'utf16le').swap16().toString('hex');

/** Lets readers copy and search the text (ISO 32000-2, 9.10.3). */
const toUnicodeMap = (characters: readonly (readonly [glyph: number, char: string])[]): Buffer => {
  const lines = characters.map(([glyph, char]) => `<${hex4(glyph)}> <${utf16Hex(char)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return Buffer.from(
    [
      '/CIDInit /ProcSet findresource begin',
      '12 dict begin',
      'begincmap',
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
      '/CMapName /Adobe-Identity-UCS def',
      '/CMapType 2 def',
      '1 begincodespacerange',
      '<0000> <ffff>',
      'endcodespacerange',
      ...blocks,
      'endcmap',
      'CMapName currentdict /CMap defineresource pop',
      'end',
      'end',
    ].join('\n'),
    'latin1',
  );
};

/** Six capitals that name the subset, from its bytes (ISO 32000-2, 9.9.2). */
const subsetTag = (bytes: Buffer): string =>
  [...createHash('sha256').update(bytes).digest().subarray(0, 6)]
    .map((byte) => String.fromCharCode(65 + (byte % 26)))
    .join('');

const plain = (text: string): PdfString => new PdfString(Buffer.from(text, 'latin1'));

const symbolic = 4;
const italic = 64;

/** Writes the font file and its description; `toThousand` scales font units to glyph space. */
const addDescriptor = (
  revision: Revision,
  font: TrueTypeFont,
  file: Buffer,
  baseFont: string,
): PdfRef => {
  const toThousand = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
  const fontFile = revision.addStream(dict({ Length1: file.length }), file);
  return revision.add(
    dict({
      Type: name('FontDescriptor'),
      FontName: name(baseFont),
      Flags: font.italicAngle === 0 ? symbolic : symbolic + italic,
      FontBBox: font.box.map(toThousand),
      ItalicAngle: Math.round(font.italicAngle),
      Ascent: toThousand(font.ascent),
      Descent: toThousand(font.descent),
      CapHeight: toThousand(font.ascent),
      StemV: 80,
      FontFile2: fontFile,
    }),
  );
};

/**
 * Embeds what a text needs of a font as a composite font with Identity-H, so that every
 * Vietnamese letter shows alike everywhere.
 * @throws SigningRefusedError TEXT_NOT_IN_FONT
 */
export const embedFont = (revision: Revision, font: TrueTypeFont, text: string): EmbeddedFont => {
  const characters = [...new Set(charactersOf(text))].sort();
  const wanted = new Map(characters.map((char) => [char, glyphFor(font, char)] as const));
  const subset = subsetFont(font, wanted.values());
  const codes = new Map(
    [...wanted].map(([char, glyph]) => [char, subset.glyphs.get(glyph) ?? 0] as const),
  );
  const baseFont = `${subsetTag(subset.bytes)}+${font.postScriptName}`;
  const widths = [...subset.glyphs.keys()].map((glyph) =>
    Math.round((font.advanceOf(glyph) * 1000) / font.unitsPerEm),
  );
  const descendant = revision.add(
    dict({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: name(baseFont),
      CIDSystemInfo: dict({
        Registry: plain('Adobe'),
        Ordering: plain('Identity'),
        Supplement: 0,
      }),
      FontDescriptor: addDescriptor(revision, font, subset.bytes, baseFont),
      DW: 0,
      W: [0, widths],
      CIDToGIDMap: name('Identity'),
    }),
  );
  const ref = revision.add(
    dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: name(baseFont),
      Encoding: name('Identity-H'),
      DescendantFonts: [descendant],
      ToUnicode: revision.addStream(
        new Map(),
        toUnicodeMap([...codes].map(([char, code]) => [code, char] as const)),
      ),
    }),
  );
  return {
    ref,
    encode: (line) =>
      `<${charactersOf(line)
        .map((char) => hex4(codes.get(char) ?? 0))
        .join('')}>`,
  };
};
