import type { Door } from './sample-events.ts';

/** What became of a document at one step. */
export type StepResult =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'held' }
  | { readonly kind: 'returned'; readonly code: string }
  | { readonly kind: 'registered'; readonly number: string; readonly own: boolean }
  | { readonly kind: 'entered'; readonly number: string }
  | { readonly kind: 'parked' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'assigned'; readonly to: string }
  | { readonly kind: 'signed'; readonly code: string; readonly by: string }
  | { readonly kind: 'issued'; readonly code: string }
  | { readonly kind: 'published' }
  | { readonly kind: 'kept-back' }
  | { readonly kind: 'recalled' }
  | { readonly kind: 'replaced'; readonly by: string }
  | { readonly kind: 'told'; readonly messages: number; readonly phones: number }
  | { readonly kind: 'unexpected'; readonly what: string };

export interface TimelineEntry {
  readonly at: Date;
  /** Where it came in; `desk` for decisions of people, `office` for what the office did. */
  readonly door: Door | 'desk' | 'office';
  /** Absent for what concerns no single document. */
  readonly sample?: string;
  /** Code and abstract; absent for what is secret or held, of which nothing is shown. */
  readonly shown?: { readonly code: string; readonly title: string };
  readonly urgent: boolean;
  readonly result: StepResult;
}
