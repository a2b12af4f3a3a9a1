import { brokenPdf, PdfRefusedError } from '../errors.ts';
import { limits } from './limits.ts';
import type { ObjectReader, XrefEntry } from './object-reader.ts';
import { PdfParser } from './parser.ts';
import { countOf, isDict, isName, type PdfDict, PdfStream, type PdfValue } from './values.ts';

export interface XrefSection {
  readonly offset: number;
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDict;
  /** Object numbers of the section's own streams; some writers leave them out of every count. */
  readonly streamIds: readonly number[];
}

type Entries = Map<number, XrefEntry>;

const startxrefWindow = 2_048;

/** The byte of the newest cross-reference section, from the end of the file. */
const findStartxref = (reader: ObjectReader): number => {
  const { source } = reader;
  const tail = source.slice(Math.max(0, source.length - startxrefWindow), source.length);
  const at = tail.lastIndexOf('startxref');
  const offset = at < 0 ? undefined : new PdfParser(tail, at + 9).readInteger();
  if (offset === undefined) throw brokenPdf('the file does not end with startxref');
  return offset;
};

const checkedId = (id: number): number => {
  if (id > limits.objectId)
    throw new PdfRefusedError('PDF_TOO_COMPLEX', 'an object number is too high');
  return id;
};

const tableEntry = (parser: PdfParser): XrefEntry => {
  const offset = parser.readInteger();
  const generation = parser.readInteger();
  parser.skipSpace();
  const kind = parser.readWord();
  if (offset === undefined || generation === undefined || (kind !== 'n' && kind !== 'f')) {
    throw brokenPdf('an entry of the cross-reference table cannot be read');
  }
  return kind === 'f' ? { kind: 'free' } : { kind: 'offset', offset, generation };
};

const readTable = (parser: PdfParser, entries: Entries): PdfDict => {
  for (;;) {
    const first = parser.readInteger();
    if (first === undefined) break;
    const count = parser.readInteger();
    if (count === undefined) throw brokenPdf('a cross-reference subsection has no length');
    checkedId(first + count);
    for (let i = 0; i < count; i++) entries.set(first + i, tableEntry(parser));
  }
  parser.skipSpace();
  const trailer = parser.take('trailer') ? parser.readValue() : null;
  if (!isDict(trailer)) throw brokenPdf('a cross-reference table has no trailer');
  return trailer;
};

const streamEntry = (kind: number, second: number, third: number): XrefEntry => {
  if (kind === 1) return { kind: 'offset', offset: second, generation: third };
  if (kind === 2) return { kind: 'packed', container: checkedId(second), index: third };
  return { kind: 'free' };
};

const integers = (value: PdfValue | undefined): number[] => {
  const items = Array.isArray(value) ? value.map(countOf) : [];
  return items.map((item) => {
    if (item === undefined) throw brokenPdf('a cross-reference stream has no true widths');
    return item;
  });
};

/** Fields of seven or eight bytes occur; a file that needed more than six does not. */
const readField = (data: Buffer, at: number, width: number): number => {
  const extra = Math.max(0, width - 6);
  if (width === 0) return 0;
  if (extra > 0 && data.readUIntBE(at, extra) > 0) throw brokenPdf('an offset is beyond any file');
  return data.readUIntBE(at + extra, width - extra);
};

const readStream = (reader: ObjectReader, stream: PdfStream, entries: Entries): void => {
  const widths = integers(stream.dict.get('W'));
  const [w0 = 0, w1 = 0, w2 = 0] = widths;
  if (widths.length !== 3 || widths.some((width) => width > 8) || w1 === 0) {
    throw brokenPdf('a cross-reference stream has no true widths');
  }
  const index = integers(stream.dict.get('Index') ?? [0, stream.dict.get('Size') ?? 0]);
  const data = reader.decode(stream);
  let at = 0;
  for (let pair = 0; pair < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    checkedId(first + count);
    if (at + count * (w0 + w1 + w2) > data.length)
      throw brokenPdf('a cross-reference stream ends early');
    for (let i = 0; i < count; i++, at += w0 + w1 + w2) {
      const kind = w0 ? readField(data, at, w0) : 1;
      const second = readField(data, at + w0, w1);
      const third = readField(data, at + w0 + w1, w2);
      entries.set(first + i, streamEntry(kind, second, third));
    }
  }
};

const readSection = (reader: ObjectReader, offset: number, entries: Entries): XrefSection => {
  const { bytes, position } = reader.source.locate(offset);
  const parser = new PdfParser(bytes, position);
  parser.skipSpace();
  if (parser.take('xref')) {
    const trailer = readTable(parser, entries);
    reader.charge(parser.position - position);
    return { offset, kind: 'table', trailer, streamIds: [] };
  }
  const { id, value } = reader.readAt(offset);
  if (!(value instanceof PdfStream) || !isName(value.dict.get('Type'), 'XRef')) {
    throw brokenPdf(`no cross-reference section stands at byte ${offset}`);
  }
  readStream(reader, value, entries);
  return { offset, kind: 'stream', trailer: value.dict, streamIds: [checkedId(id)] };
};

const offsetIn = (trailer: PdfDict, key: string): number | undefined => {
  const value = trailer.get(key);
  if (value === undefined) return undefined;
  const offset = countOf(value);
  if (offset === undefined) throw brokenPdf(`${key} is no place in the file`);
  return offset;
};

/** Older sections never override newer ones. */
const addOlder = (all: Entries, older: Entries): void => {
  for (const [id, entry] of older) if (!all.has(id)) all.set(id, entry);
  if (all.size > limits.xrefEntries) {
    throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the file has too many objects');
  }
};

/**
 * Follows the chain of cross-reference sections from the newest to the oldest and fills the
 * reader's entries. In a hybrid file the table calls the objects of its XRefStm free, so the stream
 * is asked before the table's free entries count (ISO 32000-2, 7.5.8.4).
 */
export const readXref = (reader: ObjectReader): XrefSection[] => {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  const visit = (offset: number, entries: Entries): XrefSection => {
    if (seen.has(offset)) throw brokenPdf('the cross-reference sections form a loop');
    if (seen.size >= limits.xrefSections) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the file has too many revisions');
    }
    seen.add(offset);
    return readSection(reader, offset, entries);
  };
  for (let next: number | undefined = findStartxref(reader); next !== undefined; ) {
    const found: Entries = new Map();
    let section = visit(next, found);
    const hidden = section.kind === 'table' ? offsetIn(section.trailer, 'XRefStm') : undefined;
    if (hidden !== undefined) {
      addOlder(reader.entries, new Map([...found].filter(([, entry]) => entry.kind !== 'free')));
      const packed: Entries = new Map();
      const { streamIds } = visit(hidden, packed);
      section = { ...section, streamIds };
      addOlder(reader.entries, packed);
    }
    addOlder(reader.entries, found);
    sections.push(section);
    next = offsetIn(section.trailer, 'Prev');
  }
  return sections;
};
