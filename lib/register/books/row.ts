import { vietnamDate } from '../../kernel/vietnam-time.ts';
import type { DocumentState } from '../document-state.ts';
import { writeNumber } from '../numbers.ts';
import {
  type Book,
  type BookEntry,
  type BookRow,
  columnsOf,
  type PersonNames,
  type RowStatus,
  standsInBook,
} from './book.ts';
import {
  circulationMarks,
  cooperating,
  kept,
  notes,
  typed,
  urgencyMarks,
} from './book-texts.vi.ts';
import { dateOfOrder, nameOfPerson, shortDate } from './cell-words.ts';
import { placeOf } from './place.ts';
import { progressCells } from './progress-row.ts';

type InBook = Extract<BookEntry, { kind: 'document' }>;
type Facts = NonNullable<DocumentState['core']['facts']>;

const statusOf = ({ core, numbering, signing }: DocumentState): RowStatus => {
  if (numbering.status === 'void') return 'void';
  if (core.status === 'recalled' || core.status === 'replaced') return core.status;
  return signing.status === 'none' || signing.status === 'issued' ? 'entered' : 'unissued';
};

const noteOf = ({ state, voidReason }: InBook, facts: Facts, status: RowStatus): string => {
  const ended: Readonly<Record<RowStatus, string | undefined>> = {
    entered: undefined,
    unissued: notes.notIssued,
    recalled: notes.recalled,
    replaced: notes.replaced,
    void: voidReason === undefined ? notes.void : notes.voidBecause(voidReason),
  };
  return [
    ended[status],
    urgencyMarks[facts.urgency],
    facts.circulation === undefined ? undefined : circulationMarks[facts.circulation],
    state.core.files.length === 0 ? notes.paper : undefined,
  ]
    .filter((note) => note !== undefined)
    .join('; ');
};

const receiverOf = ({ core }: DocumentState, names: PersonNames): string => {
  const { assignment, recipients } = core;
  if (assignment === undefined) return recipients.map((id) => nameOfPerson(names, id)).join('; ');
  const others = assignment.cooperatingIds.map((id) => nameOfPerson(names, id)).join('; ');
  const lead = nameOfPerson(names, assignment.leadId);
  return others === '' ? lead : `${lead}. ${cooperating(others)}`;
};

const incomingCells = ({ state }: InBook, facts: Facts, names: PersonNames) => ({
  arrivedOn: shortDate(placeOf({ kind: 'document', state }).date),
  number: state.numbering.code ?? '',
  issuer: facts.issuer,
  code: facts.documentCode ?? '',
  issuedOn: shortDate(facts.issuedOn),
  abstract: typed(facts.typeName, facts.abstract),
  receiver: receiverOf(state, names),
  handedOn:
    state.core.assignment === undefined ? '' : shortDate(dateOfOrder(state.core.assignment.order)),
  signature: '',
});

/** Its whole code where it was numbered here; else as its keeper wrote it. */
const codeOf = ({ signing, numbering, core }: DocumentState): string =>
  signing.code ?? numbering.code ?? core.facts?.documentCode ?? '';

const outgoingCells = ({ state }: InBook, facts: Facts, names: PersonNames) => {
  const { signing, numbering } = state;
  const signer = signing.signerId === undefined ? undefined : names.get(signing.signerId)?.name;
  const keeper = facts.addressees.filter((addressee) => kept.test(addressee));
  return {
    code: codeOf(state),
    issuedOn: shortDate(numbering.date ?? facts.issuedOn),
    abstract: typed(facts.typeName, facts.abstract),
    signer: facts.signerName ?? signer ?? '',
    addressees: facts.addressees.filter((addressee) => !kept.test(addressee)).join('; '),
    keeper:
      facts.keeper ?? keeper.map((addressee) => addressee.replace(kept, '').trim()).join('; '),
    copies: facts.copyCount === undefined ? '' : String(facts.copyCount).padStart(2, '0'),
    handedOn:
      signing.status === 'issued' && signing.sealingAt !== undefined
        ? shortDate(vietnamDate(new Date(signing.sealingAt)))
        : '',
    signature: '',
  };
};

const cellsOf = (book: Book, entry: InBook, facts: Facts, names: PersonNames, today: string) => {
  if (book === 'incoming') return incomingCells(entry, facts, names);
  if (book === 'outgoing') return outgoingCells(entry, facts, names);
  return progressCells(entry.state, facts, names, today);
};

const emptyCells = (book: Book): Record<string, string> =>
  Object.fromEntries(columnsOf(book).map(({ key }) => [key, '']));

const voidRow = (book: Book, entry: Extract<BookEntry, { kind: 'void' }>): BookRow => ({
  status: 'void',
  cells: {
    ...emptyCells(book),
    [book === 'incoming' ? 'number' : 'code']: writeNumber(entry.n),
    [book === 'incoming' ? 'arrivedOn' : 'issuedOn']: shortDate(entry.date),
    note: entry.reason === undefined ? notes.void : notes.voidBecause(entry.reason),
  },
  place: placeOf(entry),
});

/**
 * The line of an entry in a book; undefined for what may not stand in one.
 * @param today date in Vietnam, which says what is overdue
 */
export const rowOf = (
  book: Book,
  entry: BookEntry,
  names: PersonNames,
  today: string,
): BookRow | undefined => {
  if (entry.kind === 'void') return book === 'progress' ? undefined : voidRow(book, entry);
  const { state } = entry;
  if (!standsInBook(state)) return undefined;
  const { facts } = state.core;
  const status = statusOf(state);
  const cells = cellsOf(book, entry, facts, names, today);
  return {
    documentId: state.documentId,
    status,
    urgency: facts.urgency,
    cells: { ...emptyCells(book), note: noteOf(entry, facts, status), ...cells },
    place: placeOf(entry),
  };
};
