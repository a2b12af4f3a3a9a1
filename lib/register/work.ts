import * as z from 'zod/mini';
import type { DocumentId } from '../kernel/ids.ts';

/** The effects; each has one queue, one dead-letter queue and one function. */
export const effects = [
  'screen',
  'sign',
  'notify',
  'send-sms',
  'publish',
  'answer',
  'webhook',
] as const;
export type Effect = (typeof effects)[number];

/** Effects whose work items lie beside the document in the register. */
export type DocumentEffect = Exclude<Effect, 'send-sms'>;

/**
 * After this many claims without an end a work item fails as WORK_EXHAUSTED and a clerk sees it.
 * With the pauses of `pauseAfter` that is most of a day: an outage of KMS or S3 passes before.
 */
export const MAX_ATTEMPTS = 30;
/** The queue tries so often by itself; then its dead-letter queue raises the alarm. */
const TRIES_OF_THE_QUEUE = 5;

/** How long work rests after a failed try, in milliseconds: none at first, later up to an hour. */
export const pauseAfter = (attempts: number): number =>
  attempts < TRIES_OF_THE_QUEUE
    ? 0
    : Math.min(3_600_000, 300_000 * 2 ** (attempts - TRIES_OF_THE_QUEUE));
/** A claim holds this long; longer than any function may run. */
export const LEASE_MS = 120_000;
/** Fresh work is sent at once; the sweeper takes it up only after this time. */
export const SWEEP_AFTER_MS = 60_000;

/** One piece of work: DOC#id / WORK#effect#step. The step names it within its effect. */
export const workItem = z.object({
  documentId: z.custom<DocumentId>((value) => typeof value === 'string'),
  effect: z.enum(effects),
  step: z.string(),
  status: z.enum(['pending', 'claimed', 'resting', 'done', 'failed']),
  attempts: z.int(),
  /** When the sweeper may send it again; absent once done or failed. */
  dueAt: z.optional(z.iso.datetime()),
  /** Small facts the step needs; never content of a document. */
  input: z.optional(z.record(z.string(), z.string())),
  code: z.optional(z.string()),
});
export type WorkItem = z.infer<typeof workItem>;

/** What a message on an effect's queue says. */
export const workMessage = z.object({
  documentId: z.string().check(z.regex(/^[a-z2-7]{26}$/)),
  effect: z.enum(effects),
  step: z.string().check(z.maxLength(120)),
});
export type WorkMessage = z.infer<typeof workMessage>;

/** Work that a transition or an effect asks for. */
export interface NewWork {
  readonly effect: DocumentEffect;
  readonly step: string;
  readonly input?: Readonly<Record<string, string>>;
  /** Not before this instant; at once when absent. */
  readonly notBefore?: Date;
}

export const newWork = (
  effect: DocumentEffect,
  step: string,
  input?: Readonly<Record<string, string>>,
): NewWork => ({ effect, step, ...(input ? { input } : {}) });
