import { OfficeError } from '../../kernel/errors.ts';
import { vietnamDate, vietnamLongDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { dayOfArrival } from '../books/place.ts';
import type { DocumentState } from '../document-state.ts';
import { circulationStamps, sheetTexts, urgencyStamps } from './sheet-texts.vi.ts';

/** What the agency is called on its papers. */
export interface SheetAgency {
  readonly name: string;
  /** cơ quan chủ quản; absent for ministries and bodies of their rank. */
  readonly parent?: string;
  /** địa danh of the date line. */
  readonly place?: string;
  /** Said at the foot, such as that this office is for training. */
  readonly banner?: string;
}

/** People of the directory by id, as the sheet names them. */
export type SheetPeople = ReadonlyMap<
  string,
  { readonly name: string; readonly role?: string; readonly unit?: string }
>;

export type Field = readonly [label: string, value: string];

/** One place for an opinion: what is known of it, then room for handwriting. */
export interface SheetSection {
  readonly title: string;
  /** The direction in the leader's words. */
  readonly said?: string;
  /** An empty value is a dotted line to write on. */
  readonly fields: readonly Field[];
  /** Empty lines for handwriting. */
  readonly lines: number;
  readonly date: string;
  readonly signer?: { readonly title: string; readonly name: string };
}

/** Phiếu giải quyết văn bản đến, ready to be drawn: texts only, nothing is escaped yet. */
export interface Sheet {
  readonly agency: SheetAgency;
  /** "Hà Nội, ngày 23 tháng 11 năm 2026" */
  readonly dateLine: string;
  /** Marks in boxes: urgency, limit of circulation, what became of it. */
  readonly marks: readonly string[];
  /** The four lines of the ĐẾN box. */
  readonly stamp: readonly Field[];
  /** Type, code, date and issuer in one sentence. */
  readonly document: string;
  readonly fields: readonly Field[];
  readonly sections: readonly SheetSection[];
  /** Of a file with this sheet, without its ending. */
  readonly fileName: string;
}

type Core = DocumentState['core'];
type Registered = DocumentState & { readonly core: { readonly facts: NonNullable<Core['facts']> } };

/** Everyone a document's sheet may name, to be looked up in the directory. */
export const peopleOfSheet = ({ core: { assignment } }: DocumentState): readonly string[] =>
  assignment === undefined
    ? []
    : [...new Set([assignment.leadId, ...assignment.cooperatingIds, assignment.assignedBy])];

/** Held and refused documents have no sheet: nothing of them is here to print (R1). */
const hasSheet = (state: DocumentState): state is Registered =>
  state.core.direction === 'incoming' &&
  state.core.facts !== undefined &&
  state.numbering.status !== 'none' &&
  ['active', 'recalled', 'replaced', 'returned'].includes(state.core.status) &&
  ['ordinary', 'warned'].includes(state.screening.status);

const shortDate = (date: string | undefined): string =>
  date === undefined ? '' : vietnamShortDate(date);

/** A unit with its person; someone the directory does not know by the id alone. */
const nameOf = (people: SheetPeople, id: string, unit?: string): string => {
  const person = people.get(id);
  const where = unit ?? person?.unit;
  if (person === undefined) return where ?? id;
  return where === undefined ? person.name : `${where} (${person.name})`;
};

const stampOf = (state: Registered, people: SheetPeople): readonly Field[] => {
  const { stamp, voided } = sheetTexts;
  const { numbering, core } = state;
  const { assignment } = core;
  const number = numbering.code ?? '';
  const handedTo =
    assignment === undefined
      ? ''
      : (assignment.leadUnit ??
        people.get(assignment.leadId)?.unit ??
        people.get(assignment.leadId)?.name ??
        '');
  return [
    [stamp.number, numbering.status === 'void' ? voided(number) : number],
    [stamp.date, shortDate(dayOfArrival(state))],
    [stamp.handedTo, handedTo],
    [stamp.fileCode, ''],
  ];
};

/** The instant of an event is the second part of its place in its source's order. */
const dayOf = (order: string): string => vietnamDate(new Date(order.split('|')[1] ?? ''));

const directionOf = ({ core }: Registered, people: SheetPeople): SheetSection => {
  const { assignment } = core;
  const { agencyLeader, lead, cooperating, dueOn, blankDate, dated } = sheetTexts;
  const title = agencyLeader;
  if (assignment === undefined)
    return {
      title,
      fields: [
        [lead, ''],
        [cooperating, ''],
        [dueOn, ''],
      ],
      lines: 3,
      date: blankDate,
    };
  const leader = people.get(assignment.assignedBy);
  const others = assignment.cooperatingIds.map((id) => nameOf(people, id));
  return {
    title,
    ...(assignment.direction === undefined ? {} : { said: assignment.direction }),
    fields: [
      [lead, nameOf(people, assignment.leadId, assignment.leadUnit)],
      [cooperating, others.join('; ')],
      [dueOn, shortDate(assignment.dueOn ?? core.facts?.dueOn)],
    ],
    lines: assignment.direction === undefined ? 2 : 0,
    date: dated(vietnamLongDate(assignment.assignedOn ?? dayOf(assignment.order))),
    ...(leader === undefined ? {} : { signer: { title: leader.role ?? '', name: leader.name } }),
  };
};

const sectionsOf = (state: Registered, people: SheetPeople): readonly SheetSection[] => {
  const { unitLeader, solver, person, dueOn, blankDate } = sheetTexts;
  return [
    directionOf(state, people),
    {
      title: unitLeader,
      fields: [
        [person, ''],
        [dueOn, ''],
      ],
      lines: 1,
      date: blankDate,
    },
    { title: solver, fields: [], lines: 3, date: blankDate },
  ];
};

/**
 * The sheet that goes with an incoming document (Decree 30/2020, Art. 23, 24, Appendix IV). It is
 * paper beside the document: nothing is ever put on the document's own file.
 * @param on date in Vietnam on which it is printed
 * @throws OfficeError NO_SHEET: not incoming, not registered, held or refused
 */
export const sheetOf = (
  state: DocumentState,
  given: { readonly agency: SheetAgency; readonly people: SheetPeople; readonly on: string },
): Sheet => {
  if (!hasSheet(state)) throw new OfficeError('NO_SHEET', 'only a registered incoming document');
  const { agency, people, on } = given;
  const { facts, status } = state.core;
  const { letter, documentOf, abstract, dueOnDocument, ended, fileName } = sheetTexts;
  const longDate = vietnamLongDate(on);
  const issuedOn = facts.issuedOn === undefined ? '' : vietnamLongDate(facts.issuedOn);
  const marks = [
    urgencyStamps[facts.urgency],
    facts.circulation === undefined ? undefined : circulationStamps[facts.circulation],
    ended[status],
  ];
  return {
    agency,
    dateLine: agency.place === undefined ? longDate : `${agency.place}, ${longDate}`,
    marks: marks.filter((mark) => mark !== undefined),
    stamp: stampOf(state, people),
    document: documentOf(
      facts.typeName ?? letter,
      facts.documentCode ?? '',
      issuedOn,
      facts.issuer,
    ),
    fields: [
      [abstract, facts.abstract],
      ...(facts.dueOn === undefined ? [] : [[dueOnDocument, shortDate(facts.dueOn)] as const]),
    ],
    sections: sectionsOf(state, people),
    fileName: fileName((state.numbering.code ?? state.documentId).replace(/[^0-9A-Za-z]+/g, '-')),
  };
};
