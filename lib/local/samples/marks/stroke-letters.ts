import type { Point } from './ink.ts';

/** Lines of a letter in a grid: baseline at 0, capitals 10 high, y upwards. */
export interface StrokeLetter {
  readonly width: number;
  readonly lines: readonly (readonly Point[])[];
}

const SHAPES: Record<string, string> = {
  A: '0,0 4,10 8,0|1.5,3.6 6.5,3.6',
  B: '0,0 0,10 3.6,10 5.6,9.3 6.2,7.7 5.6,6.1 3.6,5.3 0,5.3|3.6,5.3 6,4.5 6.8,2.7 6,0.8 3.8,0 0,0',
  C: '7.4,8 6,9.5 4,10 2,9.4 0.6,7.6 0,5 0.6,2.4 2,0.6 4,0 6,0.5 7.4,2',
  D: '0,0 0,10 3.2,10 5.6,9.1 7,7.2 7.5,5 7,2.8 5.6,0.9 3.2,0 0,0',
  E: '6,10 0,10 0,0 6,0|0,5.2 5,5.2',
  G: '7.4,8 6,9.5 4,10 2,9.4 0.6,7.6 0,5 0.6,2.4 2,0.6 4,0 6,0.5 7.4,2 7.4,4.6 4.6,4.6',
  H: '0,0 0,10|7,0 7,10|0,5.2 7,5.2',
  I: '0,0 0,10',
  K: '0,0 0,10|6.8,10 0,4.2|2,5.9 7,0',
  L: '0,10 0,0 6,0',
  M: '0,0 0,10 4.3,2.6 8.6,10 8.6,0',
  N: '0,0 0,10 7,0 7,10',
  O: '4,10 3,9.8 2,9.3 1.2,8.5 0.5,7.5 0.1,6.3 0,5 0.1,3.7 0.5,2.5 1.2,1.5 2,0.7 3,0.2 4,0 5,0.2 6,0.7 6.8,1.5 7.5,2.5 7.9,3.7 8,5 7.9,6.3 7.5,7.5 6.8,8.5 6,9.3 5,9.8 4,10',
  P: '0,0 0,10 3.8,10 5.8,9.2 6.5,7.4 5.8,5.6 3.8,4.8 0,4.8',
  Q: '4,10 3,9.8 2,9.3 1.2,8.5 0.5,7.5 0.1,6.3 0,5 0.1,3.7 0.5,2.5 1.2,1.5 2,0.7 3,0.2 4,0 5,0.2 6,0.7 6.8,1.5 7.5,2.5 7.9,3.7 8,5 7.9,6.3 7.5,7.5 6.8,8.5 6,9.3 5,9.8 4,10|5,2.4 8,-1',
  R: '0,0 0,10 3.8,10 5.8,9.2 6.5,7.4 5.8,5.6 3.8,4.8 0,4.8|3.4,4.8 6.9,0',
  S: '6.3,8.4 5,9.6 3.2,10 1.3,9.3 0.5,7.7 1.2,6.1 3.3,5.2 5.4,4.4 6.3,2.8 5.6,0.9 3.4,0 1.4,0.4 0,1.7',
  T: '0,10 7.4,10|3.7,10 3.7,0',
  U: '0,10 0,3.2 0.9,1 3.5,0 6.1,1 7,3.2 7,10',
  V: '0,10 4,0 8,10',
  X: '0,0 7.4,10|0,10 7.4,0',
  Y: '0,10 3.9,5 7.8,10|3.9,5 3.9,0',
};

/** Marks over the middle of a letter, by combining character. The horn and the dot have places of their own. */
const OVER_MARKS: Record<string, string> = {
  '\u0300': '-1.6,13.4 0.6,11.4',
  '\u0301': '-0.6,11.4 1.6,13.4',
  '\u0302': '-2.1,11.4 0,13.1 2.1,11.4',
  '\u0303': '-2.2,11.5 -1.1,12.6 1.1,11.7 2.2,12.8',
  '\u0306': '-2,13.2 -1.3,11.9 0,11.4 1.3,11.9 2,13.2',
  '\u0309': '-0.9,13.4 0.4,13.7 1.1,12.9 0,12.2 0,11.3',
};
const HORN = '\u031b';
const DOT_BELOW = '\u0323';
const STROKE_OF_D = 'Đ';
const SPACE_WIDTH = 5;

/** The letters of a text in capitals. Throws when a letter has no shape. */
export function letterStrokes(text: string): StrokeLetter[] {
  return [...text.toUpperCase().normalize('NFC')].map(drawLetter);
}

function drawLetter(letter: string): StrokeLetter {
  if (letter === ' ') {
    return { width: SPACE_WIDTH, lines: [] };
  }
  const [base = '', ...marks] = letter === STROKE_OF_D ? ['D'] : [...letter.normalize('NFD')];
  const shape = SHAPES[base];
  if (shape === undefined) {
    throw new RangeError(`No strokes for the letter ${letter}`);
  }
  const lines = parseLines(shape);
  const width = Math.max(...lines.flat().map((point) => point.x), 1);
  if (letter === STROKE_OF_D) {
    lines.push(...parseLines('-1.6,5.2 3.4,5.2'));
  }
  let lift = 0;
  for (const mark of marks) {
    lines.push(...markLines(mark, width, lift));
    lift += mark in OVER_MARKS ? 2.4 : 0;
  }
  return { width, lines };
}

function markLines(mark: string, width: number, lift: number): Point[][] {
  if (mark === HORN) {
    return shift(parseLines('-0.4,9.4 1.4,9.9 1.9,11.2 1.6,12.2'), width, 0);
  }
  if (mark === DOT_BELOW) {
    return shift(parseLines('-0.1,-2.6 0.1,-2.6'), width / 2, 0);
  }
  const shape = OVER_MARKS[mark];
  return shape === undefined ? [] : shift(parseLines(shape), width / 2, lift);
}

function shift(lines: Point[][], dx: number, dy: number): Point[][] {
  return lines.map((line) => line.map((point) => ({ x: point.x + dx, y: point.y + dy })));
}

function parseLines(shape: string): Point[][] {
  return shape.split('|').map((line) =>
    line.split(' ').map((pair) => {
      const [x = 0, y = 0] = pair.split(',').map(Number);
      return { x, y };
    }),
  );
}
