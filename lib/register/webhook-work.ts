import * as z from 'zod/mini';
import type { OfficeAnswer } from './answer-document.ts';
import { answerText } from './answer-event.ts';
import { type NewWork, newWork, type WorkItem } from './work.ts';

/**
 * What a delivery needs. The body is fixed when the answer is given, so that every try carries
 * the same bytes whatever becomes of the document meanwhile; it has no content of a document.
 */
const webhookInput = z.object({
  source: z.string(),
  answerId: z.string(),
  answeredAt: z.iso.datetime(),
  body: z.string(),
});
export type WebhookInput = z.infer<typeof webhookInput>;

/** The work that brings an answer to its source's webhook: one piece for each answer. */
export const webhookWork = (step: string, answer: OfficeAnswer): NewWork =>
  newWork('webhook', step, {
    source: answer.data.source,
    answerId: answer.id,
    answeredAt: answer.at.toISOString(),
    body: answerText(answer),
  } satisfies WebhookInput);

export const webhookInputOf = (work: WorkItem): WebhookInput => webhookInput.parse(work.input);
