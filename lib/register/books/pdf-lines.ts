/** How wide a word is in the font and size at hand, in points. */
export type Measure = (word: string) => number;

/** Measuring is what drawing a book spends its time on, and words come again and again. */
export const remember = (measure: Measure): Measure => {
  const known = new Map<string, number>();
  return (word) => {
    const width = known.get(word) ?? measure(word);
    known.set(word, width);
    return width;
  };
};

/**
 * The longest beginning of a word that fits, up to a stroke or hyphen where it has one (codes of
 * documents do); at least one letter, or nothing would ever fit.
 */
const fitting = (word: string, width: number, measure: Measure): string => {
  const letters = [...word];
  let count = letters.length;
  while (count > 1 && measure(letters.slice(0, count).join('')) > width) count -= 1;
  const fits = letters.slice(0, count).join('');
  const stroke = Math.max(fits.lastIndexOf('/'), fits.lastIndexOf('-'));
  return stroke > 0 && count < letters.length ? fits.slice(0, stroke + 1) : fits;
};

/** A word in pieces that fit. */
const piecesOf = (word: string, width: number, measure: Measure): string[] => {
  const pieces: string[] = [];
  for (let rest = word; rest !== ''; ) {
    const piece = measure(rest) <= width ? rest : fitting(rest, width, measure);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
};

/** Breaks a text into lines between words, and inside a word only where it is wider than a line. */
export const breakLines = (text: string, width: number, measure: Measure): string[] => {
  const space = measure(' ');
  const lines: string[] = [];
  let taken = Number.POSITIVE_INFINITY;
  for (const word of text.split(/\s+/u).filter((part) => part !== ''))
    for (const [at, piece] of piecesOf(word, width, measure).entries()) {
      const needed = measure(piece);
      if (at === 0 && taken + space + needed <= width) {
        lines.push(`${lines.pop()} ${piece}`);
        taken += space + needed;
      } else {
        lines.push(piece);
        taken = needed;
      }
    }
  return lines;
};
