import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { createProgram, explainUsage } from '../../../lib/cli/program.ts';
import { en } from '../../../lib/cli/sheet/messages.en.ts';
import { vi } from '../../../lib/cli/sheet/messages.vi.ts';
import { inverseLinks } from '../../../lib/register/links.ts';

const messages = messagesIn('vi');

/** What a line asks for, or the sentence about what is wrong with it. */
const parse = async (line: string): Promise<string> => {
  let asked = '';
  const program = createProgram({
    messages,
    version: '1',
    write: () => undefined,
    writeError: () => undefined,
    run: async ({ command }) => {
      asked = command;
    },
  });
  try {
    await program.parseAsync(line.split(' '), { from: 'user' });
    return asked;
  } catch (error) {
    if (error instanceof CommanderError) return explainUsage(error, messages);
    throw error;
  }
};

describe('The commands about one document', () => {
  it.each([
    'sheet 1231 --out a.pdf',
    'document return 1231 --as van-thu --reason x',
    'document correct 1231 --by 1232 --as van-thu --reason x',
    'document recall 1231 --as van-thu --reason x',
    'document recall 1231 --by 1232 --as van-thu --reason x',
    'document replace 1231 --by 1232 --as van-thu --reason x',
    'document copy 1231 --form TrS --count 5 --for A --for B --signer c --as van-thu',
    'document links 1231',
    'number void 1231 --as van-thu --reason x',
    'number list',
  ])('%s is taken', async (line) => {
    expect(await parse(line)).toBe('call');
  });

  it.each([
    ['sheet 1231', 'Thiếu --out <file>.'],
    ['document return 1231 --as van-thu', 'Thiếu --reason <text>.'],
    ['document correct 1231 --as van-thu --reason x', 'Thiếu --by <id>.'],
    ['document copy 1231 --as van-thu', 'Thiếu --form <form>.'],
    ['document copy 1231 --form XX --as a', 'Không dùng được XX; chỉ nhận: SY, TrS, SL.'],
    ['document copy 1231 --form SY --count 0 --as a', 'Không dùng được 0; chỉ nhận: 1–10000.'],
    ['number void 1231 --reason x', 'Thiếu --as <person>.'],
  ])('%s is explained in Vietnamese', async (line, sentence) => {
    expect(await parse(line)).toBe(sentence);
  });

  it('know the same errors and links in both languages', () => {
    expect(Object.keys(vi.errors)).toEqual(Object.keys(en.errors));
    const kinds = [...Object.entries(inverseLinks).flat(), 'copy'];
    for (const { kinds: words } of [en, vi])
      expect(Object.keys(words).toSorted()).toEqual(kinds.toSorted());
  });
});
