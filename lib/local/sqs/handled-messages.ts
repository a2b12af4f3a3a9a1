import { AwsServiceError } from '../aws/service.ts';
import { MAX_VISIBILITY_SECONDS } from './queue-attributes.ts';
import { invalidHandle, invalidParameter, missingParameter } from './queue-errors.ts';
import { isFifo, isInFlight, type Queue, type StoredMessage } from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';

/**
 * Deletes the message of a receipt handle. A handle older than the latest receive deletes nothing and
 * is answered as success: SQS only promises the deletion for the latest one.
 */
export function deleteMessage(
  store: QueueStore,
  queue: Queue,
  handle: string | undefined,
  now: number,
): void {
  const message = findByHandle(queue, handle);
  if (message === undefined) return;
  if (isFifo(queue) && !isInFlight(message, now)) {
    throw invalidParameter(
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
  }
  store.commit({ kind: 'deleted', queue: queue.name, id: message.id });
}

/** Sets how long a message in flight stays hidden from now on, in seconds; 0 gives it back at once. */
export function changeVisibility(
  store: QueueStore,
  queue: Queue,
  change: { readonly handle: string | undefined; readonly seconds: number | undefined },
  now: number,
): void {
  const { seconds } = change;
  if (seconds === undefined) throw missingParameter('VisibilityTimeout');
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and ${MAX_VISIBILITY_SECONDS}.`,
    );
  }
  const message = findByHandle(queue, change.handle);
  if (message === undefined || !isInFlight(message, now)) {
    throw new AwsServiceError('MessageNotInflight', "The specified message isn't in flight.");
  }
  store.commit({
    kind: 'visibility',
    queue: queue.name,
    id: message.id,
    visibleAt: now + seconds * 1000,
  });
}

function findByHandle(queue: Queue, handle: string | undefined): StoredMessage | undefined {
  const [queueName, id] = parseHandle(handle);
  if (queueName !== queue.name || id === undefined) throw invalidHandle();
  const message = queue.messages.get(id);
  return message?.handle === handle ? message : undefined;
}

function parseHandle(handle: string | undefined): readonly (string | undefined)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(handle ?? '', 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    // Not one of ours: the caller answers with ReceiptHandleIsInvalid.
    return [];
  }
}
