import type { DocumentState } from '../document-state.ts';
import type { PersonNames } from './book.ts';
import { dated, progressWords, typed } from './book-texts.vi.ts';
import { dateOfOrder, nameOfPerson, shortDate } from './cell-words.ts';

type Facts = NonNullable<DocumentState['core']['facts']>;

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Until when the work is to be done: the leader's date before that of the document itself. */
export const deadlineOf = ({ core }: DocumentState): string | undefined =>
  core.assignment?.dueOn ?? core.facts?.dueOn;

export type Progress = 'done' | 'overdue' | 'under-way' | 'stopped';

/** @param today date in Vietnam */
export const progressOf = (state: DocumentState, today: string): Progress => {
  const { core, numbering } = state;
  if (core.completion !== undefined) return 'done';
  if (core.status !== 'active' || numbering.status === 'void') return 'stopped';
  const due = deadlineOf(state);
  return due !== undefined && due < today ? 'overdue' : 'under-way';
};

const wordOf = (state: DocumentState, today: string): string => {
  const progress = progressOf(state, today);
  const { completion } = state.core;
  if (progress === 'done' && completion !== undefined)
    return progressWords.done(shortDate(dateOfOrder(completion.order)));
  if (progress === 'overdue')
    return progressWords.overdue(daysBetween(deadlineOf(state) ?? today, today));
  return progress === 'stopped' ? progressWords.stopped : progressWords.underWay;
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
    receiver: assignment === undefined ? '' : nameOfPerson(names, assignment.leadId),
    cooperating: (assignment?.cooperatingIds ?? []).map((id) => nameOfPerson(names, id)).join('; '),
    dueOn: shortDate(deadlineOf(state)),
    progress: wordOf(state, today),
  };
};
