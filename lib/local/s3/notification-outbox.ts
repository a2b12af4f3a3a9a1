import type { Bucket } from './bucket-store.ts';
import type { ObjectNotification } from './notification-event.ts';

/** Hands a notification on. It counts as delivered when the promise resolves. */
export type NotificationHook = (notification: ObjectNotification) => Promise<void> | void;

/** A delivery that the hook has rejected; it will be tried again. */
export interface DeliveryFailure {
  readonly notification: ObjectNotification;
  readonly error: unknown;
}

/**
 * Delivers what the key records hold as pending. A notification is dropped only after the hook
 * has taken it, so a kill in between sends it again: at least once, as with S3 itself.
 */
export interface NotificationOutbox {
  /** Starts delivering what a key has pending; does not wait. */
  deliver(bucket: Bucket, key: string): void;
  /** Delivers what a former process left, a moment later: the receivers are being set up too. */
  resume(bucket: Bucket, key: string): void;
  /** Hands on a notification that belongs to no key; rejects when the hook does. */
  deliverNow(notification: ObjectNotification): Promise<void>;
  /** Resolves when nothing is under way; failed ones wait for their retry and do not count. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const RESUME_AFTER_MS = 100;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

export function createNotificationOutbox(
  hook: NotificationHook,
  reportFailure: (failure: DeliveryFailure) => void,
): NotificationOutbox {
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  const busy = new Set<string>();
  let closed = false;

  const handOver = async (
    bucket: Bucket,
    key: string,
    notification: ObjectNotification,
  ): Promise<boolean> => {
    try {
      await hook(notification);
      await bucket.changeKey(key, (record) => ({
        record: { ...record, pending: record.pending.filter(({ id }) => id !== notification.id) },
        unusedBlobs: [],
      }));
      return true;
    } catch (error) {
      reportFailure({ notification, error });
      return false;
    }
  };

  /** False when one was refused; what follows waits, so that a key's events keep their order. */
  const deliverPending = async (bucket: Bucket, key: string): Promise<boolean> => {
    for (;;) {
      const [next] = bucket.find(key)?.pending ?? [];
      if (!next || closed) return true;
      if (!(await handOver(bucket, key, next))) return false;
    }
  };

  const start = (bucket: Bucket, key: string, retryAfter: number): void => {
    const name = `${bucket.settings.name}/${key}`;
    if (closed || busy.has(name)) return;
    busy.add(name);
    const run = deliverPending(bucket, key).then((delivered) => {
      running.delete(run);
      busy.delete(name);
      if (!delivered) retryLater(bucket, key, retryAfter);
      else if (bucket.find(key)?.pending.length) start(bucket, key, FIRST_RETRY_MS);
    });
    running.add(run);
  };

  const retryLater = (bucket: Bucket, key: string, delay: number): void => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      start(bucket, key, Math.min(delay * 2, LAST_RETRY_MS));
    }, delay);
    timers.add(timer);
  };

  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };

  return {
    deliver: (bucket, key) => {
      if (bucket.find(key)?.pending.length) start(bucket, key, FIRST_RETRY_MS);
    },
    resume: (bucket, key) => retryLater(bucket, key, RESUME_AFTER_MS),
    deliverNow: async (notification) => {
      await hook(notification);
    },
    settled,
    close: async () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await settled();
    },
  };
}
