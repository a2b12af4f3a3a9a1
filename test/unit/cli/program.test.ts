import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import type { GlobalOptions, Request } from '../../../lib/cli/builder.ts';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { createProgram, explainUsage } from '../../../lib/cli/program.ts';

const messages = messagesIn('vi');

const parse = async (
  line: string,
): Promise<{ request?: Request; options?: GlobalOptions; said: string }> => {
  const seen: { request?: Request; options?: GlobalOptions; said: string } = { said: '' };
  const write = (text: string) => {
    seen.said += text;
  };
  const program = createProgram({
    messages,
    version: '1.2.3',
    write,
    writeError: write,
    run: async (request, options) => {
      Object.assign(seen, { request, options });
    },
  });
  await program.parseAsync(line.split(' '), { from: 'user' }).catch((error: CommanderError) => {
    if (error.exitCode !== 0) throw error;
  });
  return seen;
};

const usageOf = async (line: string): Promise<string> => {
  try {
    await parse(line);
  } catch (error) {
    if (error instanceof CommanderError) return explainUsage(error, messages);
    throw error;
  }
  throw new Error(`${line} was taken`);
};

describe('the command line', () => {
  it('starts with samples on the usual ports when nothing else is said', async () => {
    const { request, options } = await parse('start');
    expect(request).toEqual({
      command: 'start',
      once: false,
      fresh: false,
      samples: true,
      portBase: 4600,
    });
    expect(options).toEqual({ json: false, office: '.vanthu' });
  });

  it('reads every option of start', async () => {
    const { request, options } = await parse(
      'start --once --fresh --no-samples --port-base 0 --json --office khac',
    );
    expect(request).toEqual({
      command: 'start',
      once: true,
      fresh: true,
      samples: false,
      portBase: 0,
    });
    expect(options).toEqual({ json: true, office: 'khac' });
  });

  it('takes the common options before and after the command', async () => {
    const before = await parse('--json --outputs o.json status 12');
    const after = await parse('status 12 --json --outputs o.json');
    expect(before).toEqual(after);
    expect(after.options).toEqual({ json: true, office: '.vanthu', outputs: 'o.json' });
  });

  it.each<[string, Request]>([
    ['history abc', { command: 'history', id: 'abc' }],
    ['review list', { command: 'review-list' }],
    ['held list', { command: 'held-list' }],
    ['seal list', { command: 'seal-list' }],
    ['dlq list', { command: 'dlq-list' }],
    ['dlq redrive sign', { command: 'redrive', queue: 'sign' }],
    ['seal 01/QĐ-UBDT --as an', { command: 'seal', id: '01/QĐ-UBDT', personId: 'an' }],
    ['pause send-sms --as an', { command: 'pause', effect: 'send-sms', personId: 'an' }],
    ['resume send-sms --as an', { command: 'resume', effect: 'send-sms', personId: 'an' }],
    [
      'review reject x --as an --reason vi',
      { command: 'reject', id: 'x', personId: 'an', reason: 'vi' },
    ],
    [
      'held release x --as an --reason vi',
      { command: 'release', id: 'x', personId: 'an', reason: 'vi' },
    ],
    [
      'held refuse x --as an --reason vi',
      { command: 'refuse', id: 'x', personId: 'an', reason: 'vi' },
    ],
  ])('understands "%s"', async (line, request) => {
    expect((await parse(line)).request).toEqual(request);
  });

  it.each([
    ['xoa', 'Không có lệnh xoa. Xem vanthu --help.'],
    ['status', 'Thiếu ID.'],
    ['status a b', 'Thừa tham số.'],
    ['status a --xin', 'Không có tùy chọn --xin. Xem --help của lệnh.'],
    ['review approve x --reason r', 'Thiếu --as <person>.'],
    ['held refuse x --as an', 'Thiếu --reason <text>.'],
    ['seal x', 'Thiếu --as <person>.'],
    ['start --port-base', '--port-base <n> cần có giá trị.'],
    ['start --port-base 99999', 'Không dùng được 99999; chỉ nhận: 0–65532.'],
    ['start --lang fr', 'Không dùng được fr; chỉ nhận: vi, en.'],
    [
      'pause in --as an',
      'Không dùng được in; chỉ nhận: screen, sign, notify, send-sms, publish, answer, webhook.',
    ],
  ])('answers "%s" in Vietnamese', async (line, sentence) => {
    expect(await usageOf(line)).toBe(sentence);
  });

  it('says the exit codes in its help, and the default of an option in Vietnamese', async () => {
    const said = (await parse('--help')).said.replace(/\s+/g, ' ');
    expect(said).toContain('Cách dùng: vanthu');
    expect(said).toContain('(mặc định: .vanthu)');
    expect(said).toContain('Mã kết thúc: 0 xong');
  });

  it('shows the commands of a group that was named without one', async () => {
    await expect(parse('review')).rejects.toMatchObject({ code: 'commander.help' });
  });

  it('tells its version', async () => {
    expect((await parse('--version')).said).toBe('1.2.3\n');
  });
});
