import { deflateSync } from 'node:zlib';
import { serialize } from './serialize.ts';
import { name, type PdfDict, type PdfValue } from './values.ts';

export interface WrittenObject {
  readonly generation: number;
  readonly value: PdfValue;
}

export interface NewSection {
  /** The byte of the file at which the section begins. */
  readonly start: number;
  readonly objects: ReadonlyMap<number, WrittenObject>;
  readonly offsetOf: (id: number) => number;
  readonly trailer: PdfDict;
  readonly nextId: number;
}

/** Splits sorted object numbers into runs without gaps: each run is a subsection. */
const runsOf = (ids: readonly number[]): number[][] => {
  const runs: number[][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === id - 1) run.push(id);
    else runs.push([id]);
  }
  return runs;
};

export const writeXrefTable = ({ objects, offsetOf, trailer, nextId }: NewSection): string => {
  const subsections = runsOf([...objects.keys()]).map((run) => {
    const lines = run.map((id) => {
      const generation = String(objects.get(id)?.generation ?? 0).padStart(5, '0');
      return `${String(offsetOf(id)).padStart(10, '0')} ${generation} n \n`;
    });
    return `${run[0]} ${run.length}\n${lines.join('')}`;
  });
  const entries = new Map(trailer).set('Size', nextId);
  return `xref\n${subsections.join('')}trailer\n${serialize(entries)}\n`;
};

const offsetWidth = 5;
const rowWidth = 1 + offsetWidth + 2;

export const writeXrefStream = (section: NewSection): Buffer => {
  const self = section.nextId;
  const runs = runsOf([...section.objects.keys(), self]);
  const rows = Buffer.alloc((section.objects.size + 1) * rowWidth);
  let at = 0;
  for (const id of runs.flat()) {
    rows[at] = 1;
    rows.writeUIntBE(id === self ? section.start : section.offsetOf(id), at + 1, offsetWidth);
    rows.writeUInt16BE(section.objects.get(id)?.generation ?? 0, at + 1 + offsetWidth);
    at += rowWidth;
  }
  const packed = deflateSync(rows);
  const dict = new Map(section.trailer)
    .set('Type', name('XRef'))
    .set('Size', self + 1)
    .set('W', [1, offsetWidth, 2])
    .set(
      'Index',
      runs.flatMap((run) => [run[0] ?? 0, run.length]),
    )
    .set('Filter', name('FlateDecode'))
    .set('Length', packed.length);
  return Buffer.concat([
    Buffer.from(`${self} 0 obj\n${serialize(dict)}\nstream\n`, 'latin1'),
    packed,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ]);
};
