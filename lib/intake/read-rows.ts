import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { OfficeError } from '../kernel/errors.ts';
import { normalizeText } from '../kernel/vietnamese.ts';
import type { Mapping, SourceRow } from './mapping.ts';

/** A record, or a place in the file that is none. */
export type ReadRow =
  | ({ readonly kind: 'row' } & SourceRow)
  | { readonly kind: 'broken'; readonly row: number };

/** A JSON array or a workbook lies in memory as a whole, so its size is bounded. */
export const MAX_WHOLE_BYTES = 64_000_000;
export const MAX_SHEET_ROWS = 50_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rowOf = (row: number, value: unknown): ReadRow =>
  isRecord(value) ? { kind: 'row', row, cells: value } : { kind: 'broken', row };

/** One JSON object for each line; empty lines are passed over. Never more than a line in memory. */
export async function* readJsonLines(input: Readable): AsyncGenerator<ReadRow> {
  let line = 0;
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const text = line === 1 ? raw.replace(/^\ufeff/, '') : raw;
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // The parser's message quotes the line, which may be secret.
      value = undefined;
    }
    yield rowOf(line, value);
  }
}

/**
 * The entries of a JSON array, or one object alone.
 * @throws OfficeError METADATA_BROKEN
 */
export function* readJsonText(text: string): Generator<ReadRow> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new OfficeError('METADATA_BROKEN', 'not JSON', { facts: { line: '1' } });
  }
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const [at, entry] of entries.entries()) yield rowOf(at + 1, entry);
}

const namesOf = (header: readonly unknown[]): string[] => {
  const names = header.map((name) => normalizeText(String(name ?? '')));
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new OfficeError('COLUMN_TWICE', 'a column stands twice', { facts: { column: twice } });
  return names;
};

const cellsOf = (names: readonly string[], values: readonly unknown[]) =>
  Object.fromEntries(
    names.flatMap((name, at) => (name === '' ? [] : [[name, values[at] ?? null]])),
  );

const isBlank = (values: readonly unknown[]): boolean =>
  values.every((value) => value === null || value === undefined || String(value).trim() === '');

/**
 * Rows of a CSV file in UTF-8 (RFC 4180; a byte order mark is passed over).
 * @throws OfficeError METADATA_BROKEN (fact `line`), COLUMN_TWICE
 */
export async function* readCsv(input: Readable, table: Mapping['table']): AsyncGenerator<ReadRow> {
  const parser = input.pipe(
    parse({
      bom: true,
      delimiter: table.delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      info: true,
      max_record_size: 4_000_000,
    }),
  );
  input.once('error', (error) => parser.destroy(error));
  let names: readonly string[] | undefined;
  let row = 0;
  try {
    for await (const { record } of parser as AsyncIterable<{ record: readonly string[] }>) {
      row += 1;
      if (row < table.headerRow || isBlank(record)) continue;
      if (names === undefined) names = namesOf(record);
      else if (record.length > names.length && !isBlank(record.slice(names.length)))
        yield { kind: 'broken', row };
      else yield { kind: 'row', row, cells: cellsOf(names, record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new OfficeError('METADATA_BROKEN', 'not CSV', { facts: { line: String(row + 1) } });
  }
}

/**
 * Rows of one sheet of a workbook, read as a whole.
 * @throws OfficeError METADATA_BROKEN, METADATA_TOO_LARGE, SHEET_MISSING, COLUMN_TWICE
 */
export async function* readWorkbook(
  bytes: Uint8Array,
  table: Mapping['table'],
): AsyncGenerator<ReadRow> {
  const { default: readSheets } = await import('read-excel-file/node');
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readSheets(Buffer.from(bytes));
  } catch {
    throw new OfficeError('METADATA_BROKEN', 'not a workbook', { facts: { line: '1' } });
  }
  const found =
    table.sheet === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === table.sheet);
  if (found === undefined)
    throw new OfficeError('SHEET_MISSING', 'the workbook has no such sheet', {
      facts: { sheet: table.sheet ?? '1' },
    });
  if (found.data.length > MAX_SHEET_ROWS)
    throw new OfficeError('METADATA_TOO_LARGE', 'too many rows for a workbook', {
      facts: { limit: String(MAX_SHEET_ROWS) },
    });
  const names = namesOf(found.data[table.headerRow - 1] ?? []);
  for (const [at, values] of found.data.entries())
    if (at >= table.headerRow && !isBlank(values))
      yield { kind: 'row', row: at + 1, cells: cellsOf(names, values) };
}
