import holidays from './data/holidays.json' with { type: 'json' };
import type { VietnamDate } from './vietnam-time.ts';

/** Dates that differ from the Monday–Friday week: public holidays and swapped days. */
export interface WorkingCalendar {
  readonly closed: ReadonlySet<VietnamDate>;
  readonly openWeekends: ReadonlySet<VietnamDate>;
}

const announcedCalendar: WorkingCalendar = {
  closed: new Set(holidays.closed),
  openWeekends: new Set(holidays.openWeekends),
};

const DAY_MS = 86_400_000;
const shift = (date: VietnamDate, days: number): VietnamDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const isWorkingDay = (date: VietnamDate, calendar = announcedCalendar): boolean => {
  if (calendar.openWeekends.has(date)) return true;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.closed.has(date);
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
  let day = date;
  while (!isWorkingDay(day, calendar)) day = shift(day, 1);
  for (let left = count; left > 0; left -= 1) {
    do day = shift(day, 1);
    while (!isWorkingDay(day, calendar));
  }
  return day;
};
