import { describe, expect, it } from '@jest/globals';
import { assertRetryable } from '../../../lib/cli/commands/retry.ts';
import { documentIdOf } from '../../../lib/kernel/ids.ts';
import { blankState } from '../../../lib/register/document-state.ts';

const active = blankState(documentIdOf('e-office', 'v-1'), 'e-office', 'active', new Date(0));
const returned = {
  ...active,
  screening: { ...active.screening, status: 'refused' as const, causes: ['FILE_NEVER_CAME'] },
};
const failed = (effect: 'screen' | 'webhook') => ({ effect, status: 'failed' as const });

describe('vanthu retry', () => {
  it('has nothing to retry of a document that was returned to its sender', () => {
    expect(() => assertRetryable(returned, [failed('screen')])).toThrow(
      expect.objectContaining({ code: 'ALREADY_RETURNED', facts: { code: 'FILE_NEVER_CAME' } }),
    );
  });

  it('still sends an answer again that did not arrive, and takes up other failures', () => {
    expect(() => assertRetryable(returned, [failed('screen'), failed('webhook')])).not.toThrow();
    expect(() => assertRetryable(active, [failed('screen')])).not.toThrow();
  });
});
