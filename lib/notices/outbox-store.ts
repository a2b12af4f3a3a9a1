import type { NoticeRow } from './notice-row.ts';

type ClaimResult =
  | { readonly kind: 'claimed'; readonly row: NoticeRow }
  /** The row as it stands; absent when there is none. */
  | { readonly kind: 'refused'; readonly row?: NoticeRow };

/** The most rows one page may hold. */
export const PAGE_SIZE = 25;

/** The rows of the outbox: one for each document, person and occasion. */
export interface OutboxStore {
  /**
   * Creates up to 25 rows; those that exist stay as they are.
   * @returns the rows as they stand afterwards, in the order given
   */
  createPage(rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]>;
  /** Takes the lease if the row is claimable; of any number of claimers one gets it. */
  claim(noticeId: string, claimId: string, now: Date): Promise<ClaimResult>;
  /**
   * Puts a row's next state in the place of `base`.
   * @throws ConcurrencyError when the row is not `base` any more
   */
  save(base: NoticeRow, next: NoticeRow): Promise<void>;
  /** Up to 100 rows by id, consistent; missing ones are left out. */
  load(noticeIds: readonly string[]): Promise<ReadonlyMap<string, NoticeRow>>;
  /** Rows whose time has come, oldest first (eventually consistent). */
  due(now: Date, limit: number): Promise<readonly NoticeRow[]>;
}
