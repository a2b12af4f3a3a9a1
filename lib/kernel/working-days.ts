import holidays from './data/holidays.json' with { type: 'json' };
import type { VietnamDate } from './vietnam-time.ts';

/** One year of the calendar: what differs from the Monday–Friday week, and who says so. */
export interface CalendarYear {
  readonly year: number;
  /** Weekdays off: public holidays, days in lieu, weekdays swapped for a Saturday. */
  readonly closed: readonly VietnamDate[];
  /** Saturdays and Sundays worked for a swapped weekday (làm bù). */
  readonly openWeekends: readonly VietnamDate[];
  readonly source: string;
  readonly note?: string;
}

/** Dates that differ from the Monday–Friday week: public holidays and swapped days. */
export interface WorkingCalendar {
  readonly closed: ReadonlySet<VietnamDate>;
  readonly openWeekends: ReadonlySet<VietnamDate>;
}

/** The years that come with the office, each with its source. */
export const announcedYears: readonly CalendarYear[] = holidays.years;

/** The announced years, of which the agency's own replace the whole year (a swap of its own). */
export const calendarOf = (own: readonly CalendarYear[] = []): WorkingCalendar => {
  const replaced = new Set(own.map(({ year }) => year));
  const years = [...announcedYears.filter(({ year }) => !replaced.has(year)), ...own];
  return {
    closed: new Set(years.flatMap(({ closed }) => closed)),
    openWeekends: new Set(years.flatMap(({ openWeekends }) => openWeekends)),
  };
};

export const announcedCalendar: WorkingCalendar = calendarOf();

const DAY_MS = 86_400_000;
const shift = (date: VietnamDate, days: number): VietnamDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const isWeekend = (date: VietnamDate): boolean =>
  [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

export const isWorkingDay = (date: VietnamDate, calendar = announcedCalendar): boolean =>
  calendar.openWeekends.has(date) || !(isWeekend(date) || calendar.closed.has(date));

/** The first working day after `date`, whether or not `date` is one itself. */
export const nextWorkingDay = (date: VietnamDate, calendar = announcedCalendar): VietnamDate => {
  let day = shift(date, 1);
  while (!isWorkingDay(day, calendar)) day = shift(day, 1);
  return day;
};

/**
 * The date `count` working days after `date` (0: the date itself, or the next working day).
 * Deadlines of Decree 30/2020 (Art. 4, 18, 21, 23) count so.
 */
export const addWorkingDays = (
  date: VietnamDate,
  count: number,
  calendar = announcedCalendar,
): VietnamDate => {
  let day = isWorkingDay(date, calendar) ? date : nextWorkingDay(date, calendar);
  for (let left = count; left > 0; left -= 1) day = nextWorkingDay(day, calendar);
  return day;
};
