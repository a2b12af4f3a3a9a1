import type { Urgency } from '../events/common.ts';
import { startOfVietnamDay, type VietnamDate, vietnamDate } from '../kernel/vietnam-time.ts';
import { isWorkingDay, nextWorkingDay, type WorkingCalendar } from '../kernel/working-days.ts';
import type { ToDo } from './commit.ts';
import { type DocumentState, isSetAside } from './document-state.ts';

/** The calendar the office counts by: the announced years, and the agency's own in their place. */
export interface WorkingCalendars {
  current(): Promise<WorkingCalendar>;
}

/** Until when something is to be done: an instant, ISO 8601 UTC. */
export interface Deadline {
  readonly dueBy: string;
  /** Urgent (khẩn, thượng khẩn, hoả tốc): due at the very instant it came. */
  readonly atOnce?: boolean | undefined;
}

/**
 * The decree says "at once" and gives no hours. Such work is due when it comes, and is shown as
 * overdue once nobody has done it within this time.
 */
export const AT_ONCE_GRACE_MS = 30 * 60_000;

const DAY_MS = 86_400_000;

/** The last instant of a day in Vietnam, so that the date of a deadline is that day. */
export const endOfVietnamDay = (date: VietnamDate): Date =>
  new Date(startOfVietnamDay(date).getTime() + DAY_MS - 1);

const isUrgent = (urgency: Urgency): boolean => urgency !== 'thuong';

/**
 * Registering, handing over, declaring a grade, issuing: the same day, at latest the next working
 * day; urgent documents at once (Decree 30/2020, Art. 4.2c, 18.1, 23.1).
 */
export const handlingDeadline = (
  came: Date,
  urgency: Urgency,
  calendar: WorkingCalendar,
): Deadline =>
  isUrgent(urgency)
    ? { dueBy: came.toISOString(), atOnce: true }
    : { dueBy: endOfVietnamDay(nextWorkingDay(vietnamDate(came), calendar)).toISOString() };

/**
 * Until when the lead solves it (Art. 24.2): the day the leader set, else the one in the document.
 * An urgent one without a day is to be solved on the day it was assigned.
 */
const solvingDay = ({ assignment, facts }: DocumentState['core']): VietnamDate | undefined => {
  const named = assignment?.dueOn ?? facts?.dueOn;
  if (named !== undefined) return named;
  return isUrgent(facts?.urgency ?? 'thuong') ? assignment?.assignedOn : undefined;
};

const solveToDo = (core: DocumentState['core']): ToDo | undefined => {
  const { assignment, completion, facts } = core;
  if (assignment === undefined) return undefined;
  // What was said to be done before the latest direction does not end the work it asks for.
  if (completion !== undefined && completion.order > assignment.order) return undefined;
  const day = solvingDay(core);
  return day === undefined
    ? undefined
    : {
        kind: 'solve',
        desk: 'work',
        dueBy: endOfVietnamDay(day).toISOString(),
        urgency: facts?.urgency ?? 'thuong',
        leadId: assignment.leadId,
      };
};

const handOverToDo = ({ handOver, assignment, completion, facts }: DocumentState['core']) =>
  handOver === undefined || assignment !== undefined || completion !== undefined
    ? undefined
    : ({
        kind: 'hand-over',
        desk: 'work',
        ...handOver,
        urgency: facts?.urgency ?? 'thuong',
      } as const satisfies ToDo);

/**
 * The work a document asks for as it stands: nothing but its core, and whether its number is void,
 * decides, so that every order of events ends with the same rows. Old records, copies, what was
 * taken back and what stands in the book as void ask for none.
 */
export const workToDosOf = (state: DocumentState): readonly ToDo[] => {
  const { core, numbering } = state;
  if (core.status !== 'active' || core.historical || isSetAside(state)) return [];
  if (numbering.status === 'void') return [];
  return [handOverToDo(core), solveToDo(core)].filter((toDo) => toDo !== undefined);
};

const sameToDo = (one: ToDo, other: ToDo): boolean =>
  one.kind === other.kind && one.dueBy === other.dueBy && one.leadId === other.leadId;

/** Rows of work that a change of state opens (or gives another deadline or lead) and closes. */
export const workChanges = (
  base: DocumentState | undefined,
  next: DocumentState,
): { readonly opened: readonly ToDo[]; readonly closed: readonly ToDo['kind'][] } => {
  const isVoided = base?.numbering.status !== 'void' && next.numbering.status === 'void';
  if (base?.core === next.core && !isVoided) return { opened: [], closed: [] };
  const before = base === undefined ? [] : workToDosOf(base);
  const after = workToDosOf(next);
  return {
    opened: after.filter((toDo) => !before.some((earlier) => sameToDo(earlier, toDo))),
    closed: before
      .filter(({ kind }) => !after.some((toDo) => toDo.kind === kind))
      .map(({ kind }) => kind),
  };
};

/**
 * When a row really falls due: a day that was announced as a holiday after the row was written
 * moves the office's own deadlines to the next working day. A day a leader has set stands.
 */
const fallsDue = (
  row: { readonly kind: string; readonly dueBy: string },
  calendar: WorkingCalendar,
): number => {
  const day = vietnamDate(new Date(row.dueBy));
  const moves = row.kind !== 'solve' && !isWorkingDay(day, calendar);
  return moves ? endOfVietnamDay(nextWorkingDay(day, calendar)).getTime() : Date.parse(row.dueBy);
};

/** Has the time of a to-do run out? Rows without a deadline never are overdue. */
export const isOverdue = (
  row: {
    readonly kind: string;
    readonly dueBy?: string | undefined;
    readonly atOnce?: boolean | undefined;
  },
  now: Date,
  calendar: WorkingCalendar,
): boolean => {
  const { kind, dueBy } = row;
  if (dueBy === undefined) return false;
  if (row.atOnce) return now.getTime() > Date.parse(dueBy) + AT_ONCE_GRACE_MS;
  return now.getTime() > fallsDue({ kind, dueBy }, calendar);
};
