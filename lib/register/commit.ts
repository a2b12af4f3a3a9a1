import type { Urgency } from '../events/common.ts';
import type { DocumentId } from '../kernel/ids.ts';
import type { CopyMade } from './copies.ts';
import type { Concern, DocumentState } from './document-state.ts';
import type { HistoryLine } from './history.ts';
import type { NewWork, WorkItem } from './work.ts';

/** The office's lasting answer to one event; a repeated event gets the same (DESIGN §3). */
export interface EventAnswer {
  readonly status: 'accepted' | 'held' | 'parked' | 'stale' | 'returned';
  readonly documentId: DocumentId;
  /** With `returned`: why. */
  readonly code?: string;
}

/** EVENT#source / id: kept for good. */
export interface EventKey {
  readonly source: string;
  readonly eventId: string;
  readonly payloadHash: string;
  readonly answer: EventAnswer;
}

/** An event that came before what it needs, kept as it came (it carries no subject). */
export interface ParkedEvent {
  readonly eventId: string;
  readonly source: string;
  /** The CloudEvent as JSON text. */
  readonly text: string;
  readonly parkedAt: string;
}

/** The lists clerks and officers work from. */
export type ToDoKind =
  | 'held'
  | 'review'
  | 'seal'
  | 'void'
  | 'duplicate'
  | 'failed'
  | 'parked'
  | 'hand-over'
  | 'solve';
/** `work`: what the agency has to do with a document, whoever does it. */
export type Desk = 'clerk' | 'officer' | 'work' | typeof PARKED_DESK;
/** Parked events have a list of their own; a clerk looks at those older than a day. */
export const PARKED_DESK = 'parked';

export interface ToDo {
  readonly kind: ToDoKind;
  readonly desk: Desk;
  readonly note?: string;
  /** Until when it is to be done; absent where no time limit runs. */
  readonly dueBy?: string | undefined;
  /** Due at the instant it came. */
  readonly atOnce?: boolean | undefined;
  readonly urgency?: Urgency;
  /** Who leads the work. */
  readonly leadId?: string;
}

/** SAME#… of a document: the next one of the same identity or file is seen as a duplicate. */
export interface IdentityTaken {
  readonly key: string;
  /** The other key of the document, by which a file under two codes is told from a copy. */
  readonly identity?: string;
  /** Who stood there and stands no more (void, recalled). */
  readonly replaces?: DocumentId;
}

/** A number taken from a series (R4): the counter moves by one and the row appears, or neither. */
export interface NumberTaken {
  readonly seriesId: string;
  readonly year: number;
  readonly n: number;
  /** Calendar date in Vietnam. */
  readonly date: string;
  /** Of a copy: which of the document's copies bears the number. */
  readonly copyId?: string;
  /** The whole code of an outgoing document, folded: no other of its year bears it. */
  readonly ownCode?: string;
}

/**
 * Everything one decision changes; stored in one transaction or not at all (R5). At most 15 items.
 * Conditions name only the revisions of the blocks that differ between `base` and `next`.
 */
export interface Commit {
  readonly documentId: DocumentId;
  /** What was read; absent when the document is new. */
  readonly base: DocumentState | undefined;
  readonly next: DocumentState;
  /** Blocks that must not have changed although this commit leaves them as they are. */
  readonly guards?: readonly Concern[];
  readonly history: HistoryLine;
  readonly works: readonly NewWork[];
  readonly now: Date;
  readonly eventKey?: EventKey;
  /** The claimed work item that this commit ends. */
  readonly finished?: {
    readonly work: WorkItem;
    readonly status: 'done' | 'failed';
    readonly code?: string;
  };
  readonly toDosOpened?: readonly ToDo[];
  readonly toDosClosed?: readonly ToDoKind[];
  /** Who stands under an identity from now on (see duplicates.ts). */
  readonly identities?: readonly IdentityTaken[];
  readonly numberTaken?: NumberTaken;
  readonly numberVoided?: NumberTaken & { readonly reason: string };
  readonly parked?: ParkedEvent;
  /** A parked event that this commit has applied. */
  readonly unparked?: { readonly source: string; readonly eventId: string };
  /** A copy of the document was made; its number comes after. */
  readonly copyMade?: CopyMade;
  readonly copyNumbered?: { readonly copyId: string; readonly code: string } & NumberTaken;
  /** A person has opened the document. */
  readonly openedBy?: string;
}
