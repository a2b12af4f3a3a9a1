import { describe, expect, it } from '@jest/globals';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { createConsoleReport, renderBar } from '../../../lib/local/demo/console-report.ts';
import { renderEntry, renderHeads, toneOf } from '../../../lib/local/demo/timeline.ts';
import type { StepResult, TimelineEntry } from '../../../lib/local/demo/timeline-entry.ts';

const vi = messagesIn('vi');
const at = new Date('2026-11-20T07:02:11Z');

const entry = (result: StepResult, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at,
  door: 'http',
  sample: 'mau',
  shown: { code: '299/UBND-TTHC', title: 'công bố Danh mục TTHC' },
  urgent: false,
  result,
  ...more,
});

const lineOf = (given: TimelineEntry, columns = 140): string => {
  const { head, result } = renderEntry(given, vi, columns);
  return `${head}${result}`;
};

/** An entry of which nothing may be shown. */
const hidden = ({ shown: _, ...rest }: TimelineEntry): TimelineEntry => rest;

describe('a line of the timeline', () => {
  it('says the time in Vietnam, the door, the document and its result', () => {
    const line = lineOf(entry({ kind: 'registered', number: '12', own: true }));
    expect(line).toMatch(
      /^14:02:11 {6}API {14}299\/UBND-TTHC {6}công bố Danh mục TTHC +đăng ký số đến 12$/,
    );
  });

  it("tells a number of the sender's book from one of our own", () => {
    expect(lineOf(entry({ kind: 'registered', number: '1231', own: false }))).toContain(
      'đăng ký theo số đến 1231 của nguồn gửi',
    );
  });

  it('marks what is most urgent', () => {
    expect(lineOf(entry({ kind: 'published' }, { urgent: true }))).toContain(
      '[hỏa tốc] công bố Danh mục TTHC',
    );
  });

  it.each<[StepResult, string]>([
    [{ kind: 'refused', code: 'SECRET_REFUSED' }, '(không lưu)'],
    [{ kind: 'held' }, '(tạm giữ: không hiển thị)'],
    [{ kind: 'parked' }, '(văn bản chưa đến)'],
  ])('shows nothing of a document that is %j', (result, instead) => {
    const line = lineOf(hidden(entry(result)));
    expect(line).toContain(instead);
    expect(line).not.toContain('mau');
  });

  it.each<[StepResult, string]>([
    [{ kind: 'returned', code: 'PDF_BROKEN' }, 'trả lại PDF_BROKEN'],
    [{ kind: 'entered', number: '935/UBDT-TTTT' }, 'vào sổ văn bản đi 935/UBDT-TTTT'],
    [{ kind: 'repeated' }, 'gửi lần hai: trả lời như trước'],
    [{ kind: 'assigned', to: 'Lê Văn Thử' }, 'giao Lê Văn Thử'],
    [{ kind: 'signed', code: '01/QĐ', by: 'An' }, 'ký số (An), cấp số 01/QĐ'],
    [{ kind: 'issued', code: '01/QĐ' }, 'đóng dấu, phát hành 01/QĐ'],
    [{ kind: 'published' }, 'đã công khai'],
    [{ kind: 'kept-back' }, 'không công khai'],
    [{ kind: 'recalled' }, 'thu hồi: đã gỡ khỏi Cổng'],
    [{ kind: 'replaced', by: '941/UBDT' }, 'thay bằng 941/UBDT: đã gỡ khỏi Cổng'],
    [{ kind: 'told', messages: 30, phones: 7 }, '30 tin nhắn SMS tới 7 máy'],
    [{ kind: 'unexpected', what: 'BUSY' }, 'NGOÀI DỰ KIẾN: BUSY'],
  ])('words %j', (result, words) => {
    expect(lineOf(entry(result)).endsWith(words)).toBe(true);
  });

  it('keeps results under one another however narrow the terminal and long the title', () => {
    const long = { shown: { code: '1/2', title: 'rất dài '.repeat(30) } };
    for (const columns of [80, 100, 140, 300]) {
      const heads = renderHeads(vi, columns);
      const line = lineOf(entry({ kind: 'published' }, long), columns);
      expect(line.indexOf('đã công khai')).toBe(heads.indexOf('Kết quả'));
    }
  });

  it('reads a refusal as something to look at and a surprise as bad', () => {
    expect(toneOf({ kind: 'refused', code: 'X' })).toBe('notice');
    expect(toneOf({ kind: 'unexpected', what: 'X' })).toBe('bad');
    expect(toneOf({ kind: 'published' })).toBe('good');
  });
});

describe('the report', () => {
  const record = (isTTY: boolean) => {
    const written: string[] = [];
    const output = { isTTY, columns: 140, write: (text: string) => written.push(text) };
    return { written, report: createConsoleReport(output, vi, { colours: true }) };
  };

  it('writes plain lines and no progress where nobody watches', () => {
    const { written, report } = record(false);
    report.progress('đang chạy', 1, 2);
    report.entry(entry({ kind: 'published' }));
    report.clear();
    expect(written).toHaveLength(1);
    expect(written.join('')).not.toContain('\u001b');
  });

  it('moves the progress line below each new line on a terminal, and takes it away at the end', () => {
    const { written, report } = record(true);
    report.progress('đang chạy', 1, 2);
    report.line('một dòng');
    report.clear();
    const erase = '\r\u001b[2K';
    expect(written).toEqual([
      `${renderBar(1, 2, 'bước')}: đang chạy`,
      erase,
      'một dòng\n',
      `${renderBar(1, 2, 'bước')}: đang chạy`,
      erase,
    ]);
  });

  it('colours results on a terminal', () => {
    const { written, report } = record(true);
    report.entry(entry({ kind: 'unexpected', what: 'BUSY' }));
    expect(written.join('')).toContain('\u001b[31mNGOÀI DỰ KIẾN: BUSY\u001b[0m');
  });

  it('draws a bar that is empty at first and full at the end', () => {
    expect(renderBar(0, 8, 'step')).toBe(`${'░'.repeat(24)} step 0/8`);
    expect(renderBar(8, 8, 'step')).toBe(`${'█'.repeat(24)} step 8/8`);
    expect(renderBar(9, 8, 'step')).toBe(`${'█'.repeat(24)} step 9/8`);
  });
});
