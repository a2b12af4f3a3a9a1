import { join } from 'node:path';
import type { ServiceContext } from '../aws/service.ts';
import { openJournal } from '../durable/journal.ts';
import {
  type Deduplication,
  isInFlight,
  type MoveTask,
  type Queue,
  type StoredMessage,
} from './queue-model.ts';

/** One change of state, as the journal keeps it. */
export type QueueEntry =
  | {
      readonly kind: 'queue';
      readonly name: string;
      readonly at: number;
      readonly attributes: Readonly<Record<string, string>>;
      readonly lastSequence: number;
    }
  | {
      readonly kind: 'attributes';
      readonly queue: string;
      readonly at: number;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'queueDeleted'; readonly queue: string }
  | { readonly kind: 'purged'; readonly queue: string }
  | { readonly kind: 'sent'; readonly queue: string; readonly message: StoredMessage }
  | {
      readonly kind: 'received';
      readonly queue: string;
      readonly id: string;
      readonly at: number;
      readonly visibleAt: number;
      readonly handle: string;
    }
  | {
      readonly kind: 'visibility';
      readonly queue: string;
      readonly id: string;
      readonly visibleAt: number;
    }
  | { readonly kind: 'deleted'; readonly queue: string; readonly id: string }
  | { readonly kind: 'deduplication'; readonly queue: string; readonly seen: Deduplication }
  | { readonly kind: 'moveTask'; readonly task: MoveTask };

export const DEDUPLICATION_WINDOW_MS = 5 * 60_000;
const KEPT_MOVE_TASKS = 10;

export interface QueueStore {
  readonly queues: ReadonlyMap<string, Queue>;
  /** Latest first. */
  readonly moveTasks: readonly MoveTask[];
  /** All entries or none survive a crash. */
  commit(...entries: readonly QueueEntry[]): void;
  close(): void;
}

/** Queues and messages, durable: an acknowledged send survives kill -9, a deleted message stays deleted. */
export function openQueueStore(context: ServiceContext): QueueStore {
  const queues = new Map<string, Queue>();
  const moveTasks: MoveTask[] = [];

  const journal = openJournal<QueueEntry>({
    file: join(context.folder, 'queues.jsonl'),
    apply(entry) {
      if (entry.kind === 'queue') queues.set(entry.name, createQueue(entry));
      else if (entry.kind === 'queueDeleted') queues.delete(entry.queue);
      else if (entry.kind === 'moveTask') {
        moveTasks.unshift(entry.task);
        moveTasks.splice(KEPT_MOVE_TASKS);
      } else {
        const queue = queues.get(entry.queue);
        if (queue !== undefined) applyToQueue(queue, entry);
      }
    },
    *snapshot() {
      for (const queue of queues.values()) yield* snapshotQueue(queue, context.now());
      for (const task of moveTasks.toReversed()) yield { kind: 'moveTask', task };
    },
  });
  const store = { queues, moveTasks, commit: journal.commit, close: () => journal.close() };
  giveBack(store, context.now());
  return store;
}

/**
 * Whoever held a message in flight was served by the process that has ended: local mode gives it
 * back at once instead of hiding it for the rest of its visibility timeout, which is minutes.
 */
function giveBack(store: QueueStore, now: number): void {
  for (const queue of store.queues.values())
    for (const message of queue.messages.values())
      if (isInFlight(message, now))
        store.commit({ kind: 'visibility', queue: queue.name, id: message.id, visibleAt: now });
}

function createQueue(entry: Extract<QueueEntry, { kind: 'queue' }>): Queue {
  return {
    name: entry.name,
    createdAt: entry.at,
    modifiedAt: entry.at,
    attributes: entry.attributes,
    messages: new Map(),
    deduplications: new Map(),
    lastSequence: entry.lastSequence,
  };
}

type EntryInQueue = Exclude<QueueEntry, { kind: 'queue' | 'queueDeleted' | 'moveTask' }>;

function applyToQueue(queue: Queue, entry: EntryInQueue): void {
  switch (entry.kind) {
    case 'attributes':
      queue.attributes = entry.attributes;
      queue.modifiedAt = entry.at;
      break;
    case 'purged':
      queue.messages.clear();
      break;
    case 'sent':
      queue.messages.set(entry.message.id, entry.message);
      queue.lastSequence = Math.max(queue.lastSequence, entry.message.sequence ?? 0);
      break;
    case 'deleted':
      queue.messages.delete(entry.id);
      break;
    case 'deduplication':
      queue.deduplications.set(entry.seen.key, entry.seen);
      break;
    default:
      changeMessage(queue, entry);
  }
}

function changeMessage(
  queue: Queue,
  entry: Extract<QueueEntry, { kind: 'received' | 'visibility' }>,
): void {
  const message = queue.messages.get(entry.id);
  if (message === undefined) return;
  const { visibleAt } = entry;
  const changed: StoredMessage =
    entry.kind === 'visibility'
      ? { ...message, visibleAt }
      : {
          ...message,
          visibleAt,
          handle: entry.handle,
          receiveCount: message.receiveCount + 1,
          firstReceivedAt: message.firstReceivedAt ?? entry.at,
        };
  queue.messages.set(message.id, changed);
}

function* snapshotQueue(queue: Queue, now: number): Iterable<QueueEntry> {
  const { name, attributes, lastSequence } = queue;
  yield { kind: 'queue', name, at: queue.createdAt, attributes, lastSequence };
  yield { kind: 'attributes', queue: name, at: queue.modifiedAt, attributes };
  for (const message of queue.messages.values()) yield { kind: 'sent', queue: name, message };
  for (const seen of queue.deduplications.values()) {
    if (seen.at + DEDUPLICATION_WINDOW_MS > now) {
      yield { kind: 'deduplication', queue: name, seen };
    }
  }
}
