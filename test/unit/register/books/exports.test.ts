import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { columnsOf } from '../../../../lib/register/books/book.ts';
import { exportCsv } from '../../../../lib/register/books/export-csv.ts';
import { exportHtml } from '../../../../lib/register/books/export-html.ts';
import { exportXlsx } from '../../../../lib/register/books/export-xlsx.ts';
import { entryOf, incoming, numbered, printed, rowsOf } from './book-documents.ts';

const FORMULA = "=cmd|' /C calc'!A0";
const hostile = () =>
  entryOf(
    incoming(
      {},
      { abstract: '<script>alert("1")</script> & \'x\'', issuer: FORMULA, typeName: '@SUM(A1)' },
    ),
  );
const titles = columnsOf('incoming').map(({ title }) => title);

describe('CSV', () => {
  const read = (rows = rowsOf([numbered(2), numbered(1)])): string[][] =>
    parse(Buffer.from(exportCsv(printed(rows))), { bom: true });

  it('has the columns of the law and a line for each number, in the order of the book', () => {
    const [heads, ...lines] = read();
    expect(heads).toEqual(titles);
    expect(lines.map((line) => line[1])).toEqual(['01', '02']);
  });

  it('begins with a byte order mark and ends its lines as RFC 4180 says', () => {
    const bytes = Buffer.from(exportCsv(printed(rowsOf([numbered(1)]))));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString().endsWith('\r\n')).toBe(true);
  });

  it('keeps commas, quotes and line breaks inside their cells', () => {
    const text = 'Một "hai", ba';
    const [, line] = read(rowsOf([entryOf(incoming({}, { issuer: text }))]));
    expect(line?.[2]).toBe(text);
  });

  it.each(['=', '+', '-', '@', '\t', '\r'])(
    'leaves no cell that begins with %j a formula',
    (sign) => {
      const [, line] = read(rowsOf([entryOf(incoming({}, { issuer: `${sign}1+1` }))]));
      expect(line?.[2]?.[0]).toBe("'");
    },
  );
});

describe('XLSX', () => {
  const read = async (rows = rowsOf([numbered(1), numbered(2)])) => {
    const bytes = Buffer.from(await exportXlsx(printed(rows)));
    const [sheet] = await readXlsxFile(bytes);
    return sheet?.data ?? [];
  };

  it('has agency, title, period and the heads of the columns above the lines', async () => {
    const data = await read();
    const firsts = data.map((line) => line[0]);
    expect(firsts.slice(0, 3)).toEqual(['CHÍNH PHỦ', 'ỦY BAN DÂN TỘC', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN']);
    expect(String(firsts[3])).toContain('Năm: 2026');
    expect(data[4]).toEqual(titles);
    expect(data).toHaveLength(8);
  });

  it('writes dates as dates and numbers with their leading nought', async () => {
    const line = (await read()).at(-1) ?? [];
    expect(line[0]).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(line[1]).toBe('02');
    expect(line[4]).toEqual(new Date('2026-11-18T00:00:00Z'));
  });

  it('holds text where a formula was tried', async () => {
    const line = (await read(rowsOf([hostile()]))).at(-1) ?? [];
    expect(line[2]).toBe(`'${FORMULA}`);
    expect(String(line[5])).toContain('<script>alert("1")</script>');
  });

  it('keeps letters XML cannot hold out of the file', async () => {
    const line = (
      await read(rowsOf([entryOf(incoming({}, { issuer: 'a\u0000b\u000bc\u202e' }))]))
    ).at(-1);
    expect(line?.[2]).toBe('abc');
  });

  it('of an empty book can be opened too', async () => {
    expect(await read([])).toHaveLength(6);
  });
});

describe('HTML', () => {
  const html = (rows = rowsOf([numbered(1)])) => exportHtml(printed(rows));

  it('escapes what documents say', () => {
    const page = html(rowsOf([hostile()]));
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
  });

  it('escapes the name of the agency in its style sheet as well', () => {
    const book = { ...printed([]), agency: { name: '"} </style><script>x</script>' } };
    const page = exportHtml(book);
    expect(page).not.toContain('<script');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  it('is a cover with year, dates, numbers and volume, then a table whose heads are repeated', () => {
    const page = html(rowsOf([numbered(1), numbered(9)]));
    expect(page).toContain('<h1>SỔ ĐĂNG KÝ VĂN BẢN ĐẾN</h1>');
    for (const line of [
      'Năm: 2026',
      'Từ ngày 01/01/2026 đến ngày 31/12/2026',
      'Từ số 01 đến số 09',
      'Quyển số: 01',
    ])
      expect(page).toContain(`<p>${line}</p>`);
    expect(page).toContain('thead { display: table-header-group; }');
    expect(page).toContain('size: A4 landscape');
    expect(page.match(/<th scope="col">/g)).toHaveLength(10);
  });

  it('tells two sequences in one book apart', () => {
    const own = rowsOf([numbered(1), numbered(2)]);
    const foreign = rowsOf([numbered(1231)]).map((row) => ({
      ...row,
      place: { n: 1231, date: '2026-11-23' },
    }));
    const page = html([...own, ...foreign]);
    expect(page).toContain('Từ số 01 đến số 02 (số do Văn thư cấp)');
    expect(page).toContain('Từ số 1231 đến số 1231 (số do hệ điều hành tác nghiệp cấp)');
  });

  it('strikes void numbers through and counts them', () => {
    const page = html(
      rowsOf([numbered(1), numbered(2, undefined, { numbering: { status: 'void' } })]),
    );
    expect(page).toContain('<tr class="void">');
    expect(page).toContain('Tổng số: 2 dòng, trong đó 1 số hủy.');
  });
});
