import type { NoticeRow } from './notice-row.ts';

/**
 * One handing over of a notice to the channel. `count` numbers those of a round from 1 on; the row
 * knows how many ended without a text, so that a row put back to an older copy counts again what
 * has been counted (ADR 15).
 */
export interface HandOver {
  readonly noticeId: string;
  readonly round: NoticeRow['round'];
  readonly count: number;
}

/**
 * Evidence, outside the tables, that a notice was about to be handed over (R6). It holds neither
 * number nor text.
 */
export interface SmsEvidence {
  /**
   * Called before the channel is asked.
   * @returns false when this handing over was recorded by another claim before: nothing may be sent
   */
  record(handOver: HandOver, claimId: string): Promise<boolean>;
  /** Was this handing over recorded? */
  has(handOver: HandOver): Promise<boolean>;
}

/** The handing over that comes next for a row. */
export const nextHandOver = (row: NoticeRow): HandOver => ({
  noticeId: row.noticeId,
  round: row.round,
  count: (row.handedOver ?? 0) + 1,
});

/** Objects below it expire after 90 days; point-in-time recovery goes back 35. */
const SMS_EVIDENCE = 'evidence/sms/';

export const handOverKey = ({ noticeId, round, count }: HandOver): string =>
  `${SMS_EVIDENCE}${noticeId}/${round}-${count}`;
