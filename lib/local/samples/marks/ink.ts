import type { RgbaImage } from './png.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** One ink on a transparent ground: coverage from 0 to 1 for each pixel, edges smoothed. */
export class InkLayer {
  readonly width: number;
  readonly height: number;
  readonly #coverage: Float32Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#coverage = new Float32Array(width * height);
  }

  /** A stroke with round ends from one point to another; the radius runs evenly between them. */
  stroke(from: Point, to: Point, fromRadius: number, toRadius = fromRadius): void {
    const reach = Math.max(fromRadius, toRadius) + 1;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const squared = dx * dx + dy * dy;
    this.#paint(
      {
        left: Math.min(from.x, to.x) - reach,
        right: Math.max(from.x, to.x) + reach,
        top: Math.min(from.y, to.y) - reach,
        bottom: Math.max(from.y, to.y) + reach,
      },
      (x, y) => {
        const along = squared === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / squared;
        const t = Math.min(1, Math.max(0, along));
        const distance = Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
        return fromRadius + (toRadius - fromRadius) * t - distance;
      },
    );
  }

  polyline(points: readonly Point[], radius: number): void {
    for (let index = 1; index < points.length; index += 1) {
      const from = points[index - 1];
      const to = points[index];
      if (from !== undefined && to !== undefined) {
        this.stroke(from, to, radius);
      }
    }
  }

  ring(centre: Point, radius: number, thickness: number): void {
    const reach = radius + thickness;
    this.#paint(boxAround(centre, reach), (x, y) => {
      const distance = Math.hypot(x - centre.x, y - centre.y);
      return thickness / 2 - Math.abs(distance - radius);
    });
  }

  /** A five-pointed star with one point up. */
  star(centre: Point, radius: number): void {
    // In one of the ten mirrored sectors the star is the half plane below one edge.
    const inner = radius * 0.382;
    const sector = Math.PI / 5;
    const edge = {
      x: inner * Math.sin(sector),
      y: inner * Math.cos(sector) - radius,
    };
    const length = Math.hypot(edge.x, edge.y);
    this.#paint(boxAround(centre, radius + 1), (x, y) => {
      const distance = Math.hypot(x - centre.x, y - centre.y);
      const turned = Math.atan2(x - centre.x, centre.y - y);
      const angle = Math.abs(((turned + 11 * sector) % (2 * sector)) - sector);
      const px = distance * Math.sin(angle);
      const py = distance * Math.cos(angle) - radius;
      return (edge.x * -py + edge.y * px) / length;
    });
  }

  /** @param opacity greatest alpha, 0 to 1 */
  toImage(colour: Colour, opacity: number): RgbaImage {
    const pixels = new Uint8Array(this.width * this.height * 4);
    this.#coverage.forEach((coverage, index) => {
      pixels.set([...colour, Math.round(coverage * opacity * 255)], index * 4);
    });
    return { width: this.width, height: this.height, pixels };
  }

  /** @param insideBy how far a point lies inside the shape, in pixels; negative outside */
  #paint(
    box: { left: number; right: number; top: number; bottom: number },
    insideBy: (x: number, y: number) => number,
  ): void {
    const right = Math.min(this.width - 1, Math.ceil(box.right));
    const bottom = Math.min(this.height - 1, Math.ceil(box.bottom));
    for (let y = Math.max(0, Math.floor(box.top)); y <= bottom; y += 1) {
      for (let x = Math.max(0, Math.floor(box.left)); x <= right; x += 1) {
        const covered = Math.min(1, Math.max(0, insideBy(x + 0.5, y + 0.5) + 0.5));
        const index = y * this.width + x;
        this.#coverage[index] = Math.max(this.#coverage[index] ?? 0, covered);
      }
    }
  }
}

function boxAround(centre: Point, reach: number) {
  return {
    left: centre.x - reach,
    right: centre.x + reach,
    top: centre.y - reach,
    bottom: centre.y + reach,
  };
}
