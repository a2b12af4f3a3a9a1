import { type Colour, InkLayer, type Point } from './ink.ts';
import { SIGNATURE_NOTE } from './mark-texts.vi.ts';
import { encodePng } from './png.ts';
import { letterStrokes } from './stroke-letters.ts';

const DOTS_PER_INCH = 300;
/** 140 × 62 points, the field of the leader's signature. */
const WIDTH = Math.round((140 / 72) * DOTS_PER_INCH);
const HEIGHT = Math.round((62 / 72) * DOTS_PER_INCH);
const BLUE: Colour = [20, 52, 164];
const THIN = 1.6;
const THICK = 4.6;

/**
 * A made-up blue handwriting on a transparent ground; one name always gives the same strokes.
 * It is nobody's signature and says so under the stroke.
 */
export function renderSignatureMark(name: string): Buffer {
  const ink = new InkLayer(WIDTH, HEIGHT);
  const letters = name.normalize('NFC');
  const pen = createRandom(letters);
  drawPenStroke(ink, smooth(nameStroke(letters, pen)));
  drawPenStroke(ink, smooth(flourish(pen)));
  drawNote(ink);
  return encodePng(ink.toImage(BLUE, 0.94), DOTS_PER_INCH);
}

/** A tall looped initial, then waves that shrink to the right. */
function nameStroke(name: string, random: () => number): Point[] {
  const base = HEIGHT * 0.62;
  const initial = [
    { x: 0.1, y: -0.06 },
    { x: 0.17, y: -0.5 },
    { x: 0.26, y: -0.56 },
    { x: 0.24, y: -0.22 },
    { x: 0.13, y: 0.14 },
    { x: 0.08, y: 0.04 },
    { x: 0.2, y: -0.16 },
    { x: 0.33, y: -0.24 },
  ].map((point) => ({
    x: WIDTH * (point.x + (random() - 0.5) * 0.025),
    y: base + HEIGHT * (point.y + (random() - 0.5) * 0.06),
  }));
  const waves = 4 + ([...name].length % 4);
  const step = (WIDTH * 0.46) / waves;
  const letters = Array.from({ length: waves * 2 }, (_, index) => {
    const fade = 1 - index / (waves * 2.6);
    const tall = random() > 0.74 ? 1.9 : 1;
    const up = -HEIGHT * (0.1 + 0.07 * random()) * fade * tall;
    const down = HEIGHT * (0.03 + 0.04 * random()) * fade;
    return {
      x: WIDTH * 0.36 + (index / 2) * step + (random() - 0.3) * step * 0.22,
      y: base - HEIGHT * 0.05 - index * 1.6 + (index % 2 === 0 ? down : up),
    };
  });
  return [...initial, ...letters, { x: WIDTH * 0.9, y: base - HEIGHT * 0.3 }];
}

/** The sweep back under the name and out again. */
function flourish(random: () => number): Point[] {
  const low = HEIGHT * (0.76 + 0.04 * random());
  return [
    { x: WIDTH * 0.86, y: HEIGHT * 0.4 },
    { x: WIDTH * 0.6, y: low - HEIGHT * 0.06 },
    { x: WIDTH * (0.2 + 0.08 * random()), y: low + HEIGHT * 0.03 },
    { x: WIDTH * (0.16 + 0.05 * random()), y: low - HEIGHT * 0.05 },
    { x: WIDTH * 0.52, y: low - HEIGHT * 0.1 },
    { x: WIDTH * 0.96, y: HEIGHT * (0.5 + 0.08 * random()) },
  ];
}

/** Downstrokes press, fast and upward strokes thin out, as a pen does. */
function drawPenStroke(ink: InkLayer, points: readonly Point[]): void {
  let radius = THIN;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) {
      continue;
    }
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const downward = length === 0 ? 0 : Math.max(0, (to.y - from.y) / length);
    const ending = Math.min(1, index / 12, (points.length - index) / 30);
    const wanted = (THIN + (THICK - THIN) * downward * 0.9) * (0.45 + 0.55 * ending);
    const next = radius + (wanted - radius) * 0.12;
    ink.stroke(from, to, radius, next);
    radius = next;
  }
}

/** Catmull-Rom curve through the points. */
function smooth(points: readonly Point[]): Point[] {
  const steps = 28;
  return points.slice(0, -1).flatMap((point, index) => {
    const before = points[index - 1] ?? point;
    const next = points[index + 1] ?? point;
    const after = points[index + 2] ?? next;
    return Array.from({ length: steps }, (_, step) => {
      const t = step / steps;
      return {
        x: curve(before.x, point.x, next.x, after.x, t),
        y: curve(before.y, point.y, next.y, after.y, t),
      };
    });
  });
}

function curve(a: number, b: number, c: number, d: number, t: number): number {
  const linear = c - a;
  const square = 2 * a - 5 * b + 4 * c - d;
  const cubic = 3 * b - a - 3 * c + d;
  return 0.5 * (2 * b + linear * t + square * t ** 2 + cubic * t ** 3);
}

function drawNote(ink: InkLayer): void {
  const scale = 1.5;
  let x = WIDTH * 0.62;
  for (const letter of letterStrokes(SIGNATURE_NOTE)) {
    for (const line of letter.lines) {
      const placed = line.map((point) => ({
        x: x + point.x * scale,
        y: HEIGHT * 0.96 - point.y * scale,
      }));
      ink.polyline(placed, 1);
    }
    x += (letter.width + 3.4) * scale;
  }
}

/** Numbers in [0, 1) that follow from a text (FNV-1a as seed, xorshift32). */
function createRandom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(seed)) {
    state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  }
  state = state === 0 ? 1 : state;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}
