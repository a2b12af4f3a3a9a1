import type { WebhookReply } from './webhook-channel.ts';

/** What a reply means for the delivery. */
export type WebhookVerdict =
  | { readonly kind: 'delivered' }
  /** 410: the receiver wants nothing more. */
  | { readonly kind: 'gone' }
  /** Trying again would bring the same: somebody has to look. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Not now; `waitMs` is what the receiver asked for. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly waitMs: number };

/** A receiver may put a delivery off by so much at a time. */
const MAX_WAIT_MS = 3_600_000;

/** Client errors that pass by themselves: time-out, conflict, too early, too many (RFC 9110, 8470, 6585). */
const PASSING: readonly number[] = [408, 409, 425, 429];

/** Seconds or an HTTP date (RFC 9110, section 10.2.3); 0 for anything else. */
export const readRetryAfter = (value: string | undefined, now: Date): number => {
  if (value === undefined) return 0;
  const asked = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(asked) ? 0 : Math.min(MAX_WAIT_MS, Math.max(0, asked));
};

export const judgeReply = (reply: WebhookReply, now: Date): WebhookVerdict => {
  if (reply.kind === 'silent') return { kind: 'unavailable', reason: reply.reason, waitMs: 0 };
  if (reply.kind === 'forbidden') return { kind: 'refused', code: 'WEBHOOK_ADDRESS_PRIVATE' };
  const { status, retryAfter } = reply;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  if (status >= 500 || PASSING.includes(status))
    return {
      kind: 'unavailable',
      reason: `HTTP ${status}`,
      waitMs: readRetryAfter(retryAfter, now),
    };
  // A redirect is not followed: what was registered and checked is this address alone.
  if (status >= 300 && status < 400) return { kind: 'refused', code: 'WEBHOOK_REDIRECTED' };
  return { kind: 'refused', code: 'WEBHOOK_REFUSED' };
};
