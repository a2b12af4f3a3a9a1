/** How wide a text is in the font and size at hand, in points. */
export type Measure = (text: string) => number;

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

/** Breaks a text into lines between words, and inside a word only where it is wider than a line. */
export const breakLines = (text: string, width: number, measure: Measure): string[] => {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/u).filter((word) => word !== '');
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') {
      lines.push(line);
      line = '';
      words.unshift(word);
      continue;
    }
    const piece = fitting(word, width, measure);
    lines.push(piece);
    if (piece.length < word.length) words.unshift(word.slice(piece.length));
  }
  return line === '' ? lines : [...lines, line];
};
