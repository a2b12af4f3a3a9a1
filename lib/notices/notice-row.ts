import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { urgency } from '../events/common.ts';
import { type DocumentId, toBase32 } from '../kernel/ids.ts';
import { templateIds } from './templates.vi.ts';

/** What people are told of; one notice for each document, person and occasion. */
export const occasions = ['arrival', 'issued', 'recalled'] as const;
export type Occasion = (typeof occasions)[number];

/** Why a queued notice is not sent after all. */
export type CancellationCause = 'opened' | 'not-in-force';

const instant = z.iso.datetime();
const trailLine = z.object({
  by: z.string(),
  at: instant,
  to: z.string(),
  reason: z.optional(z.string()),
});

/** NOTICE#id / ROW. It holds no text and no number: both are looked up at sending. */
export const noticeRow = z.object({
  noticeId: z.string(),
  documentId: z.custom<DocumentId>((value) => typeof value === 'string'),
  personId: z.string(),
  occasion: z.enum(occasions),
  urgency,
  /** As planned; after sending, as sent. */
  template: z.enum(templateIds),
  templateVersion: z.int(),
  status: z.enum([
    'queued',
    'claimed',
    'accepted',
    'failed',
    'unknown',
    'cancelled',
    'suppressed',
    'expired',
  ]),
  /** `reminder` once the first text has an unknown fate and one reminder may follow. */
  round: z.enum(['first', 'reminder']),
  rev: z.int(),
  attempts: z.int(),
  /** How often it was handed to the channel in this round and certainly not sent; absent: never. */
  handedOver: z.optional(z.int()),
  createdAt: instant,
  /** Not sent after this instant. */
  staleAt: instant,
  /** Claimable from this instant on; absent when it must not be sent. */
  notBefore: z.optional(instant),
  /** The sweeper looks at the row again from this instant on; absent at the end. */
  dueAt: z.optional(instant),
  claimId: z.optional(z.string()),
  claimedAt: z.optional(instant),
  leaseUntil: z.optional(instant),
  messageId: z.optional(z.string()),
  /** Failure code, or the cause of a cancellation or suppression. */
  code: z.optional(z.string()),
  /** Every change of state (R8). */
  trail: z.array(trailLine),
});
export type NoticeRow = z.infer<typeof noticeRow>;
export type NoticeStatus = NoticeRow['status'];

/** The same notice always has the same id, so that planning again creates nothing new. */
export const noticeIdOf = (documentId: DocumentId, personId: string, occasion: Occasion): string =>
  toBase32(
    createHash('sha256')
      .update(JSON.stringify([documentId, personId, occasion]))
      .digest()
      .subarray(0, 16),
  );
