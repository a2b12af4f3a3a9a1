import { describe, expect, it } from '@jest/globals';
import { historyRow } from '../../../lib/cli/commands/history.ts';
import { messagesIn } from '../../../lib/cli/messages.ts';
import { registerWords } from '../../../lib/register/register-words.vi.ts';
import { effects } from '../../../lib/register/work.ts';

const vi = messagesIn('vi');
const at = '2026-11-20T03:00:00Z';
const wordsOf = (line: { by: string; action: string; from?: string; to: string }): string[] =>
  historyRow({ at, ...line } as Parameters<typeof historyRow>[0], vi);

describe('a line of the history in Vietnamese', () => {
  it('says the time in Vietnam, the effect, what it did and the states', () => {
    expect(
      wordsOf({ by: 'sign', action: 'sign.leader', from: 'prepared', to: 'leader_signed' }),
    ).toEqual([
      '20/11/2026 10:00:00',
      'ký số',
      'lãnh đạo ký số',
      'đã chuẩn bị → lãnh đạo đã ký',
      '',
    ]);
  });

  it('keeps the id of a person beside the word of the state', () => {
    expect(
      wordsOf({ by: 'e-office', action: 'document.assigned', to: 'assigned:vu-truong-tong-hop' }),
    ).toEqual(['20/11/2026 10:00:00', 'e-office', 'giao xử lý', 'giao vu-truong-tong-hop', '']);
  });

  it('has a word for each effect', () => {
    expect(effects.filter((effect) => registerWords.effects[effect] === undefined)).toEqual([]);
  });

  it('counts messages', () => {
    const row = wordsOf({ by: 'notify', action: 'notify.arrival', to: '2 queued, 0 suppressed' });
    expect(row).toContain('2 tin, 0 tin chưa gửi');
  });
});
