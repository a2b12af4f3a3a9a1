import { type Colour, InkLayer, type Point } from './ink.ts';
import { SEAL_BOTTOM_TEXT, SEAL_CENTRE_TEXT, SEAL_TOP_TEXT } from './mark-texts.vi.ts';
import { encodePng } from './png.ts';
import { letterStrokes } from './stroke-letters.ts';

const DOTS_PER_INCH = 600;
const MILLIMETRES_PER_INCH = 25.4;
/** Real size of the image: 35 mm (Decree 30/2020, Appendix I wants the seal at its real size). */
const DIAMETER_MILLIMETRES = 35;
const SIZE = Math.round((DIAMETER_MILLIMETRES / MILLIMETRES_PER_INCH) * DOTS_PER_INCH);
const CENTRE: Point = { x: SIZE / 2, y: SIZE / 2 };
const RED: Colour = [208, 12, 30];
const LETTER_GAP = 3.4;
/** Half the stroke's width, in units of the letter grid. */
const LETTER_STROKE = 0.98;

/** A round red seal on a transparent ground, plainly a seal of the demonstration. */
export function renderSealMark(): Buffer {
  const ink = new InkLayer(SIZE, SIZE);
  ink.ring(CENTRE, SIZE * 0.482, SIZE * 0.02);
  ink.ring(CENTRE, SIZE * 0.456, SIZE * 0.006);
  ink.ring(CENTRE, SIZE * 0.302, SIZE * 0.007);
  drawArc(ink, SEAL_TOP_TEXT, { radius: SIZE * 0.342, scale: SIZE * 0.0072, side: 'top' });
  drawArc(ink, SEAL_BOTTOM_TEXT, { radius: SIZE * 0.415, scale: SIZE * 0.0056, side: 'bottom' });
  for (const side of [-1, 1]) {
    ink.star({ x: CENTRE.x + side * SIZE * 0.379, y: CENTRE.y + SIZE * 0.03 }, SIZE * 0.026);
  }
  ink.star({ x: CENTRE.x, y: CENTRE.y - SIZE * 0.055 }, SIZE * 0.185);
  drawStraight(ink, SEAL_CENTRE_TEXT, CENTRE.y + SIZE * 0.212, SIZE * 0.0066);
  return encodePng(ink.toImage(RED, 0.92), DOTS_PER_INCH);
}

interface ArcOptions {
  /** Radius of the baseline in pixels. */
  readonly radius: number;
  /** Pixels for one unit of the letter grid. */
  readonly scale: number;
  readonly side: 'top' | 'bottom';
}

/** Bends a text along a circle: clockwise over the top, upright along the bottom. */
function drawArc(ink: InkLayer, text: string, options: ArcOptions): void {
  const { radius, scale } = options;
  const direction = options.side === 'top' ? 1 : -1;
  const letters = letterStrokes(text);
  const width = letters.reduce((sum, letter) => sum + letter.width + LETTER_GAP, -LETTER_GAP);
  let start = -width / 2;
  for (const letter of letters) {
    for (const line of letter.lines) {
      const bent = subdivide(line).map((point) => {
        const angle = ((start + point.x) * scale) / radius;
        const distance = radius + direction * point.y * scale;
        return {
          x: CENTRE.x + distance * Math.sin(angle),
          y: CENTRE.y - direction * distance * Math.cos(angle),
        };
      });
      ink.polyline(bent, scale * LETTER_STROKE);
    }
    start += letter.width + LETTER_GAP;
  }
}

function drawStraight(ink: InkLayer, text: string, baseline: number, scale: number): void {
  const letters = letterStrokes(text);
  const width = letters.reduce((sum, letter) => sum + letter.width + LETTER_GAP, -LETTER_GAP);
  let start = -width / 2;
  for (const letter of letters) {
    for (const line of letter.lines) {
      const placed = line.map((point) => ({
        x: CENTRE.x + (start + point.x) * scale,
        y: baseline - point.y * scale,
      }));
      ink.polyline(placed, scale * LETTER_STROKE);
    }
    start += letter.width + LETTER_GAP;
  }
}

/** Long straight strokes need points between their ends to bend with the circle. */
function subdivide(line: readonly Point[]): Point[] {
  return line.flatMap((point, index) => {
    const next = line[index + 1];
    if (next === undefined) {
      return [point];
    }
    return [0, 0.25, 0.5, 0.75].map((part) => ({
      x: point.x + (next.x - point.x) * part,
      y: point.y + (next.y - point.y) * part,
    }));
  });
}
