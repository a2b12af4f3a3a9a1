import type { WorkingCalendar } from '../kernel/working-days.ts';
import type { Desk } from './commit.ts';
import { isOverdue } from './deadlines.ts';
import type { RegisterReader, ToDoRow } from './document-store.ts';

const PAGE = 200;

/** Desks whose rows have deadlines: the agency's work, and what the clerk does for it. */
export const DESKS_WITH_DEADLINES = ['work', 'clerk'] as const satisfies readonly Desk[];

/** Every row that waits at some desks, page by page. */
export async function* eachToDo(
  reader: Pick<RegisterReader, 'toDoPage'>,
  desks: readonly Desk[],
): AsyncGenerator<ToDoRow> {
  for (const desk of desks) {
    let cursor: string | undefined;
    do {
      const page = await reader.toDoPage(desk, PAGE, cursor);
      yield* page.rows;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/** What of all work has a deadline, and how much of it has run out; for the doctor. */
export const countOverdue = async (
  reader: Pick<RegisterReader, 'toDoPage'>,
  now: Date,
  calendar: WorkingCalendar,
): Promise<{ readonly open: number; readonly overdue: number; readonly oldest?: ToDoRow }> => {
  let [open, overdue] = [0, 0];
  let oldest: (ToDoRow & { dueBy: string }) | undefined;
  for await (const row of eachToDo(reader, DESKS_WITH_DEADLINES)) {
    const { dueBy } = row;
    if (dueBy === undefined) continue;
    open += 1;
    if (!isOverdue(row, now, calendar)) continue;
    overdue += 1;
    if (oldest === undefined || dueBy < oldest.dueBy) oldest = { ...row, dueBy };
  }
  return { open, overdue, ...(oldest === undefined ? {} : { oldest }) };
};
