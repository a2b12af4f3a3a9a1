import type { DocumentState } from '../document-state.ts';
import type { BookEntry, RowStatus } from './book.ts';
import { circulationMarks, notes, urgencyMarks } from './book-texts.vi.ts';

type InBook = Extract<BookEntry, { kind: 'document' }>;
type Facts = NonNullable<DocumentState['core']['facts']>;

/** A void number stays void, whatever became of its document. */
export const statusOf = ({ core, numbering, signing }: DocumentState): RowStatus => {
  if (numbering.status === 'void') return 'void';
  const { status } = core;
  if (status === 'recalled' || status === 'replaced' || status === 'returned') return status;
  return signing.status === 'none' || signing.status === 'issued' ? 'entered' : 'unissued';
};

const endOf = (entry: InBook, status: RowStatus): string | undefined => {
  const { takenBack, sentBack } = entry.state.core;
  const codeOf = (id: string | undefined) => (id === undefined ? undefined : entry.codes?.get(id));
  switch (status) {
    case 'void':
      return notes.void(entry.voidReason);
    case 'recalled':
      return notes.recalled(codeOf(takenBack?.recalledBy));
    case 'replaced':
      return notes.replaced(codeOf(takenBack?.replacedBy));
    case 'returned':
      return notes.returned(sentBack?.reason);
    case 'unissued':
      return notes.notIssued;
    case 'entered':
      return undefined;
  }
};

/** Ghi chú: what became of the document, its marks, and whether it is here on paper only. */
export const noteOf = (entry: InBook, facts: Facts): string => {
  const { core } = entry.state;
  const corrections = (core.corrections ?? []).map(({ by }) =>
    notes.corrected(entry.codes?.get(by)),
  );
  const { duplicateOf } = core;
  return [
    endOf(entry, statusOf(entry.state)),
    ...corrections,
    duplicateOf?.status === 'joined' ? notes.copyOf(duplicateOf.number) : undefined,
    urgencyMarks[facts.urgency],
    facts.circulation === undefined ? undefined : circulationMarks[facts.circulation],
    core.files.length === 0 ? notes.paper : undefined,
  ]
    .filter((note) => note !== undefined)
    .join('; ');
};
