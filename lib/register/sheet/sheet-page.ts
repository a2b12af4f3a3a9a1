import PDFDocument from 'pdfkit';
import { showableText } from '../../kernel/escape-text.ts';

/** Faces with all Vietnamese letters, as TrueType files; Tinos has the widths of Times New Roman. */
export interface SheetFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
}
export type Face = keyof SheetFonts;

/** PDF points of so many millimetres. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export interface TextStyle {
  readonly face?: Face;
  /** Points. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Points from the left margin, and the width; the whole line when absent. */
  readonly x?: number;
  readonly width?: number;
  readonly indent?: number;
}

const MARGINS = { top: mm(20), right: mm(15), bottom: mm(20), left: mm(30) };
export const TEXT_WIDTH = mm(210) - MARGINS.left - MARGINS.right;
const LINE_GAP = 0.8;

/** An A4 page that is written from top to bottom and goes on to the next one by itself. */
export class SheetPage {
  readonly #doc: PDFKit.PDFDocument;
  #pages = 1;

  /** @param made instant that the file says it was made */
  constructor(fonts: SheetFonts, facts: { readonly title: string; readonly made: Date }) {
    this.#doc = new PDFDocument({
      size: 'A4',
      margins: MARGINS,
      // Else the library looks for a standard font on disk, which has no Vietnamese letters.
      font: Buffer.from(fonts.regular) as unknown as string,
      lang: 'vi-VN',
      displayTitle: true,
      info: { Title: facts.title, CreationDate: facts.made },
    });
    for (const face of ['regular', 'bold', 'italic'] as const)
      this.#doc.registerFont(face, Buffer.from(fonts[face]));
    this.#doc.on('pageAdded', () => this.#number());
  }

  /** Where the next line begins: points from the top of the page. */
  get y(): number {
    return this.#doc.y;
  }

  set y(points: number) {
    this.#doc.y = points;
  }

  space(millimetres: number): void {
    this.#doc.y += mm(millimetres);
  }

  /** Begins a new page when so much no longer fits on this one. */
  keep(points: number): void {
    if (this.#doc.y + points > this.#doc.page.height - MARGINS.bottom) this.#doc.addPage();
  }

  text(text: string, style: TextStyle = {}): void {
    const { face = 'regular', size = 13, align = 'left', x = 0, width, indent = 0 } = style;
    this.#doc
      .font(face)
      .fontSize(size)
      .text(showableText(text), MARGINS.left + x, this.#doc.y, {
        align,
        indent,
        lineGap: LINE_GAP,
        width: width ?? TEXT_WIDTH - x,
      });
  }

  /** Points a text is wide in a style. */
  widthOf(text: string, { face = 'regular', size = 13 }: TextStyle = {}): number {
    return this.#doc.font(face).fontSize(size).widthOfString(showableText(text));
  }

  /** The text as far as it fits into a width, with an ellipsis where it was cut. */
  cut(text: string, width: number, style: TextStyle): string {
    const letters = [...showableText(text)];
    if (this.widthOf(text, style) <= width) return letters.join('');
    let fits = letters.length;
    while (fits > 0 && this.widthOf(`${letters.slice(0, fits).join('')}…`, style) > width)
      fits -= 1;
    return `${letters.slice(0, fits).join('').trimEnd()}…`;
  }

  /** A box whose outer edges have exactly this size. */
  box(place: { x: number; y: number; width: number; height: number }, border: number): void {
    this.#doc
      .lineWidth(border)
      .rect(
        MARGINS.left + place.x + border / 2,
        place.y + border / 2,
        place.width - border,
        place.height - border,
      )
      .stroke();
  }

  /** A line to write on, or a ruled one. */
  line(from: number, to: number, y: number, kind: 'dotted' | 'ruled' = 'dotted'): void {
    this.#doc.save().lineWidth(0.7);
    if (kind === 'dotted') this.#doc.dash(0.8, { space: 1.8 });
    this.#doc
      .moveTo(MARGINS.left + from, y)
      .lineTo(MARGINS.left + to, y)
      .stroke()
      .restore();
  }

  /** @returns the whole file */
  end(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.#doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.#doc.on('end', () => resolve(Buffer.concat(chunks)));
      this.#doc.on('error', reject);
      this.#doc.end();
    });
  }

  /** Page numbers stand in the middle of the top margin, from the second page on (Appendix I). */
  #number(): void {
    this.#pages += 1;
    const { x, y } = this.#doc;
    this.#doc.page.margins.top = 0;
    this.#doc.font('regular').fontSize(13).text(String(this.#pages), MARGINS.left, mm(10), {
      width: TEXT_WIDTH,
      align: 'center',
      lineBreak: false,
    });
    this.#doc.page.margins.top = MARGINS.top;
    this.#doc.x = x;
    this.#doc.y = Math.max(y, MARGINS.top);
  }
}
