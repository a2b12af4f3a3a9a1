import { brokenPdf, PdfRefusedError } from '../errors.ts';
import { decodeStream } from './filters.ts';
import { limits } from './limits.ts';
import { PdfParser } from './parser.ts';
import type { PdfSource } from './source.ts';
import {
  countOf,
  isDict,
  isName,
  type PdfDict,
  PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

/** Where an object lies: at a byte of the file, or at a place inside an object stream. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

interface IndirectObject {
  readonly id: number;
  readonly generation: number;
  readonly value: PdfValue;
}

interface ObjectStream {
  readonly data: Buffer;
  readonly places: readonly { readonly id: number; readonly offset: number }[];
}

/** Reads indirect objects by their cross-reference entries, within the budget of one file. */
export class ObjectReader {
  readonly source: PdfSource;
  readonly entries = new Map<number, XrefEntry>();
  readonly #values = new Map<number, PdfValue>();
  readonly #objectStreams = new Map<number, ObjectStream>();
  readonly #beingRead = new Set<number>();
  #parseRoom: number;
  #inflateRoom: number = limits.inflatedBytes;

  constructor(source: PdfSource) {
    this.source = source;
    this.#parseRoom = Math.max(source.length * limits.parsedPerByte, limits.parsedFloor);
  }

  /** The object a reference names; null when it is missing or free (ISO 32000-2, 7.3.10). */
  get(ref: PdfRef): PdfValue {
    const entry = this.entries.get(ref.id);
    if (!entry || entry.kind === 'free') return null;
    if (entry.kind === 'offset' ? entry.generation !== ref.generation : ref.generation !== 0) {
      return null;
    }
    const known = this.#values.get(ref.id);
    if (known !== undefined) return known;
    if (this.#beingRead.has(ref.id)) throw brokenPdf(`object ${ref.id} needs itself to be read`);
    this.#beingRead.add(ref.id);
    const value =
      entry.kind === 'offset' ? this.#readPlaced(ref, entry.offset) : this.#readPacked(ref, entry);
    this.#beingRead.delete(ref.id);
    this.#values.set(ref.id, value);
    return value;
  }

  /** A value itself, or what its reference leads to. */
  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > 20) throw brokenPdf('references lead to references without an end');
      current = this.get(current);
    }
    return current;
  }

  resolveDict(value: PdfValue | undefined): PdfDict | undefined {
    const resolved = this.resolve(value);
    return isDict(resolved) ? resolved : undefined;
  }

  resolveArray(value: PdfValue | undefined): PdfValue[] | undefined {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? resolved : undefined;
  }

  decode(stream: PdfStream): Buffer {
    const data = decodeStream(stream, this.#inflateRoom, (value) => this.resolve(value));
    this.#inflateRoom -= data.length;
    return data;
  }

  /** Takes bytes from the parsing budget. */
  charge(bytes: number): void {
    this.#parseRoom -= bytes;
    if (this.#parseRoom < 0) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'objects overlap or repeat beyond the limit');
    }
  }

  /** Reads `n g obj …` at a byte of the file. */
  readAt(offset: number): IndirectObject {
    const { bytes, position } = this.source.locate(offset);
    const parser = new PdfParser(bytes, position);
    const id = parser.readInteger();
    const generation = parser.readInteger();
    parser.skipSpace();
    if (id === undefined || generation === undefined || !parser.take('obj')) {
      throw brokenPdf(`no object stands at byte ${offset}`);
    }
    const value = parser.readValue();
    parser.skipSpace();
    this.charge(parser.position - position);
    const isStream = isDict(value) && parser.take('stream');
    return { id, generation, value: isStream ? this.#readStream(parser, value) : value };
  }

  #readStream(parser: PdfParser, dict: PdfDict): PdfStream {
    if (parser.peek() === 13) parser.position++;
    if (parser.peek() === 10) parser.position++;
    const length = countOf(this.resolve(dict.get('Length')));
    const start = parser.position;
    if (length === undefined || start + length > parser.bytes.length) {
      throw brokenPdf(`the stream at byte ${start} has no true length`);
    }
    const after = parser.bytes.toString('latin1', start + length, start + length + 16);
    if (!/^\s*endstream/.test(after))
      throw brokenPdf(`the stream at byte ${start} has no true length`);
    return new PdfStream(dict, parser.bytes.subarray(start, start + length));
  }

  #readPlaced(ref: PdfRef, offset: number): PdfValue {
    const found = this.readAt(offset);
    if (found.id !== ref.id || found.generation !== ref.generation) {
      throw brokenPdf(`object ${ref.id} is not where the cross-reference says`);
    }
    return found.value;
  }

  #readPacked(ref: PdfRef, entry: { container: number; index: number }): PdfValue {
    const stream = this.#objectStream(entry.container);
    const place = stream.places[entry.index];
    if (place?.id !== ref.id) throw brokenPdf(`object ${ref.id} is not in its object stream`);
    const parser = new PdfParser(stream.data, place.offset);
    const value = parser.readValue();
    this.charge(parser.position - place.offset);
    return value;
  }

  #objectStream(id: number): ObjectStream {
    const known = this.#objectStreams.get(id);
    if (known) return known;
    if (this.entries.get(id)?.kind !== 'offset') throw brokenPdf(`object stream ${id} is missing`);
    const stream = this.get(new PdfRef(id));
    if (!(stream instanceof PdfStream) || !isName(stream.dict.get('Type'), 'ObjStm')) {
      throw brokenPdf(`object ${id} is no object stream`);
    }
    const data = this.decode(stream);
    const count = countOf(this.resolve(stream.dict.get('N')));
    const first = countOf(this.resolve(stream.dict.get('First')));
    if (count === undefined || first === undefined || count > limits.xrefEntries) {
      throw brokenPdf(`object stream ${id} has no directory`);
    }
    const parser = new PdfParser(data);
    const places = Array.from({ length: Math.min(count, data.length) }, () => {
      const object = parser.readInteger();
      const offset = parser.readInteger();
      if (object === undefined || offset === undefined) {
        throw brokenPdf(`the directory of object stream ${id} ends early`);
      }
      return { id: object, offset: first + offset };
    });
    const result = { data, places };
    this.#objectStreams.set(id, result);
    return result;
  }
}
