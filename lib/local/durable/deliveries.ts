import { AwsServiceError } from '../aws/service.ts';

/** Where an event or a schedule's input goes. */
export interface DeliveryTarget {
  readonly arn: string;
  /** The role under which the service delivers, where the target names one. */
  readonly roleArn: string | null;
  /** ARN of the rule or schedule that delivers. */
  readonly sourceArn: string;
  readonly messageGroupId: string | null;
  readonly deadLetterArn: string | null;
  /** Deliveries tried again after the first one. */
  readonly maxRetries: number;
  readonly maxAgeMs: number;
}

/** Kept in the service's journal from acceptance until it was delivered or given up. */
export interface PendingDelivery {
  readonly id: string;
  readonly target: DeliveryTarget;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

/** What a dead letter says about its history, as message attributes. */
export type DeadLetterFacts = Readonly<Record<string, string>>;

/** Hands a body to a target; throws when that failed. Facts are given with dead letters only. */
export type Deliver = (
  target: DeliveryTarget,
  body: string,
  facts?: DeadLetterFacts,
) => Promise<void> | void;

export type DeliveryEntry =
  | { readonly kind: 'pending'; readonly delivery: PendingDelivery }
  | {
      readonly kind: 'retry';
      readonly id: string;
      readonly attempts: number;
      readonly nextAttemptAt: number;
    }
  | { readonly kind: 'settled'; readonly id: string };

/** Called for a delivery that was given up and had no dead-letter queue to go to. */
export type DroppedListener = (delivery: PendingDelivery, error: unknown) => void;

export const DEFAULT_MAX_RETRIES = 185;
export const DEFAULT_MAX_AGE_MS = 86_400_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 60_000;
/** Errors that no retry cures; AWS sends these to the dead-letter queue at once, too. */
const HOPELESS = new Set([
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'AccessDenied',
  'AccessDeniedException',
  'NotImplemented',
]);

/** Takes a delivery entry into the pending deliveries of a service. */
export function applyDelivery(pending: Map<string, PendingDelivery>, entry: DeliveryEntry): void {
  if (entry.kind === 'pending') pending.set(entry.delivery.id, entry.delivery);
  else if (entry.kind === 'settled') pending.delete(entry.id);
  else {
    const delivery = pending.get(entry.id);
    const { attempts, nextAttemptAt } = entry;
    if (delivery !== undefined) pending.set(entry.id, { ...delivery, attempts, nextAttemptAt });
  }
}

export interface DeliveryPump {
  /** Tries every delivery that is due once; resolves when all of them have been tried. */
  run(): Promise<void>;
  /** The earliest next attempt; undefined when nothing is pending. */
  nextAttemptAt(): number | undefined;
}

/** Delivers at least once: an entry is settled only after its target has taken it. */
export function createDeliveryPump(options: {
  now(): number;
  readonly pending: ReadonlyMap<string, PendingDelivery>;
  readonly deliver: Deliver;
  readonly onDropped: DroppedListener;
  commit(entry: DeliveryEntry): void;
}): DeliveryPump {
  const { pending, deliver, commit } = options;
  const underWay = new Map<string, Promise<void>>();

  const retryLater = (delivery: PendingDelivery) => {
    const attempts = delivery.attempts + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
    commit({ kind: 'retry', id: delivery.id, attempts, nextAttemptAt: options.now() + pause });
  };

  const giveUp = async (delivery: PendingDelivery, error: unknown) => {
    const { target } = delivery;
    if (target.deadLetterArn === null) {
      options.onDropped(delivery, error);
      commit({ kind: 'settled', id: delivery.id });
      return;
    }
    try {
      await deliver(
        { ...target, arn: target.deadLetterArn },
        delivery.body,
        factsOf(delivery, error),
      );
      commit({ kind: 'settled', id: delivery.id });
    } catch {
      // Nothing is lost while the dead-letter queue is out of reach: the whole delivery is tried again.
      retryLater(delivery);
    }
  };

  const attempt = async (delivery: PendingDelivery) => {
    try {
      await deliver(delivery.target, delivery.body);
    } catch (error) {
      const { maxRetries, maxAgeMs } = delivery.target;
      const spent = delivery.attempts >= maxRetries;
      const tooOld = options.now() - delivery.acceptedAt >= maxAgeMs;
      const hopeless = error instanceof AwsServiceError && HOPELESS.has(error.code);
      if (spent || tooOld || hopeless) await giveUp(delivery, error);
      else retryLater(delivery);
      return;
    }
    commit({ kind: 'settled', id: delivery.id });
  };

  return {
    async run() {
      const now = options.now();
      for (const delivery of pending.values()) {
        if (delivery.nextAttemptAt > now || underWay.has(delivery.id)) continue;
        const trying = attempt(delivery).finally(() => underWay.delete(delivery.id));
        underWay.set(delivery.id, trying);
      }
      await Promise.all([...underWay.values()]);
    },
    nextAttemptAt() {
      const times = [...pending.values()].map((delivery) => delivery.nextAttemptAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}

function factsOf({ target, attempts }: PendingDelivery, error: unknown): DeadLetterFacts {
  const code = error instanceof AwsServiceError ? error.code : 'SDK_CLIENT_ERROR';
  return {
    RULE_ARN: target.sourceArn,
    TARGET_ARN: target.arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: String((error as { message?: unknown } | null)?.message ?? error),
    RETRY_ATTEMPTS: String(attempts),
  };
}
