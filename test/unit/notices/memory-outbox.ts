import { ConcurrencyError } from '../../../lib/kernel/errors.ts';
import type { NoticeRow } from '../../../lib/notices/notice-row.ts';
import { isClaimable, stepNotice } from '../../../lib/notices/outbox.ts';
import type { OutboxStore } from '../../../lib/notices/outbox-store.ts';

/** An outbox in memory that keeps the port's contract; the DynamoDB one is compared with it. */
export const createMemoryOutbox = (): OutboxStore & { rows(): readonly NoticeRow[] } => {
  const rows = new Map<string, NoticeRow>();
  return {
    rows: () => [...rows.values()],
    createPage: async (page) =>
      page.map((row) => {
        const standing = rows.get(row.noticeId) ?? row;
        rows.set(row.noticeId, standing);
        return standing;
      }),
    claim: async (noticeId, claimId, now) => {
      const row = rows.get(noticeId);
      if (!row) return { kind: 'refused' };
      if (!isClaimable(row, now)) return { kind: 'refused', row };
      const claimed = stepNotice(row, { kind: 'claimed', claimId }, now);
      rows.set(noticeId, claimed);
      return { kind: 'claimed', row: claimed };
    },
    save: async (base, next) => {
      if (rows.get(base.noticeId)?.rev !== base.rev) throw new ConcurrencyError('notice');
      rows.set(next.noticeId, next);
    },
    load: async (noticeIds) =>
      new Map(
        noticeIds.flatMap((noticeId): [string, NoticeRow][] => {
          const row = rows.get(noticeId);
          return row ? [[noticeId, row]] : [];
        }),
      ),
    due: async (now, limit) =>
      [...rows.values()]
        .filter((row) => row.dueAt !== undefined && row.dueAt <= now.toISOString())
        .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
        .slice(0, limit),
  };
};
