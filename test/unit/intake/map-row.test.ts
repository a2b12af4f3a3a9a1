import { describe, expect, it } from '@jest/globals';
import { knownColumns, type MappedRow, mapRow } from '../../../lib/intake/map-row.ts';
import type { SourceRow } from '../../../lib/intake/mapping.ts';
import { ownAgency } from '../../../lib/intake/own-agency.ts';
import { readMapping } from '../../../lib/intake/read-mapping.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';

/** A book as a provincial office keeps it in a spreadsheet. */
const book = {
  version: 1,
  documentId: ['Số đến', 'Ngày đến'],
  direction: { own: 'Tác giả' },
  fields: {
    documentCode: 'Số, ký hiệu',
    abstract: { from: 'Trích yếu', otherwise: '{Loại} {Số, ký hiệu} (chưa có trích yếu)' },
    issuer: 'Tác giả',
    issuedOn: 'Ngày VB',
    typeName: { from: 'Loại', values: { 'Công văn': null, CV: null } },
    urgency: 'Độ khẩn',
    secrecy: 'Độ mật',
    addressees: { from: 'Nơi nhận', split: ';' },
    pageCount: 'Số trang',
    signerName: { from: ['Người ký', 'KT'], join: ', ' },
    field: { from: 'Lĩnh vực', cut: 20 },
  },
  files: { main: 'Tệp', attachments: 'Phụ lục', text: 'Toàn văn' },
  ignore: ['Ghi chú'],
};
const full: SourceRow['cells'] = {
  'Số đến': '12',
  'Ngày đến': '03/02/2026',
  'Số, ký hiệu': ' 507/UBND-KGVX ',
  'Trích yếu': 'Về  việc\ntriển khai',
  'Tác giả': 'UBND tỉnh Quảng Ngãi',
  'Ngày VB': '24/01/2026',
  Loại: 'CÔNG VĂN',
  'Độ khẩn': 'Hoả tốc',
  'Nơi nhận': 'Sở Nội vụ; Sở Y tế;',
  'Số trang': '3',
  Tệp: 'a.pdf',
  'Phụ lục': 'b.xlsx; c.docx',
};
const isOwn = ownAgency(['Ủy ban Dân tộc']);
const map = (cells: SourceRow['cells'], mapping: object = book): MappedRow =>
  mapRow(readMapping(mapping), { row: 7, cells }, isOwn);
const dataOf = (row: MappedRow): Readonly<Record<string, unknown>> => {
  if (row.kind !== 'document') throw new Error(`a document, not ${JSON.stringify(row)}`);
  return row.data;
};
const faultsOf = (row: MappedRow) => (row.kind === 'faulty' ? row.faults : []);

describe('A row of a book', () => {
  it('becomes the data of an incoming document, cleaned and translated', () => {
    expect(map(full)).toMatchObject({
      kind: 'document',
      row: 7,
      documentId: '12|03/02/2026',
      name: 'document.received',
      files: { main: 'a.pdf', attachments: ['b.xlsx', 'c.docx'] },
    });
    const data = dataOf(map(full));
    expect(data).toMatchObject({
      documentCode: '507/UBND-KGVX',
      abstract: 'Về việc triển khai',
      issuedOn: '2026-01-24',
      urgency: 'hoa_toc',
      addressees: ['Sở Nội vụ', 'Sở Y tế'],
      pageCount: 3,
    });
    expect(data).not.toHaveProperty('typeName');
    expect(data).not.toHaveProperty('secrecy');
  });

  it('gives the same data each time it is read', () => {
    expect(map(full)).toEqual(map({ ...full }));
  });

  it('may lack number and date', () => {
    const row = map({ ...full, 'Số, ký hiệu': '', 'Ngày VB': null });
    expect(dataOf(row)).not.toHaveProperty('documentCode');
    expect(dataOf(row)).not.toHaveProperty('issuedOn');
  });

  it.each(['Ủy ban Dân tộc', 'Uỷ ban Dân tộc', 'UỶ BAN DÂN TỘC', ' uỷ  ban dân tộc '])(
    'by "%s" is the agency’s own and goes out',
    (issuer) => {
      expect(map({ ...full, 'Tác giả': issuer })).toMatchObject({ name: 'document.issued' });
    },
  );

  it.each(['Uỷ ban Dân tộc và Miền núi', 'Bộ Nội vụ và Uỷ ban Dân tộc', 'Ủy ban nhân dân'])(
    'by "%s" is another body’s and comes in',
    (issuer) => {
      expect(map({ ...full, 'Tác giả': issuer })).toMatchObject({ name: 'document.received' });
    },
  );

  it('says which fields the mapping filled and which it cut', () => {
    const row = map({ ...full, 'Trích yếu': null, 'Lĩnh vực': 'Chính sách dân tộc và tôn giáo' });
    expect(row).toMatchObject({ filled: ['abstract'], cut: ['field'] });
    expect(dataOf(row)['abstract']).toBe('CÔNG VĂN 507/UBND-KGVX (chưa có trích yếu)');
    expect(dataOf(row)['field']).toBe('Chính sách dân tộc…');
  });

  it('joins columns where the mapping says so', () => {
    const row = map({ ...full, 'Người ký': 'Nguyễn Văn A', KT: 'Phó Chủ tịch' });
    expect(dataOf(row)['signerName']).toBe('Nguyễn Văn A, Phó Chủ tịch');
  });

  it('keeps its text to the byte', () => {
    const text = ' Điều 1.\r\n\tÁp dụng  ';
    expect(map({ ...full, 'Toàn văn': text })).toMatchObject({ files: { text } });
  });
});

describe('A date', () => {
  it.each([
    ['2026-01-24', '2026-01-24'],
    ['24/01/2026', '2026-01-24'],
    ['4.1.2026', '2026-01-04'],
    ['2026-01-24T00:00:00Z', '2026-01-24'],
    [46046, '2026-01-24'],
    ['46046', '2026-01-24'],
    [new Date('2026-01-24T00:00:00Z'), '2026-01-24'],
  ])('%s is read as %s', (cell, day) => {
    expect(dataOf(map({ ...full, 'Ngày VB': cell }))['issuedOn']).toBe(day);
  });

  it.each(['31/02/2026', '2026-13-01', 'hôm qua', '24/01/26', '-5', 'tháng 1'])(
    '%s is none, and is not quoted',
    (cell) => {
      const faults = faultsOf(map({ ...full, 'Ngày VB': cell }));
      expect(faults).toEqual([
        {
          code: 'VALUE_NOT_DATE',
          field: 'issuedOn',
          column: 'Ngày VB',
          value: { kind: 'text', length: cell.length },
        },
      ]);
    },
  );

  it('is read only in the formats a mapping allows', () => {
    const strict = {
      ...book,
      fields: { ...book.fields, issuedOn: { from: 'Ngày VB', dates: ['yyyy-MM-dd'] } },
    };
    expect(faultsOf(map({ ...full, 'Ngày VB': '24/01/2026' }, strict))).toHaveLength(1);
  });
});

describe('A row that cannot be used', () => {
  it('tells every fault with its column', () => {
    const faults = faultsOf(
      map({ ...full, 'Số đến': '', 'Tác giả': ' ', 'Độ khẩn': 'rất gấp', 'Số trang': 'ba' }),
    );
    expect(faults.map(({ code, column }) => [code, column]).toSorted()).toEqual([
      ['ID_MISSING', 'Số đến'],
      ['VALUE_MISSING', 'Tác giả'],
      ['VALUE_NOT_LISTED', 'Độ khẩn'],
      ['VALUE_NOT_NUMBER', 'Số trang'],
    ]);
  });

  it('says of a text only how long it is', () => {
    const abstract = 'Nội dung '.repeat(1_000);
    expect(faultsOf(map({ ...full, 'Trích yếu': abstract }))).toEqual([
      {
        code: 'VALUE_TOO_LONG',
        field: 'abstract',
        column: 'Trích yếu',
        value: { kind: 'text', length: abstract.trim().length },
      },
    ]);
  });

  it('has something that is no text where a text belongs', () => {
    expect(faultsOf(map({ ...full, 'Trích yếu': { a: 1 } }))).toMatchObject([
      { code: 'VALUE_NOT_TEXT', column: 'Trích yếu', value: { kind: 'object' } },
    ]);
  });

  it('has a direction nobody listed', () => {
    const twoBooks = {
      ...book,
      direction: { from: 'Sổ', values: { đến: 'incoming', đi: 'outgoing' } },
    };
    expect(map({ ...full, Sổ: 'Đi' }, twoBooks)).toMatchObject({ name: 'document.issued' });
    expect(faultsOf(map({ ...full, Sổ: 'mật' }, twoBooks))).toMatchObject([
      { code: 'DIRECTION_UNKNOWN', column: 'Sổ' },
    ]);
  });
});

describe('A row that is marked secret (R1)', () => {
  it.each(['Mật', 'TỐI MẬT', 'tuyệt mật', 'M Ậ T'])('"%s" leaves nothing but its place', (mark) => {
    expect(map({ ...full, 'Độ mật': mark })).toEqual({ kind: 'secret', row: 7 });
  });

  it('is not looked at further, whatever else is wrong with it', () => {
    expect(map({ 'Độ mật': 'Mật' })).toEqual({ kind: 'secret', row: 7 });
  });

  it.each(['Tối mật', 'M Ậ T'])(
    '"%s" is judged as it stands, whatever the mapping makes of it',
    (mark) => {
      for (const secrecy of [
        { from: 'Độ mật', values: { 'Tối mật': 'Thường', 'M Ậ T': 'Thường' } },
        { from: ['Mức', 'Độ mật'], values: { A: 'Thường' } },
        { from: ['Mức', 'Độ mật'], join: '; ' },
        { from: 'Độ mật', unlisted: 'refuse', values: { A: 'Thường' } },
      ]) {
        const mapping = { ...book, fields: { ...book.fields, secrecy } };
        expect(map({ ...full, Mức: 'A', 'Độ mật': mark }, mapping)).toEqual({
          kind: 'secret',
          row: 7,
        });
      }
    },
  );

  it('is known by its table where the source has marks of its own', () => {
    const secrecy = { from: 'Độ mật', values: { '2': 'Tối mật', '0': 'Thường' } };
    const mapping = { ...book, fields: { ...book.fields, secrecy } };
    expect(map({ ...full, 'Độ mật': 2 }, mapping)).toEqual({ kind: 'secret', row: 7 });
    expect(dataOf(map({ ...full, 'Độ mật': 0 }, mapping))['secrecy']).toBe('Thường');
  });

  it('passes a strange grade on, for the office to hold', () => {
    expect(dataOf(map({ ...full, 'Độ mật': 'Lưu ý' }))['secrecy']).toBe('Lưu ý');
  });
});

describe('A mapping', () => {
  const whereOf = (json: unknown): string => {
    try {
      readMapping(json);
      return 'right';
    } catch (error) {
      return error instanceof OfficeError ? `${error.code} ${error.facts['where']}` : 'other';
    }
  };

  it.each([
    ['another version', { ...book, version: 2 }, 'MAPPING_WRONG version'],
    ['an unknown field', { ...book, fields: { so: 'a' } }, 'MAPPING_WRONG fields'],
    ['an unknown setting', { ...book, colour: 'red' }, 'MAPPING_WRONG (mapping)'],
    [
      'an id made of the subject (R1)',
      { ...book, documentId: 'Trích yếu' },
      'MAPPING_WRONG documentId',
    ],
    ...[
      { from: 'Độ mật', unlisted: 'leave-out', values: { Thường: 'thuong' } },
      { from: 'Độ mật', values: { 'Tối mật': null } },
      { from: 'Độ mật', values: { 'Tối mật': '' } },
      { from: 'Độ mật', otherwise: 'Thường' },
    ].map(
      (secrecy) =>
        [
          'a mark of secrecy left out or made up (R1)',
          { ...book, fields: { ...book.fields, secrecy } },
          'MAPPING_WRONG fields.secrecy',
        ] as const,
    ),
    ['no object', 'x', 'MAPPING_WRONG (mapping)'],
  ])('with %s is refused by name', (_, json, where) => {
    expect(whereOf(json)).toContain(where);
  });

  it('knows the columns it speaks of, also in templates and to be ignored', () => {
    const known = knownColumns(readMapping(book));
    for (const column of ['Số đến', 'Trích yếu', 'Loại', 'KT', 'Tệp', 'Toàn văn', 'Ghi chú'])
      expect(known.has(column)).toBe(true);
    expect(known.has('Cột lạ')).toBe(false);
  });

  it('reaches into records of JSON by path', () => {
    const nested = {
      version: 1,
      documentId: 'meta.id',
      direction: 'incoming',
      fields: { abstract: 'meta.subject', issuer: 'from.0.name' },
    };
    const row = map({ meta: { id: 'x', subject: 'S' }, from: [{ name: 'N' }] }, nested);
    expect(row).toMatchObject({ documentId: 'x', data: { abstract: 'S', issuer: 'N' } });
    expect(knownColumns(readMapping(nested)).has('from')).toBe(true);
  });
});
