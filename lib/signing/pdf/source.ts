import type { Hash } from 'node:crypto';
import { brokenPdf } from '../errors.ts';

/** A file as it lies in memory: whole, or as an original and the revisions appended to it. */
export type PdfInput = Buffer | readonly Buffer[];

/**
 * The bytes of a PDF without joining its parts. Every object lies inside one part, because each
 * part is a complete revision; so a 50 MB file gets several revisions without ever being copied.
 */
export class PdfSource {
  readonly parts: readonly Buffer[];
  readonly length: number;

  constructor(input: PdfInput) {
    this.parts = Buffer.isBuffer(input) ? [input] : input;
    this.length = this.parts.reduce((sum, part) => sum + part.length, 0);
  }

  /** The part that holds a byte, and the place of that byte in it. */
  locate(offset: number): { bytes: Buffer; position: number } {
    let base = 0;
    for (const part of this.parts) {
      if (offset < base + part.length) return { bytes: part, position: offset - base };
      base += part.length;
    }
    throw brokenPdf(`byte ${offset} lies beyond the end of the file`);
  }

  /** The views that make up `start` to `end` (exclusive), nothing copied. */
  views(start: number, end: number): Buffer[] {
    const views: Buffer[] = [];
    let base = 0;
    for (const part of this.parts) {
      const from = Math.max(start - base, 0);
      const to = Math.min(end - base, part.length);
      if (from < to) views.push(part.subarray(from, to));
      base += part.length;
    }
    return views;
  }

  slice(start: number, end: number): Buffer {
    const views = this.views(start, end);
    return views.length === 1 && views[0] ? views[0] : Buffer.concat(views);
  }

  updateHash(hash: Pick<Hash, 'update'>, start: number, end: number): void {
    for (const view of this.views(start, end)) hash.update(view);
  }

  /** The file as it was when it ended at `end`. */
  prefix(end: number): PdfSource {
    return new PdfSource(this.views(0, end));
  }
}
