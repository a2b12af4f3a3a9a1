import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { cellAt, textsOf } from '../../intake/cell.ts';
import { listOf, type Mapping, type SourceRow } from '../../intake/mapping.ts';

interface Place {
  readonly from: number;
  readonly length: number;
}

const NEWLINE = 0x0a;

/** Lines of a file with the bytes they take. */
async function* placesOf(file: string): AsyncGenerator<Place & { readonly bytes: Buffer }> {
  let rest: Buffer = Buffer.alloc(0);
  let from = 0;
  for await (const chunk of createReadStream(file)) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield { from, length: end, bytes: rest.subarray(0, end) };
      from += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield { from, length: rest.length, bytes: rest };
}

const parseRow = (bytes: Buffer): SourceRow['cells'] | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as SourceRow['cells']) : undefined;
  } catch {
    return undefined;
  }
};

const idOf = (mapping: Mapping, cells: SourceRow['cells']): string =>
  listOf(mapping.documentId)
    .map((column) => (textsOf(cellAt(cells, column)) ?? []).join(' '))
    .join('|');

/** Texts that stand in a JSONL file of their own, found by document id; only places are kept. */
export class TextIndex {
  readonly #handle: FileHandle;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #column: string;

  private constructor(handle: FileHandle, places: ReadonlyMap<string, Place>, column: string) {
    this.#handle = handle;
    this.#places = places;
    this.#column = column;
  }

  static async open(file: string, mapping: Mapping): Promise<TextIndex> {
    const places = new Map<string, Place>();
    for await (const { bytes, from, length } of placesOf(file)) {
      const cells = parseRow(bytes);
      if (cells !== undefined) places.set(idOf(mapping, cells), { from, length });
    }
    return new TextIndex(await open(file), places, mapping.files.text ?? 'text');
  }

  get size(): number {
    return this.#places.size;
  }

  async textOf(documentId: string): Promise<string | undefined> {
    const place = this.#places.get(documentId);
    if (place === undefined) return undefined;
    const bytes = Buffer.alloc(place.length);
    await this.#handle.read(bytes, 0, place.length, place.from);
    const text = cellAt(parseRow(bytes) ?? {}, this.#column);
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
