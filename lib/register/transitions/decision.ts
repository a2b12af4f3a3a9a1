import type { OfficeEvent } from '../../events/envelope.ts';
import type { DocumentId } from '../../kernel/ids.ts';
import type { WorkingCalendar } from '../../kernel/working-days.ts';
import type { DoorVerdict } from '../../secrecy/screening.ts';
import type { Commit } from '../commit.ts';
import type { DocumentState } from '../document-state.ts';
import type { NewWork } from '../work.ts';

/** What an event does to a document. Pure: the same state and event always give the same decision. */
export type Decision =
  | ({
      readonly kind: 'change';
      readonly answer: 'accepted' | 'held' | 'returned';
      /** With `returned`. */
      readonly code?: string;
      readonly next: DocumentState;
      readonly works: readonly NewWork[];
      readonly history: { readonly from: string; readonly to: string; readonly reason?: string };
    } & Pick<
      Commit,
      'toDosOpened' | 'toDosClosed' | 'numberVoided' | 'openedBy' | 'copyMade' | 'guards'
    >)
  /** What the event needs has not come yet: keep it and apply it later. */
  | { readonly kind: 'park' }
  /** A later event has already been applied: record it and drop it. */
  | { readonly kind: 'stale' }
  /** It can never apply: tell the sender why; nothing of the document changes. */
  | { readonly kind: 'return'; readonly code: string };

export interface Circumstances {
  readonly documentId: DocumentId;
  readonly now: Date;
  readonly source: string;
  /** May the source name documents by the office's ids? */
  readonly actsForOffice: boolean;
  /** Does the agency's own counter give the arrival numbers of this source? (DESIGN §3, series) */
  readonly ownArrivalNumbers: boolean;
  /** The door's verdict on an opening event. */
  readonly verdict: DoorVerdict;
  readonly calendar: WorkingCalendar;
}

/**
 * An event's place in its source's order, comparable as text: the `sequence` if the source gives
 * one, then the time, then the id, so that any order of arrival ends in the same state.
 */
export const orderOf = (event: Pick<OfficeEvent, 'sequence' | 'time' | 'id'>): string =>
  `${String(event.sequence ?? 0).padStart(16, '0')}|${event.time.toISOString()}|${event.id}`;

/**
 * Is it the clerk who takes back or corrects? A source speaks for its own documents; whoever acts
 * for the office says which person does it (R8).
 */
export const isClerksAct = (
  actor: { readonly role: string } | undefined,
  at: Pick<Circumstances, 'actsForOffice'>,
): boolean => (actor === undefined ? !at.actsForOffice : actor.role === 'clerk');

/** Registered, whatever became of it since: what most later events need. `undefined` means not yet. */
export const isRegistered = (state: DocumentState | undefined): state is DocumentState =>
  state !== undefined &&
  ['active', 'recalled', 'replaced', 'returned'].includes(state.core.status) &&
  ['ordinary', 'warned'].includes(state.screening.status) &&
  // A possible duplicate stands in no book until the clerk has decided.
  state.core.duplicateOf?.status !== 'waiting';

/** Refused at the door, by a clerk, or because its files cannot be kept: nothing more applies to it. */
export const isRefused = (state: DocumentState | undefined): boolean =>
  state?.core.status === 'refused' || state?.screening.status === 'refused';
