import { vietnamClock, vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { createWorkingCalendars } from '../../register/deadlines.dynamo.ts';
import { isOverdue } from '../../register/deadlines.ts';
import { DESKS_WITH_DEADLINES, eachToDo } from '../../register/deadlines-overdue.ts';
import type { DocumentState } from '../../register/document-state.ts';
import type { ToDoRow } from '../../register/document-store.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf, titleOf } from '../describe-document.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import { alignRows, cutText } from '../table.ts';
import type { DeadlineMessages } from './messages.en.ts';

const LONGEST_LIST = 200;
const READ_AT_ONCE = 25;
const TITLE_WIDTH = 50;
const URGENCIES = ['thuong', 'khan', 'thuong_khan', 'hoa_toc'] as const;

interface Work extends ToDoRow {
  readonly dueBy: string;
  readonly overdue: boolean;
}

/** What is urgent without a grade of its own (held documents show none) stands with khẩn. */
const rankOf = ({ urgency, atOnce }: Work): number =>
  URGENCIES.indexOf(urgency ?? (atOnce ? 'khan' : 'thuong'));

/** Overdue first, then by độ khẩn, then by deadline. */
export const byUrgency = (one: Work, other: Work): number =>
  Number(other.overdue) - Number(one.overdue) ||
  rankOf(other) - rankOf(one) ||
  (one.dueBy < other.dueBy ? -1 : Number(one.dueBy > other.dueBy));

const readWork = async (context: CommandContext, tables: OfficeTables): Promise<Work[]> => {
  const now = context.now();
  const { dynamo, names, reader } = tables;
  const calendar = await createWorkingCalendars(dynamo, names.directory, () => now).current();
  const found: Work[] = [];
  for await (const row of eachToDo(reader, DESKS_WITH_DEADLINES))
    if (row.dueBy !== undefined)
      found.push({ ...row, dueBy: row.dueBy, overdue: isOverdue(row, now, calendar) });
  return found.toSorted(byUrgency);
};

const statesOf = async (tables: OfficeTables, rows: readonly Work[]) => {
  const states = new Map<string, DocumentState>();
  for (let at = 0; at < rows.length; at += READ_AT_ONCE) {
    const page = rows.slice(at, at + READ_AT_ONCE);
    const read = await Promise.all(page.map(({ documentId }) => tables.documents.load(documentId)));
    for (const state of read) if (state !== undefined) states.set(state.documentId, state);
  }
  return states;
};

const dueText = ({ dueBy, atOnce, overdue }: Work, messages: DeadlineMessages): string => {
  const due = new Date(dueBy);
  const date = vietnamShortDate(vietnamDate(due));
  const text = atOnce ? `${messages.atOnce} (${vietnamClock(due)} ${date})` : date;
  return overdue ? `${text} ${messages.overdueMark}` : text;
};

/** `work list`: what documents ask for and until when. Nothing of a held one is shown (R1). */
export const listWork = (
  context: CommandContext,
  messages: DeadlineMessages,
  options: { readonly overdue: boolean; readonly lead?: string },
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const work = (await readWork(context, tables)).filter(
      ({ overdue, leadId }) =>
        (!options.overdue || overdue) && (options.lead === undefined || leadId === options.lead),
    );
    const shown = work.slice(0, LONGEST_LIST);
    const states = await statesOf(tables, shown);
    const { heads } = messages;
    const rows = shown.map((row) => {
      const state = states.get(row.documentId);
      const known = state?.core.facts === undefined ? undefined : state;
      return [
        dueText(row, messages),
        messages.kinds[row.kind] ?? row.kind,
        known === undefined ? '' : nameOf(known),
        row.leadId ?? '',
        row.documentId,
        state === undefined ? '' : cutText(titleOf(state, context.messages), TITLE_WIDTH),
      ];
    });
    const overdue = work.filter((row) => row.overdue).length;
    const empty = options.overdue ? messages.nothingOverdue : messages.nothing;
    return {
      lines:
        rows.length === 0
          ? [empty]
          : [
              ...alignRows([
                [heads.due, heads.kind, heads.code, heads.lead, heads.id, heads.title],
                ...rows,
              ]),
              messages.summary(work.length, overdue),
              ...(work.length > shown.length ? [messages.cut(shown.length)] : []),
            ],
      data: {
        open: work.length,
        overdue,
        work: work.map((row) => ({
          documentId: row.documentId,
          kind: row.kind,
          since: row.since,
          dueBy: row.dueBy,
          overdue: row.overdue,
          ...(row.atOnce ? { atOnce: true } : {}),
          ...(row.urgency === undefined ? {} : { urgency: row.urgency }),
          ...(row.leadId === undefined ? {} : { leadId: row.leadId }),
        })),
      },
    };
  });
