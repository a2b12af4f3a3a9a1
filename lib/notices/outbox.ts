import type { DocumentId } from '../kernel/ids.ts';
import { SWEEP_AFTER_MS } from '../register/work.ts';
import { NoticeTransitionError } from './errors.ts';
import {
  type CancellationCause,
  type NoticeRow,
  type NoticeStatus,
  noticeIdOf,
  type Occasion,
} from './notice-row.ts';
import type { SuppressionCause } from './people.ts';
import { TEMPLATES_VERSION, type TemplateId } from './templates.vi.ts';

/** An SMS that the channel refuses so often for a passing reason is given up. */
const MAX_TRIES = 8;

/** A claim holds this long; longer than the sending function may run (its time-out is 30 s). */
export const SEND_LEASE_MS = 60_000;
/** A notice that could not be sent for so long would only confuse. */
export const NOTICE_LIFETIME_MS = 24 * 3_600_000;
/** Wait before the one reminder of a hoả tốc document whose first text has an unknown fate (R6). */
const REMINDER_AFTER_MS = 90_000;
const BACK_OFF_BASE_MS = 5_000;
const BACK_OFF_CAP_MS = 15 * 60_000;

export type NoticeEvent =
  | { readonly kind: 'claimed'; readonly claimId: string }
  | { readonly kind: 'lease-expired' }
  | {
      readonly kind: 'accepted';
      readonly messageId: string;
      readonly template: NoticeRow['template'];
      readonly templateVersion: number;
    }
  /** `jitter` in [0, 1) spreads the next try. */
  | {
      readonly kind: 'not-sent';
      readonly code: string;
      readonly retryable: boolean;
      readonly jitter: number;
      /** There is evidence of this try outside the tables, which the next one must not meet. */
      readonly handedOver?: boolean;
    }
  | { readonly kind: 'fate-unknown'; readonly code: string }
  /** Evidence outside the tables says more than the row, which is an older copy (ADR 15). */
  | { readonly kind: 'handed-over-before' }
  | { readonly kind: 'cancelled'; readonly cause: CancellationCause }
  | { readonly kind: 'suppressed'; readonly cause: SuppressionCause }
  | { readonly kind: 'expired' };

interface PlannedNotice {
  readonly documentId: DocumentId;
  readonly personId: string;
  readonly occasion: Occasion;
  readonly urgency: NoticeRow['urgency'];
  readonly template: TemplateId;
}

const after = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();

const trailed = (row: NoticeRow, now: Date, by: string, reason?: string): NoticeRow => ({
  ...row,
  trail: [
    ...row.trail,
    { by, at: now.toISOString(), to: row.status, ...(reason === undefined ? {} : { reason }) },
  ],
});

const newRow = (planned: PlannedNotice, now: Date): Omit<NoticeRow, 'status'> => ({
  noticeId: noticeIdOf(planned.documentId, planned.personId, planned.occasion),
  ...planned,
  templateVersion: TEMPLATES_VERSION,
  round: 'first',
  rev: 0,
  attempts: 0,
  createdAt: now.toISOString(),
  staleAt: after(now, NOTICE_LIFETIME_MS),
  trail: [],
});

/** A notice to be sent at once; the sweeper takes it up when its message was lost. */
export const queueNotice = (planned: PlannedNotice, now: Date): NoticeRow =>
  trailed(
    {
      ...newRow(planned, now),
      status: 'queued',
      notBefore: now.toISOString(),
      dueAt: after(now, SWEEP_AFTER_MS),
    },
    now,
    'notify',
  );

/** A notice that is not sent, kept so that the pilot's report can say why. */
export const suppressNotice = (
  planned: PlannedNotice,
  cause: SuppressionCause,
  now: Date,
): NoticeRow =>
  trailed({ ...newRow(planned, now), status: 'suppressed', code: cause }, now, 'notify', cause);

/** Has this person been told, or may have been? An unknown fate and a running claim count as told. */
export const mayHaveBeenTold = (row: NoticeRow): boolean =>
  ['accepted', 'unknown', 'claimed'].includes(row.status) || row.round === 'reminder';

export const isClaimable = (row: NoticeRow, now: Date): boolean =>
  row.notBefore !== undefined && row.notBefore <= now.toISOString();

export const isLeaseOver = (row: NoticeRow, now: Date): boolean =>
  row.status === 'claimed' && (row.leaseUntil ?? '') <= now.toISOString();

/** The row without what belongs to a state that waits or works. */
const settled = (row: NoticeRow, status: NoticeStatus): NoticeRow => {
  const { notBefore: _claimable, dueAt: _due, leaseUntil: _lease, ...rest } = row;
  return { ...rest, status };
};

const claim = (row: NoticeRow, claimId: string, now: Date): NoticeRow => {
  const leaseUntil = after(now, SEND_LEASE_MS);
  return {
    ...settled(row, 'claimed'),
    claimId,
    claimedAt: now.toISOString(),
    leaseUntil,
    dueAt: leaseUntil,
    attempts: row.attempts + 1,
  };
};

/** Only an arrival marked hoả tốc may be told twice, and the second time as a reminder (R6). */
const loseTrack = (row: NoticeRow, code: string): NoticeRow => {
  const lost = { ...settled(row, 'unknown'), code };
  const mayRemind =
    row.round === 'first' && row.urgency === 'hoa_toc' && row.occasion === 'arrival';
  if (!mayRemind) return lost;
  const at = after(new Date(row.claimedAt ?? row.createdAt), REMINDER_AFTER_MS);
  const { handedOver: _counted, ...uncounted } = lost;
  return { ...uncounted, round: 'reminder', notBefore: at, dueAt: at };
};

/** Full jitter over a doubling time; between half of it and all of it, so that it never is 0. */
const backOffMs = (attempts: number, jitter: number): number =>
  Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** attempts) * (0.5 + jitter / 2);

const tryLater = (row: NoticeRow, code: string, jitter: number, now: Date): NoticeRow => {
  const at = after(now, backOffMs(row.attempts, jitter));
  // In the reminder's round the first text's fate is still unknown, and stays so.
  const status = row.round === 'reminder' ? 'unknown' : 'queued';
  return { ...settled(row, status), code, notBefore: at, dueAt: at };
};

/** An end without a text; in the reminder's round only opening settles the first text's fate. */
const endUnsent = (row: NoticeRow, status: NoticeStatus, code: string): NoticeRow => ({
  ...settled(row, row.round === 'reminder' && code !== 'opened' ? 'unknown' : status),
  code,
});

const counted = (row: NoticeRow, handedOver = false): NoticeRow =>
  handedOver ? { ...row, handedOver: (row.handedOver ?? 0) + 1 } : row;

const notSent = (
  row: NoticeRow,
  event: Extract<NoticeEvent, { kind: 'not-sent' }>,
  now: Date,
): NoticeRow => {
  const tried = counted(row, event.handedOver);
  return event.retryable && row.attempts < MAX_TRIES
    ? tryLater(tried, event.code, event.jitter, now)
    : endUnsent(tried, 'failed', event.code);
};

const follow = (row: NoticeRow, event: NoticeEvent, now: Date): NoticeRow => {
  switch (event.kind) {
    case 'claimed':
      return claim(row, event.claimId, now);
    case 'accepted': {
      const { code: _code, ...rest } = settled(row, 'accepted');
      const { messageId, template, templateVersion } = event;
      return { ...rest, messageId, template, templateVersion };
    }
    case 'lease-expired':
      return loseTrack(row, 'LEASE_EXPIRED');
    case 'fate-unknown':
      return loseTrack(row, event.code);
    case 'handed-over-before':
      return loseTrack(row, 'HANDED_OVER_BEFORE');
    case 'not-sent':
      return notSent(row, event, now);
    case 'cancelled':
      return endUnsent(row, 'cancelled', event.cause);
    case 'suppressed':
      return endUnsent(row, 'suppressed', event.cause);
    case 'expired':
      return endUnsent(row, 'expired', 'expired');
  }
};

/** A late answer may still settle an unknown fate, as long as no reminder was begun. */
const isAllowed = (row: NoticeRow, event: NoticeEvent, now: Date): boolean => {
  if (event.kind === 'claimed') return isClaimable(row, now);
  if (event.kind === 'lease-expired') return isLeaseOver(row, now);
  if (event.kind === 'handed-over-before') return row.dueAt !== undefined;
  return row.status === 'claimed' || (row.status === 'unknown' && event.kind === 'accepted');
};

/**
 * One step of a notice. Pure: the store keeps what it returns only if the row is still the one
 * that was read.
 * @throws NoticeTransitionError when the row's state does not allow the step
 */
export const stepNotice = (row: NoticeRow, event: NoticeEvent, now: Date): NoticeRow => {
  if (!isAllowed(row, event, now)) throw new NoticeTransitionError(row.status, event.kind);
  const next = follow(row, event, now);
  const reason = next.status === 'claimed' ? undefined : next.code;
  return trailed({ ...next, rev: row.rev + 1 }, now, 'send-sms', reason);
};
