import { OfficeError } from '../kernel/errors.ts';
import type { Act } from './effect-runner.ts';
import { type SecretOpener, type SourceDirectory, secretsInForce, type Webhook } from './source.ts';
import { SIGNATURE_HEADERS, signRequest } from './source-signature.ts';
import type { WebhookChannel } from './webhook-channel.ts';
import { judgeReply, type WebhookVerdict } from './webhook-reply.ts';
import type { RestingReceivers } from './webhook-rest.ts';
import type { WebhookStops } from './webhook-stops.ts';
import { type WebhookInput, webhookInputOf } from './webhook-work.ts';
import { MAX_ATTEMPTS, pauseAfter } from './work.ts';

export interface WebhookDeps {
  readonly sources: SourceDirectory;
  /** Opens secrets of webhooks, not those sources sign with. */
  readonly secrets: SecretOpener;
  readonly stops: WebhookStops;
  readonly channel: WebhookChannel;
  readonly resting: RestingReceivers;
  /** Told of every call that did not deliver: names of source and answer, no content. */
  readonly onFailure: (facts: Readonly<Record<string, string | number>>) => void;
}

/** The first pauses of `pauseAfter` are those of a queue; a receiver gets a minute. */
const SHORTEST_PAUSE_MS = 60_000;
/** After a failure a receiver's other answers wait this long, or as long as it asked for. */
const RECEIVER_REST_MS = 30_000;
/** Answers to a stopped webhook wait for the operator: looked at so often, and for so long. */
const STOPPED_LOOK_MS = 900_000;
const STOPPED_FOR_MS = 7 * 24 * 3_600_000;

const webhookOf = async (
  sources: SourceDirectory,
  sourceId: string,
): Promise<Webhook | undefined> => {
  try {
    const { webhook, disabled } = await sources.find(sourceId);
    return disabled === undefined ? webhook : undefined;
  } catch (error) {
    if (error instanceof OfficeError) return undefined;
    throw error;
  }
};

/** How a delivery goes on; the document itself never changes by it. */
type Step =
  | { readonly kind: 'done'; readonly to: string }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'later' | 'again'; readonly at: Date };

interface Delivery {
  readonly sourceId: string;
  readonly webhook: Webhook;
  readonly input: WebhookInput;
  readonly attempts: number;
  readonly now: Date;
}

/** The call as Standard Webhooks wants it; while a secret is changed it carries both signatures. */
const headersOf = async (
  { secrets }: WebhookDeps,
  { sourceId, webhook, input: { answerId, body }, now }: Delivery,
): Promise<Record<string, string>> => {
  const timestamp = Math.floor(now.getTime() / 1000);
  const opened = await Promise.all(
    secretsInForce(webhook, now).map((sealed) => secrets.openSourceSecret(sourceId, sealed)),
  );
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'vanthu',
    [SIGNATURE_HEADERS.id]: answerId,
    [SIGNATURE_HEADERS.timestamp]: String(timestamp),
    [SIGNATURE_HEADERS.signature]: opened
      .map((secret) => signRequest(secret, { id: answerId, timestamp, body }))
      .join(' '),
  };
};

const isLast = ({ attempts }: Delivery): boolean => attempts >= MAX_ATTEMPTS;
const after = ({ now }: Delivery, milliseconds: number): Date =>
  new Date(now.getTime() + milliseconds);

/** Reasons not to call: the receiver wants no more, or has just failed. */
const putOff = async (deps: WebhookDeps, delivery: Delivery): Promise<Step | undefined> => {
  const { sourceId, webhook, input, attempts, now } = delivery;
  const stopped = await deps.stops.find(sourceId);
  // A mark on another address is from before the operator registered this one.
  if (stopped?.url === webhook.url)
    return now.getTime() - Date.parse(input.answeredAt) < STOPPED_FOR_MS
      ? { kind: 'later', at: after(delivery, STOPPED_LOOK_MS) }
      : { kind: 'failed', code: 'WEBHOOK_STOPPED' };
  const restsUntil = deps.resting.until(webhook.url, now);
  if (restsUntil === undefined || isLast(delivery)) return undefined;
  const own = after(delivery, Math.max(SHORTEST_PAUSE_MS, pauseAfter(attempts)));
  return { kind: 'again', at: restsUntil > own ? restsUntil : own };
};

const failedStep = async (
  deps: WebhookDeps,
  delivery: Delivery,
  verdict: Exclude<WebhookVerdict, { kind: 'delivered' }>,
): Promise<Step> => {
  const { sourceId, webhook, attempts, now } = delivery;
  if (verdict.kind === 'refused') return { kind: 'failed', code: verdict.code };
  if (verdict.kind === 'gone') {
    await deps.stops.stop({ sourceId, url: webhook.url, at: now.toISOString() });
    return { kind: 'failed', code: 'WEBHOOK_GONE' };
  }
  deps.resting.rest(webhook.url, after(delivery, Math.max(RECEIVER_REST_MS, verdict.waitMs)));
  if (isLast(delivery)) return { kind: 'failed', code: 'WEBHOOK_UNREACHABLE' };
  const pause = Math.max(SHORTEST_PAUSE_MS, pauseAfter(attempts), verdict.waitMs);
  return { kind: 'again', at: after(delivery, pause) };
};

const callReceiver = async (deps: WebhookDeps, delivery: Delivery): Promise<Step> => {
  const { sourceId, webhook, input, attempts, now } = delivery;
  const headers = await headersOf(deps, delivery);
  const { url, allowPrivate } = webhook;
  const reply = await deps.channel.call({ url, allowPrivate, headers, body: input.body });
  const verdict = judgeReply(reply, now);
  if (verdict.kind !== 'unavailable') deps.resting.wake(url);
  if (verdict.kind === 'delivered') return { kind: 'done', to: 'delivered' };
  const why = reply.kind === 'answered' ? { status: reply.status } : { reason: reply.reason };
  deps.onFailure({ source: sourceId, answer: input.answerId, attempt: attempts, ...why });
  return failedStep(deps, delivery, verdict);
};

/**
 * The effect `webhook`: one answer to its source's webhook, at least once, each time with the
 * same id and the same bytes. Failures of the receiver rest for `pauseAfter`, up to MAX_ATTEMPTS.
 */
export const deliverAnswer =
  (deps: WebhookDeps): Act =>
  async (work, state, { now }) => {
    const input = webhookInputOf(work);
    const webhook = await webhookOf(deps.sources, input.source);
    if (webhook === undefined) return { kind: 'done', next: state, to: 'unwanted' };
    const { attempts } = work;
    const delivery = { sourceId: input.source, webhook, input, attempts, now };
    const step = (await putOff(deps, delivery)) ?? (await callReceiver(deps, delivery));
    if (step.kind === 'done') return { ...step, next: state };
    if (step.kind === 'failed') return { ...step, next: state, to: 'failed' };
    return step;
  };
