import * as z from 'zod/mini';
import { type CalendarYear, isWeekend } from '../kernel/working-days.ts';

const dates = z.array(z.iso.date()).check(z.maxLength(120));

const calendarYear = z
  .object({
    year: z.int().check(z.minimum(2015), z.maximum(2100)),
    closed: dates,
    openWeekends: z._default(dates, []),
    /** Number and date of the announcement. */
    source: z.string().check(z.minLength(1), z.maxLength(1_000)),
    note: z.optional(z.string().check(z.maxLength(1_000))),
  })
  .check(
    z.refine(
      ({ year, closed, openWeekends }) =>
        [...closed, ...openWeekends].every((date) => date.startsWith(`${year}-`)),
      { error: 'a date of another year' },
    ),
    z.refine(({ openWeekends }) => openWeekends.every(isWeekend), {
      error: 'a weekday needs no swap to be a working day',
      path: ['openWeekends'],
    }),
    z.refine(({ closed, openWeekends }) => !closed.some((date) => openWeekends.includes(date)), {
      error: 'a day both off and worked',
    }),
  );

/** The years an agency sets itself; each replaces the announced one as a whole. */
export const calendarYears = z.array(calendarYear).check(
  z.maxLength(40),
  z.refine((years) => new Set(years.map(({ year }) => year)).size === years.length, {
    error: 'a year twice',
  }),
);

/** The file of `vanthu calendar set`. */
export const calendarFile = z.object({ years: calendarYears });

/** The agency's years, each year of `given` taking the place of an earlier one. */
export const mergeYears = (
  kept: readonly CalendarYear[],
  given: readonly CalendarYear[],
): CalendarYear[] =>
  [...kept.filter(({ year }) => !given.some((one) => one.year === year)), ...given].toSorted(
    (a, b) => a.year - b.year,
  );
