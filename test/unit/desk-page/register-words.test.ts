import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  actionText,
  changeText,
  codeText,
  effectText,
  noteText,
  numberText,
} from '../../../lib/desk/page/format.vi.ts';
import { eventNames } from '../../../lib/events/catalogue.ts';
import { effects } from '../../../lib/register/work.ts';

const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(`lib/${path}`, 'utf8'));

/** `publish.review-1`: every step the code asks for, with something in the place of what varies. */
const steps = sources.flatMap((text) =>
  [...text.matchAll(/newWork\(\s*'([a-z-]+)',\s*['`]([^'`]+)['`]/g)].map(
    ([, effect, step]) => `${effect}.${step?.replaceAll(/\$\{[^}]*\}/g, '1')}`,
  ),
);
/** What the channel of answers says, a webhook says as well. */
const calls = steps
  .filter((step) => step.startsWith('answer.'))
  .map((step) => step.replace('answer.', 'webhook.'));
const doors = ['admit-file', 'receive-inbox', 'receive-bus', 'refuse'];

const withoutWord = (names: readonly string[], word: (name: string) => string) =>
  names.filter((name) => word(name) === name);

describe('the words of the register', () => {
  it('are there for every event, step, effect and queue', () => {
    expect(steps.length).toBeGreaterThan(30);
    expect(withoutWord([...eventNames, ...steps, ...calls], actionText)).toEqual([]);
    expect(withoutWord([...effects, ...doors], effectText)).toEqual([]);
  });

  it('tell answers apart, and steps that carry a number', () => {
    expect(actionText('answer.registered')).toBe('trả lời nguồn gửi: đã vào sổ');
    expect(actionText('webhook.held-duplicate')).toContain('nghi trùng');
    expect(actionText('publish.review-1')).toBe('cập nhật Cổng theo rà soát');
    expect(actionText('answer.returned-0a1b2c')).toBe('trả lời nguồn gửi: không nhận');
    expect(actionText('screen.unpark-numbered')).toBe('xét sự kiện đến sớm');
    expect(actionText('mới.lạ')).toBe('mới.lạ');
  });

  it('tell notices, people and codes, and leave what a person wrote as it is', () => {
    expect(changeText('', '1 queued, 0 suppressed')).toBe('1 tin');
    expect(changeText('', '3 queued, 2 suppressed')).toBe('3 tin, 2 tin không gửi');
    expect(changeText('active', 'assigned:Trần Thị Lan')).toBe('có hiệu lực → giao Trần Thị Lan');
    expect(noteText('screen: PDF_BROKEN')).toBe('kiểm tra: Tệp PDF hỏng');
    expect(codeText('WORK_EXHAUSTED')).toBe('Đã thử nhiều lần mà chưa xử lý được.');
    expect(noteText('grade-unknown, secrecy-word')).toBe('chưa rõ độ mật, có từ chỉ độ mật');
    expect(noteText('Nộp 1,5 bản; UBND, sở')).toBe('Nộp 1,5 bản; UBND, sở');
  });

  it('name the number of each book', () => {
    const states = { numbering: 'allocated' };
    expect(numberText({ number: '07', direction: 'incoming', states })).toBe('Số đến 07');
    const outgoing = { number: '01/QĐ-UBDT', direction: 'outgoing' };
    expect(numberText({ ...outgoing, states })).toBe('Số 01/QĐ-UBDT');
    expect(numberText({ ...outgoing, states: { numbering: 'void' } })).toContain('hủy số');
  });
});
