import type { Effect } from '../register/work.ts';

/** One queue with its dead-letter queue, as SQS counts them (approximately). */
export interface QueueDepth {
  /** For example `send-sms`. */
  readonly name: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly dead: number;
}

/** Who paused an effect, and when. */
export interface PausedEffect {
  readonly effect: string;
  readonly by: string;
  readonly at: string;
}

export interface NumberRow {
  readonly n: number;
  /** Calendar date in Vietnam. */
  readonly date: string;
  readonly documentId?: string;
  /** A document may have many copies, each with a number of its own. */
  readonly copyId?: string;
  readonly status?: string;
}

/** One book of one year as register and evidence have it. */
export interface SeriesBook {
  readonly seriesId: string;
  readonly year: number;
  readonly counter?: { readonly last: number; readonly lastDate: string };
  /** Number rows, issued and void, ascending. */
  readonly numbers: readonly NumberRow[];
  /** The highest number of which there is evidence outside the tables. */
  readonly highestEvidence?: number;
}

export interface BooksSeen {
  readonly books: readonly SeriesBook[];
  /** Books that were left out, such as those of earlier years: `den/2024`. */
  readonly notSeen: readonly string[];
}

/** A table or bucket, and the protections it lacks. */
export interface Protection {
  readonly resource: string;
  readonly missing: readonly string[];
}

/** How far a clock is off, in milliseconds; `what` names it. */
export interface ClockDifference {
  readonly what: string;
  readonly differenceMs: number;
}

/** Where a local office lies, in bytes. */
export interface LocalDisk {
  readonly free: number;
  readonly folder: number;
}

/**
 * What the checks read. Optional readers are those not everyone can offer: a desk has no disk.
 * A reader asks an index or keys it knows; none scans the register unless it says so.
 */
export interface OperationsReaders {
  queues(): Promise<readonly QueueDepth[]>;
  pausedEffects(): Promise<readonly PausedEffect[]>;
  /** When the oldest due work of an effect became due (ISO 8601 UTC); undefined when none is. */
  oldestDue(effect: Effect, now: Date): Promise<string | undefined>;
  /** Documents whose work failed and waits for the clerk. */
  failedDocuments(): Promise<readonly string[]>;
  /** How many tasks are past their deadline. */
  overdueTasks?(now: Date): Promise<number>;
  books(now: Date): Promise<BooksSeen>;
  /** Signers with their certificate: base64 of the DER. */
  certificates(): Promise<readonly { readonly signerId: string; readonly certificate: string }[]>;
  protections?(): Promise<readonly Protection[]>;
  clocks?(): Promise<readonly ClockDifference[]>;
  disk?(): Promise<LocalDisk>;
}
