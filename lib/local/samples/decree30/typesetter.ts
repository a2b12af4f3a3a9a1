import type { FontName, PageCanvas, TextStyle } from './page-canvas.ts';

interface Run {
  readonly text: string;
  readonly font: FontName;
}

/** One word; more than one run where the type changes inside it. */
type Word = readonly Run[];

export interface Line {
  readonly words: readonly Word[];
  readonly width: number;
}

const BOLD_TWIN: Record<FontName, FontName> = {
  regular: 'bold',
  bold: 'bold',
  italic: 'bold-italic',
  'bold-italic': 'bold-italic',
};

/** Splits `plain **bold** plain` into words. Breaks are at spaces only, never at a no-break space. */
function splitWords(text: string, font: FontName): Word[] {
  const words: Run[][] = [];
  let current: Run[] = [];
  text.split('**').forEach((part, index) => {
    const runFont = index % 2 === 1 ? BOLD_TWIN[font] : font;
    part.split(' ').forEach((piece, position) => {
      if (position > 0 && current.length > 0) {
        words.push(current);
        current = [];
      }
      if (piece !== '') {
        current.push({ text: piece, font: runFont });
      }
    });
  });
  return current.length > 0 ? [...words, current] : words;
}

function widthOfWord(canvas: PageCanvas, word: Word, style: TextStyle): number {
  return word.reduce((sum, run) => sum + canvas.widthOf(run.text, { ...style, font: run.font }), 0);
}

/** Part of the type size by which a gap may grow in a justified line. */
const GREATEST_STRETCH = 0.75;

export interface BreakOptions {
  readonly width: number;
  readonly firstLineIndent?: number;
}

/** First-fit line breaking. */
export function breakLines(
  canvas: PageCanvas,
  text: string,
  style: TextStyle,
  options: BreakOptions,
): Line[] {
  const space = canvas.widthOf(' ', style);
  const lines: Line[] = [];
  let words: Word[] = [];
  let width = 0;
  for (const word of splitWords(text, style.font)) {
    const wordWidth = widthOfWord(canvas, word, style);
    const limit = options.width - (lines.length === 0 ? (options.firstLineIndent ?? 0) : 0);
    if (words.length > 0 && width + space + wordWidth > limit) {
      lines.push({ words, width });
      words = [];
      width = 0;
    }
    width += (words.length > 0 ? space : 0) + wordWidth;
    words.push(word);
  }
  if (words.length > 0) {
    lines.push({ words, width });
  }
  return lines;
}

/** Breaks into as few lines as fit, then narrows the measure so that the lines are of like length. */
export function breakBalanced(
  canvas: PageCanvas,
  text: string,
  style: TextStyle,
  width: number,
): Line[] {
  const fewest = breakLines(canvas, text, style, { width });
  let best = fewest;
  for (let measure = width; measure > width / 3; measure -= 4) {
    const lines = breakLines(canvas, text, style, { width: measure });
    if (lines.length > fewest.length) {
      break;
    }
    best = lines;
  }
  return best;
}

/**
 * Draws a line word by word. Every space is drawn as a glyph, stretched lines too, so that the
 * text can be copied and searched.
 */
export function drawLine(
  canvas: PageCanvas,
  line: Line,
  at: { readonly x: number; readonly baseline: number; readonly stretchTo?: number },
  style: TextStyle,
): void {
  const gaps = line.words.length - 1;
  const space = canvas.widthOf(' ', style) + stretchOf(line, at.stretchTo, gaps, style);
  let x = at.x;
  line.words.forEach((word, index) => {
    word.forEach((run, position) => {
      const isWordEnd = position === word.length - 1 && index < gaps;
      const runStyle = { ...style, font: run.font };
      canvas.drawText(isWordEnd ? `${run.text} ` : run.text, x, at.baseline, runStyle);
      x += canvas.widthOf(run.text, runStyle);
    });
    x += space;
  });
}

/** Added to every gap of a justified line; a line that would gape stays ragged. */
function stretchOf(
  line: Line,
  stretchTo: number | undefined,
  gaps: number,
  style: TextStyle,
): number {
  if (stretchTo === undefined || gaps === 0) {
    return 0;
  }
  const stretch = (stretchTo - line.width) / gaps;
  return stretch > style.size * GREATEST_STRETCH ? 0 : stretch;
}

export function drawCentredLine(
  canvas: PageCanvas,
  line: Line,
  at: { readonly centre: number; readonly baseline: number },
  style: TextStyle,
): void {
  drawLine(canvas, line, { x: at.centre - line.width / 2, baseline: at.baseline }, style);
}
