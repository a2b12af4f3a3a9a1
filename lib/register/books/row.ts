import { vietnamDate } from '../../kernel/vietnam-time.ts';
import type { DocumentState } from '../document-state.ts';
import { writeNumber } from '../numbers.ts';
import {
  type Book,
  type BookEntry,
  type BookRow,
  columnsOf,
  type PersonNames,
  standsInBook,
} from './book.ts';
import { cooperating, kept, notes, typed } from './book-texts.vi.ts';
import { assignedOn, nameOfPerson, shortDate } from './cell-words.ts';
import { copyCells } from './copy-row.ts';
import { noteOf, statusOf } from './note.ts';
import { dayOfArrival, placeOf } from './place.ts';
import { progressCells } from './progress-row.ts';

type InBook = Extract<BookEntry, { kind: 'document' }>;
type Facts = NonNullable<DocumentState['core']['facts']>;

const receiverOf = ({ core }: DocumentState, names: PersonNames): string => {
  const { assignment, recipients } = core;
  if (assignment === undefined) return recipients.map((id) => nameOfPerson(names, id)).join('; ');
  const others = assignment.cooperatingIds.map((id) => nameOfPerson(names, id)).join('; ');
  const lead = nameOfPerson(names, assignment.leadId, assignment.leadUnit);
  return others === '' ? lead : `${lead}. ${cooperating(others)}`;
};

const incomingCells = ({ state }: InBook, facts: Facts, names: PersonNames) => ({
  arrivedOn: shortDate(dayOfArrival(state)),
  number: state.numbering.code ?? '',
  issuer: facts.issuer,
  code: facts.documentCode ?? '',
  issuedOn: shortDate(facts.issuedOn),
  abstract: typed(facts.typeName, facts.abstract),
  receiver: receiverOf(state, names),
  handedOn: state.core.assignment === undefined ? '' : shortDate(assignedOn(state.core.assignment)),
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
    note: notes.void(entry.reason),
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
  if (entry.kind === 'copy')
    return {
      documentId: entry.copy.documentId,
      status: 'entered',
      cells: { ...emptyCells(book), ...copyCells(entry, names) },
      place: placeOf(entry),
    };
  const { state } = entry;
  if (!standsInBook(state)) return undefined;
  const { facts } = state.core;
  const cells = cellsOf(book, entry, facts, names, today);
  return {
    documentId: state.documentId,
    status: statusOf(state),
    urgency: facts.urgency,
    cells: { ...emptyCells(book), note: noteOf(entry, facts), ...cells },
    place: placeOf(entry),
  };
};
