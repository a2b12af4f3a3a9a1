import type { DocumentId } from '../kernel/ids.ts';
import { type Desk, PARKED_DESK, type ToDoKind } from '../register/commit.ts';
import { isOverdue, type WorkingCalendars } from '../register/deadlines.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { ToDoRow as KeptToDo } from '../register/document-store.ts';
import type { DeskList, DeskPerson, ToDoPage, ToDoRow } from './contract.ts';
import type { DeskReader } from './desk-reader.ts';
import type { DeskPeople } from './people.ts';

export interface ToDoDeps {
  readonly reader: DeskReader;
  readonly people: DeskPeople;
  readonly calendars: WorkingCalendars;
  readonly now: () => Date;
}

const PAGE = 50;

/** Where the register keeps each list: a partition of its index, and which rows of it. */
const LISTS: Readonly<Record<DeskList, { readonly desk: Desk; readonly kinds: ToDoKind[] }>> = {
  held: { desk: 'clerk', kinds: ['held'] },
  // A draft that was recalled before its seal has its number voided at the same table.
  seal: { desk: 'clerk', kinds: ['seal', 'void'] },
  duplicate: { desk: 'clerk', kinds: ['duplicate'] },
  failed: { desk: 'clerk', kinds: ['failed'] },
  work: { desk: 'work', kinds: ['hand-over', 'solve'] },
  review: { desk: 'officer', kinds: ['review'] },
  parked: { desk: PARKED_DESK, kinds: ['parked'] },
};

/** What of a document a list may show: nothing while it is held, awaited or refused (R1). */
const shownFacts = (state: DocumentState | undefined): Partial<ToDoRow> => {
  const facts = state?.core.facts;
  if (state === undefined || facts === undefined) return {};
  if (['held', 'awaited', 'refused'].includes(state.core.status)) return {};
  const code = facts.documentCode ?? state.numbering.code;
  return {
    ...(code === undefined ? {} : { code }),
    abstract: facts.abstract,
    issuer: facts.issuer,
    urgency: facts.urgency,
  };
};

const rowOf = (
  { documentId, kind, since, dueBy, note, ...toDo }: KeptToDo,
  states: ReadonlyMap<DocumentId, DocumentState>,
  overdue: boolean,
): ToDoRow => {
  const state = states.get(documentId);
  const twinId = kind === 'duplicate' ? state?.core.duplicateOf?.documentId : undefined;
  const twin = twinId === undefined ? undefined : states.get(twinId as DocumentId);
  const { code } = shownFacts(twin);
  return {
    documentId,
    kind,
    since,
    ...(dueBy === undefined ? {} : { dueBy }),
    overdue,
    ...(note === undefined ? {} : { note }),
    ...(toDo.urgency === undefined ? {} : { urgency: toDo.urgency }),
    ...shownFacts(state),
    ...(twinId === undefined
      ? {}
      : { twin: { documentId: twinId, ...(code === undefined ? {} : { code }) } }),
  };
};

/** Documents that possible duplicates seem to double: their codes stand beside them. */
const twinsOf = (states: ReadonlyMap<DocumentId, DocumentState>): DocumentId[] =>
  [...states.values()].flatMap(({ core }) =>
    core.duplicateOf === undefined ? [] : [core.duplicateOf.documentId as DocumentId],
  );

/** Who leads the work on these documents, by document. */
const leadsOf = async (
  people: ToDoDeps['people'],
  states: ReadonlyMap<DocumentId, DocumentState>,
): Promise<ReadonlyMap<string, string>> => {
  const leads = [...states].flatMap(([documentId, { core }]) =>
    core.assignment === undefined ? [] : [[documentId, core.assignment.leadId] as const],
  );
  const names = leads.length === 0 ? new Map() : await people.names(leads.map(([, id]) => id));
  return new Map(leads.map(([documentId, id]) => [documentId, names.get(id)?.name ?? id]));
};

/** One page of a list of the desk, oldest first. */
export const listToDos = async (
  { reader, people, calendars, now }: ToDoDeps,
  { roles }: Pick<DeskPerson, 'roles'>,
  { list, cursor }: { readonly list: DeskList; readonly cursor?: string | undefined },
): Promise<ToDoPage> => {
  const page = await reader.toDos({ ...LISTS[list], limit: PAGE, cursor });
  const ids = page.rows.map(({ documentId }) => documentId);
  // An operator alone sees which documents wait, and nothing of them.
  const states = roles.some((role) => role !== 'operator') ? await reader.states(ids) : new Map();
  const twins = list === 'duplicate' ? await reader.states(twinsOf(states)) : new Map();
  const known = new Map([...twins, ...states]);
  const leads = list === 'work' ? await leadsOf(people, states) : new Map<string, string>();
  const calendar = await calendars.current();
  return {
    rows: page.rows.map((toDo) => {
      const leadName = leads.get(toDo.documentId);
      return {
        ...rowOf(toDo, known, isOverdue(toDo, now(), calendar)),
        ...(leadName === undefined ? {} : { leadName }),
      };
    }),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
};
