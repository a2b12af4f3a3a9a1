import { vietnamDate } from '../../kernel/vietnam-time.ts';
import { workToDosOf } from '../deadlines.ts';
import type { DocumentState } from '../document-state.ts';
import type { PersonNames } from './book.ts';
import { dated, progressWords, typed } from './book-texts.vi.ts';
import { dateOfOrder, nameOfPerson, shortDate } from './cell-words.ts';

type Facts = NonNullable<DocumentState['core']['facts']>;

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export type Progress = 'done' | 'overdue' | 'under-way' | 'unassigned' | 'stopped';

const solving = (state: DocumentState) => workToDosOf(state).find(({ kind }) => kind === 'solve');

/** Until when the work is to be done: what the to-do says, else the date the document names. */
const deadlineOf = (state: DocumentState): string | undefined => {
  const dueBy = solving(state)?.dueBy;
  if (dueBy !== undefined) return vietnamDate(new Date(dueBy));
  return state.core.assignment?.dueOn ?? state.core.facts?.dueOn;
};

/**
 * How far the work a document asks for is: what was reported done before the latest direction
 * does not end it.
 * @param today date in Vietnam
 */
const progressOf = (state: DocumentState, today: string): Progress => {
  const { completion, assignment, status } = state.core;
  const isDone =
    completion !== undefined && (assignment === undefined || completion.order > assignment.order);
  if (isDone) return 'done';
  if (status !== 'active' || state.numbering.status === 'void') return 'stopped';
  const due = deadlineOf(state);
  if (due !== undefined && due < today) return 'overdue';
  return assignment === undefined ? 'unassigned' : 'under-way';
};

const wordOf = (state: DocumentState, today: string): string => {
  const { completion } = state.core;
  switch (progressOf(state, today)) {
    case 'done':
      return progressWords.done(shortDate(dateOfOrder(completion?.order ?? '')));
    case 'overdue':
      return progressWords.overdue(daysBetween(deadlineOf(state) ?? today, today));
    case 'stopped':
      return progressWords.stopped;
    case 'unassigned':
      return progressWords.unassigned;
    case 'under-way':
      return progressWords.underWay;
  }
};

/** Who leads, who co-operates, until when, and how far it is (Decree 30/2020, Art. 23.4, 24). */
export const progressCells = (
  state: DocumentState,
  facts: Facts,
  names: PersonNames,
  today: string,
): Record<string, string> => {
  const { assignment } = state.core;
  const code = facts.documentCode ?? '';
  return {
    number: state.numbering.code ?? '',
    document: [
      typed(
        facts.typeName,
        facts.issuedOn === undefined ? code : dated(code, shortDate(facts.issuedOn)),
      ),
      facts.issuer,
    ].join(', '),
    abstract: facts.abstract,
    receiver:
      assignment === undefined ? '' : nameOfPerson(names, assignment.leadId, assignment.leadUnit),
    cooperating: (assignment?.cooperatingIds ?? []).map((id) => nameOfPerson(names, id)).join('; '),
    dueOn: shortDate(deadlineOf(state)),
    progress: wordOf(state, today),
  };
};
