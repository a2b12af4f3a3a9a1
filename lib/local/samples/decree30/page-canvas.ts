import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { PAGE } from './page-geometry.ts';

export type FontName = 'regular' | 'bold' | 'italic' | 'bold-italic';

export interface TextStyle {
  readonly font: FontName;
  /** Points. */
  readonly size: number;
  readonly color?: string;
}

/** One drawn text with its box, in points from the bottom left. */
export interface PlacedText {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const require = createRequire(import.meta.url);
const FONT_FILES: Record<FontName, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};
/** Ascent and descent of the face (Times metrics), as parts of the size. */
export const ASCENT = 0.891;
export const DESCENT = 0.216;

/**
 * Parsed faces, shared by all documents of the process: parsing one takes longer than a page.
 * pdfkit takes a parsed face wherever it takes a path, but hands none out, hence the inner field.
 */
const parsedFaces = new Map<FontName, PDFKit.Mixins.PDFFontSource>();

function loadFace(font: FontName): PDFKit.Mixins.PDFFontSource {
  const known = parsedFaces.get(font);
  if (known !== undefined) {
    return known;
  }
  const path = require.resolve(`@expo-google-fonts/tinos/${FONT_FILES[font]}`);
  const opened = new PDFDocument({ font: path, autoFirstPage: false }) as unknown as {
    readonly _font: { readonly font: PDFKit.Mixins.PDFFontSource };
  };
  const face = opened._font.font;
  nameGlyphs(face);
  parsedFaces.set(font, face);
  return face;
}

/**
 * A face remembers for each glyph the characters it was first asked for, and ToUnicode is written
 * from that. Embedding asks for the parts of accented letters by number alone, which would leave
 * the plain letters of the next document without characters: so every letter is asked for first.
 */
function nameGlyphs(face: PDFKit.Mixins.PDFFontSource): void {
  (face as unknown as { layout(text: string): unknown }).layout(ALPHABET);
}

const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VOWELS = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
/** All letters and signs the samples may use, space-separated lest neighbours form a ligature. */
const ALPHABET = [
  ...ASCII,
  ...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))),
  ...'đĐ“”‘’–—…',
].join(' ');

export interface CanvasOptions {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Becomes CreationDate and, with the titles, the file identifier: same input, same bytes. */
  readonly createdAt: Date;
}

/** Pages with text set at baselines, measured from the top left; keeps a record of every text drawn. */
export class PageCanvas {
  readonly placed: PlacedText[] = [];
  page = 0;
  readonly #document: PDFKit.PDFDocument;
  readonly #bytes: Promise<Buffer>;

  constructor(options: CanvasOptions) {
    this.#document = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      pdfVersion: '1.7',
      lang: 'vi-VN',
      displayTitle: true,
      // No standard face is opened, so none is embedded beside ours.
      font: '',
      info: {
        Title: options.title,
        Author: options.author,
        Subject: options.subject,
        Creator: 'vanthu',
        Producer: 'vanthu',
        CreationDate: options.createdAt,
      },
    });
    for (const font of Object.keys(FONT_FILES) as FontName[]) {
      this.#document.registerFont(font, loadFace(font));
    }
    this.#bytes = collect(this.#document);
  }

  addPage(): void {
    this.#document.addPage();
    this.page += 1;
  }

  widthOf(text: string, style: TextStyle): number {
    return this.#document.font(style.font).fontSize(style.size).widthOfString(text);
  }

  /** Draws at a baseline and returns the width. */
  drawText(text: string, x: number, baseline: number, style: TextStyle): number {
    const width = this.widthOf(text, style);
    this.#document
      .fillColor(style.color ?? 'black')
      .text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    this.placed.push({
      page: this.page,
      text,
      x,
      y: PAGE.height - baseline - DESCENT * style.size,
      width,
      height: (ASCENT + DESCENT) * style.size,
    });
    return width;
  }

  drawCentred(text: string, centre: number, baseline: number, style: TextStyle): number {
    const width = this.widthOf(text, style);
    return this.drawText(text, centre - width / 2, baseline, style);
  }

  drawRule(centre: number, y: number, width: number): void {
    this.#document
      .lineWidth(0.75)
      .strokeColor('black')
      .moveTo(centre - width / 2, y)
      .lineTo(centre + width / 2, y)
      .stroke();
  }

  drawFrame(x: number, y: number, width: number, height: number, color: string): void {
    this.#document.lineWidth(1.2).strokeColor(color).rect(x, y, width, height).stroke();
  }

  async finish(): Promise<Buffer> {
    this.#document.end();
    return await this.#bytes;
  }
}

async function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('error', reject);
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
}
