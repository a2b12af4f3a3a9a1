import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PdfRefusedError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { serialize } from './serialize.ts';
import {
  countOf,
  name,
  type PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from './values.ts';
import { type WrittenObject, writeXrefStream, writeXrefTable } from './xref-writer.ts';

/** A file grown by one revision: the original bytes are the first parts, untouched. */
export interface AppendedPdf {
  readonly parts: readonly Buffer[];
  readonly size: number;
}

export interface BuiltRevision {
  readonly bytes: Buffer;
  /** Where each written object begins, counted from the start of the revision. */
  readonly offsets: ReadonlyMap<number, number>;
}

/**
 * One incremental update (ISO 32000-2, 7.5.6): objects added or written anew, and a
 * cross-reference section of the kind the file already has. Knows no way to change earlier bytes.
 */
export class Revision {
  readonly document: PdfDocument;
  readonly #objects = new Map<number, WrittenObject>();
  #nextId: number;

  constructor(document: PdfDocument) {
    this.document = document;
    let highest = (countOf(document.trailer.get('Size')) ?? 1) - 1;
    for (const id of document.entries.keys()) if (id > highest) highest = id;
    for (const id of document.sections.flatMap((section) => section.streamIds)) {
      if (id > highest) highest = id;
    }
    if (highest + 10_000 > limits.objectId) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the file has no object numbers left');
    }
    this.#nextId = highest + 1;
  }

  add(value: PdfValue): PdfRef {
    const ref = new PdfRef(this.#nextId++);
    this.#objects.set(ref.id, { generation: 0, value });
    return ref;
  }

  addStream(dict: PdfDict, data: Buffer): PdfRef {
    const packed = deflateSync(data);
    const entries = new Map(dict).set('Filter', name('FlateDecode')).set('Length', packed.length);
    return this.add(new PdfStream(entries, packed));
  }

  replace(ref: PdfRef, value: PdfValue): void {
    this.#objects.set(ref.id, { generation: ref.generation, value });
  }

  /** An object as this revision leaves it. */
  current(ref: PdfRef): PdfValue {
    const written = this.#objects.get(ref.id);
    return written ? written.value : this.document.get(ref);
  }

  build(): BuiltRevision {
    const { source } = this.document;
    const chunks: Buffer[] = [];
    const offsets = new Map<number, number>();
    let length = 0;
    const write = (chunk: string | Buffer): void => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
      chunks.push(bytes);
      length += bytes.length;
    };
    const last = source.slice(source.length - 1, source.length)[0];
    if (last !== 10 && last !== 13) write('\n');
    for (const [id, { generation, value }] of this.#objects) {
      offsets.set(id, length);
      write(`${id} ${generation} obj\n${serialize(value)}`);
      if (value instanceof PdfStream) {
        write('\nstream\n');
        write(value.bytes);
        write('\nendstream');
      }
      write('\nendobj\n');
    }
    const section = {
      start: source.length + length,
      objects: this.#objects,
      offsetOf: (id: number) => source.length + (offsets.get(id) ?? 0),
      trailer: this.#trailer(chunks),
      nextId: this.#nextId,
    };
    const asTable = this.document.sections[0]?.kind === 'table';
    write(asTable ? writeXrefTable(section) : writeXrefStream(section));
    write(`startxref\n${section.start}\n%%EOF\n`);
    return { bytes: Buffer.concat(chunks), offsets };
  }

  #trailer(body: readonly Buffer[]): PdfDict {
    const { trailer, sections } = this.document;
    const entries: PdfDict = new Map();
    for (const key of ['Root', 'Info']) {
      const value = trailer.get(key);
      if (value !== undefined) entries.set(key, value);
    }
    const [permanent] = this.document.resolveArray(trailer.get('ID')) ?? [];
    if (permanent instanceof PdfString) {
      // The second half names the revision; from its content, so that a retry writes the same.
      const hash = createHash('sha256').update(permanent.bytes);
      for (const chunk of body) hash.update(chunk);
      entries.set('ID', [permanent, new PdfString(hash.digest().subarray(0, 16), true)]);
    }
    entries.set('Prev', sections[0]?.offset ?? 0);
    return entries;
  }
}

/** Parts of a file grown by the bytes of a revision. */
export const withRevision = (document: PdfDocument, bytes: Buffer): AppendedPdf => ({
  parts: [...document.source.parts, bytes],
  size: document.source.length + bytes.length,
});

export const appendRevision = (revision: Revision): AppendedPdf =>
  withRevision(revision.document, revision.build().bytes);
