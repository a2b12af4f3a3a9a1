import type { DocumentId } from '../kernel/ids.ts';
import { type Desk, PARKED_DESK } from '../register/commit.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { DeskList, ToDoPage, ToDoRow } from './contract.ts';
import type { DeskReader, WaitingToDo } from './desk-reader.ts';

export interface ToDoDeps {
  readonly reader: DeskReader;
  readonly now: () => Date;
}

const PAGE = 50;

/** Where the register keeps each list. */
const LISTS: Readonly<Record<DeskList, { readonly desk: Desk; readonly kind: string }>> = {
  held: { desk: 'clerk', kind: 'held' },
  seal: { desk: 'clerk', kind: 'seal' },
  work: { desk: 'clerk', kind: 'work' },
  duplicate: { desk: 'clerk', kind: 'duplicate' },
  failed: { desk: 'clerk', kind: 'failed' },
  parked: { desk: PARKED_DESK, kind: 'parked' },
  review: { desk: 'officer', kind: 'review' },
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
  { documentId, kind, since, dueBy, note }: WaitingToDo,
  state: DocumentState | undefined,
  now: Date,
): ToDoRow => ({
  documentId,
  kind,
  since,
  ...(dueBy === undefined ? {} : { dueBy }),
  overdue: dueBy !== undefined && dueBy < now.toISOString(),
  ...(note === undefined ? {} : { note }),
  ...shownFacts(state),
});

/** One page of a list of the desk, oldest first. */
export const listToDos = async (
  { reader, now }: ToDoDeps,
  list: DeskList,
  cursor: string | undefined,
): Promise<ToDoPage> => {
  const page = await reader.toDos({ ...LISTS[list], limit: PAGE, cursor });
  const states = await reader.states(page.rows.map(({ documentId }) => documentId as DocumentId));
  const at = now();
  return {
    rows: page.rows.map((toDo) => rowOf(toDo, states.get(toDo.documentId), at)),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
};
