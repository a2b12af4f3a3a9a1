import type { DocumentId } from '../kernel/ids.ts';
import type { Commit, Desk, EventKey, ParkedEvent, ToDo } from './commit.ts';
import type { DocumentState } from './document-state.ts';
import type { HistoryLine } from './history.ts';
import type { DocumentEffect, WorkItem, WorkMessage } from './work.ts';

/** The register as events and effects write it. */
export interface DocumentStore {
  /** The event's key, if it was taken in before, and the document's state: one consistent read. */
  loadForEvent(
    source: string,
    eventId: string,
    documentId: DocumentId,
  ): Promise<{ eventKey?: EventKey; state?: DocumentState }>;
  load(documentId: DocumentId): Promise<DocumentState | undefined>;
  /**
   * @throws ConcurrencyError when a named revision, the event key, the work item or the number
   * was changed by another writer: read again and decide again.
   */
  commit(commit: Commit): Promise<void>;
  parkedEvents(documentId: DocumentId): Promise<readonly ParkedEvent[]>;
}

export interface WorkStore {
  /**
   * Takes the lease on a work item.
   * @returns the item, or undefined when it is done, failed, leased by another, or not yet due
   */
  claim(message: WorkMessage, now: Date): Promise<WorkItem | undefined>;
  /** Gives the lease back; the sweeper sends the work again from `dueAt` on. */
  release(work: WorkItem, dueAt: Date): Promise<void>;
  /** After a failure: nobody claims the work before `until`; the attempt counts. */
  rest(work: WorkItem, until: Date): Promise<void>;
  /** Work whose time has come, oldest first (eventually consistent). */
  due(effect: DocumentEffect, now: Date, limit: number): Promise<readonly WorkMessage[]>;
  /**
   * Puts all failed work of a document back to pending, its attempts forgotten, and closes the
   * clerk's note of it last: after a crash in between the note still leads to what remains, and
   * the note of a failure that comes meanwhile stays.
   * @returns what was reopened
   */
  reopenFailed(documentId: DocumentId, now: Date): Promise<readonly WorkItem[]>;
}

export interface CounterStore {
  /** The last number of a series in a year, and its date; 0 when none was given. Consistent. */
  lastNumber(seriesId: string, year: number): Promise<{ n: number; date?: string }>;
  /** The series that has given this code of the agency's own, folded, in the year. Consistent. */
  seriesOfCode(ownCode: string, year: number): Promise<string | undefined>;
}

/** What waits at a desk. Instants are ISO 8601 UTC. */
export interface ToDoRow extends ToDo {
  readonly documentId: DocumentId;
  readonly since: string;
}

/** What desks and the command line read. */
export interface RegisterReader {
  /** Oldest first (eventually consistent). */
  toDos(desk: Desk, limit: number): Promise<readonly ToDoRow[]>;
  /** The same in pages; `cursor` leads to the next one and is absent at the end. */
  toDoPage(
    desk: Desk,
    limit: number,
    cursor?: string,
  ): Promise<{ readonly rows: readonly ToDoRow[]; readonly cursor?: string }>;
  history(documentId: DocumentId): Promise<readonly HistoryLine[]>;
  works(documentId: DocumentId): Promise<readonly WorkItem[]>;
}

/** Hands work to the queues after its commit. */
export interface WorkQueue {
  /** Best effort: what does not arrive is sent again by the sweeper. A delay is at most 900 s. */
  send(messages: readonly WorkMessage[], delaySeconds?: number): Promise<void>;
}
