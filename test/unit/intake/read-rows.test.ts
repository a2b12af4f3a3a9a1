import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import {
  MAX_SHEET_ROWS,
  type ReadRow,
  readCsv,
  readJsonLines,
  readJsonText,
  readWorkbook,
} from '../../../lib/intake/read-rows.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';

const table = { delimiter: ',' as const, headerRow: 1 };
const all = async (rows: AsyncIterable<ReadRow> | Iterable<ReadRow>): Promise<ReadRow[]> => {
  const found: ReadRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
};
const codeOf = async (rows: AsyncIterable<ReadRow> | Iterable<ReadRow>): Promise<string> => {
  try {
    await all(rows);
    return 'read';
  } catch (error) {
    return error instanceof OfficeError ? error.code : 'other';
  }
};
const csv = (text: string, more: object = {}) =>
  readCsv(Readable.from([Buffer.from(text)]), { ...table, ...more });

describe('JSON lines', () => {
  it('come one by one with their line, over empty lines and a byte order mark', async () => {
    const text = '\ufeff{"a":1}\n\n{"a":2}\r\nnot json\n[1]\n{"a":3}';
    expect(await all(readJsonLines(Readable.from([Buffer.from(text)])))).toEqual([
      { kind: 'row', row: 1, cells: { a: 1 } },
      { kind: 'row', row: 3, cells: { a: 2 } },
      { kind: 'broken', row: 4 },
      { kind: 'broken', row: 5 },
      { kind: 'row', row: 6, cells: { a: 3 } },
    ]);
  });

  it('are whole even when a letter is torn between two chunks', async () => {
    const bytes = Buffer.from('{"a":"ộ"}\n');
    const torn = Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]);
    expect(await all(readJsonLines(torn))).toEqual([{ kind: 'row', row: 1, cells: { a: 'ộ' } }]);
  });
});

describe('A JSON file', () => {
  it('may be an array or one record', async () => {
    expect(await all(readJsonText('[{"a":1},2]'))).toMatchObject([{ row: 1 }, { kind: 'broken' }]);
    expect(await all(readJsonText('{"a":1}'))).toMatchObject([{ cells: { a: 1 } }]);
  });

  it('that is none is told without quoting it', async () => {
    expect(await codeOf(readJsonText('{'))).toBe('METADATA_BROKEN');
  });
});

describe('CSV', () => {
  it('has quoted cells with commas and line ends, and a byte order mark', async () => {
    const rows = await all(csv('\ufeffSố,Trích yếu\n1,"a, ""b""\nc"\n\n2,\n'));
    expect(rows).toEqual([
      { kind: 'row', row: 2, cells: { Số: '1', 'Trích yếu': 'a, "b"\nc' } },
      { kind: 'row', row: 4, cells: { Số: '2', 'Trích yếu': '' } },
    ]);
  });

  it('may have headings above its columns and semicolons', async () => {
    const rows = await all(csv('SỔ CÔNG VĂN;\n;\nSố;Tên\n1;x\n', { headerRow: 3, delimiter: ';' }));
    expect(rows).toEqual([{ kind: 'row', row: 4, cells: { Số: '1', Tên: 'x' } }]);
  });

  it('with more cells than columns names the row', async () => {
    expect(await all(csv('a,b\n1,2,3\n4,5,\n'))).toMatchObject([
      { kind: 'broken', row: 2 },
      { kind: 'row', row: 3 },
    ]);
  });

  it('with an open quote ends with a code', async () => {
    expect(await codeOf(csv('a,b\n1,"2\n'))).toBe('METADATA_BROKEN');
  });

  it('with two columns of one name ends with a code', async () => {
    expect(await codeOf(csv('a, a \n1,2\n'))).toBe('COLUMN_TWICE');
  });
});

describe('A workbook', () => {
  const bytesOf = (data: SheetData, sheet: string) => writeWorkbook(data, { sheet }).toBuffer();

  it('gives numbers and dates as they are, by the name of its sheet', async () => {
    const day = new Date('2026-01-24T00:00:00Z');
    const bytes = await bytesOf(
      [
        [{ value: 'Số' }, { value: 'Ngày' }],
        [{ value: 7 }, { value: day, format: 'dd/mm/yyyy' }],
        [null, null],
        [{ value: 8 }, null],
      ],
      'Văn bản đến',
    );
    expect(await all(readWorkbook(bytes, { ...table, sheet: 'Văn bản đến' }))).toEqual([
      { kind: 'row', row: 2, cells: { Số: 7, Ngày: day } },
      { kind: 'row', row: 4, cells: { Số: 8, Ngày: null } },
    ]);
    expect(await codeOf(readWorkbook(bytes, { ...table, sheet: 'Khác' }))).toBe('SHEET_MISSING');
  });

  it('that is none is told', async () => {
    expect(await codeOf(readWorkbook(Buffer.from('PK nothing'), table))).toBe('METADATA_BROKEN');
  });

  it('has a limit of rows that is known', () => {
    expect(MAX_SHEET_ROWS).toBe(50_000);
  });
});
