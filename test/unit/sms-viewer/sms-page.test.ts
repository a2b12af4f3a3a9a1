import { describe, expect, test } from '@jest/globals';
import { phonesMarkup, smsPage } from '../../../lib/local/viewer/sms-page.vi.ts';
import {
  groupByPhone,
  type ViewerMessage,
  type ViewerPhone,
} from '../../../lib/local/viewer/viewer-message.ts';

const chief: ViewerPhone = {
  personName: 'Nguyễn Văn Mẫu',
  role: 'Chủ nhiệm',
  phoneMasked: '0912***001',
};
const deputy: ViewerPhone = {
  personName: 'Hoàng Thị Ví Dụ',
  role: 'Phó Chủ nhiệm',
  phoneMasked: '0912***002',
};
const message = (at: string, text: string, phone = chief): ViewerMessage => ({
  ...phone,
  at,
  text,
  segments: 1,
});

describe('phones', () => {
  test('stand in the given order, each with its messages, newest first', () => {
    const messages = [
      message('2026-11-20T01:00:00Z', 'a'),
      message('2026-11-20T03:00:00Z', 'c', deputy),
      message('2026-11-20T02:00:00Z', 'b'),
    ];
    const phones = groupByPhone([deputy, chief], messages);
    expect(
      phones.map(({ personName, messages: own }) => [personName, own.map((m) => m.text)]),
    ).toEqual([
      [deputy.personName, ['c']],
      [chief.personName, ['b', 'a']],
    ]);
  });

  test('who is not listed but has got a message is shown as well', () => {
    const phones = groupByPhone([chief], [message('2026-11-20T01:00:00Z', 'a', deputy)]);
    expect(phones.map(({ personName }) => personName)).toEqual([
      chief.personName,
      deputy.personName,
    ]);
  });
});

describe('the page', () => {
  const page = (...messages: readonly ViewerMessage[]) => smsPage(groupByPhone([chief], messages));

  test('says in two languages that nothing leaves this machine', () => {
    expect(page()).toContain('không tin nhắn nào rời khỏi máy này');
    expect(page()).toContain('Local training mode: no SMS leaves this machine.');
  });

  test('shows Vietnamese time, the size and that the message was sent', () => {
    const html = page(message('2026-11-20T15:41:00Z', 'VB den 1234'));
    expect(html).toContain('>22:41</time>');
    expect(html).toContain('1 phần (11/160)');
    expect(html).toContain('Đã gửi');
  });

  test('opens each day in Vietnam with its date', () => {
    const html = page(
      message('2026-11-20T16:59:00Z', 'truoc nua dem'),
      message('2026-11-20T17:00:00Z', 'sau nua dem'),
    );
    expect(html.match(/class="day">[^<]*/g)).toEqual([
      'class="day">21/11/2026',
      'class="day">20/11/2026',
    ]);
  });

  test.each([
    ['HOA TOC. VB den 1235', true],
    ['NHAC LAI: HOA TOC', true],
    ['THU HOI: VB 935', true],
    ['VB den 1234: HOA TOC', false],
  ])('%j is marked as pressing: %s', (text, pressing) => {
    const html = page(message('2026-11-20T15:41:00Z', text));
    expect(html.includes('bubble pressing')).toBe(pressing);
  });

  test('a text is shown and never run', () => {
    const html = page(message('2026-11-20T15:41:00Z', '<script>alert(1)</script>'));
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  test('a phone without messages says so', () => {
    expect(phonesMarkup(groupByPhone([chief], [])).toString()).toContain('Chưa có tin nhắn');
  });
});
