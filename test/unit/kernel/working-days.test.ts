import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  announcedYears,
  calendarOf,
  isWeekend,
  isWorkingDay,
  nextWorkingDay,
} from '../../../lib/kernel/working-days.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

const dateAt = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Day of the lunar year as ICU counts it; for these years Vietnam's calendar is the same. */
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
const findLunar = (year: number, day: string): string => {
  for (let at = 0; at < 366; at += 1) {
    const date = dateAt(`${year}-01-01`, at);
    if (lunar.format(new Date(`${date}T00:00:00Z`)) === day) return date;
  }
  throw new Error(`no ${day} in ${year}`);
};

describe('Working days', () => {
  it.each([
    ['2026-11-23', 'a Monday', true],
    ['2026-11-21', 'a Saturday', false],
    ['2026-11-22', 'a Sunday', false],
    ['2026-02-17', 'the first day of Tết', false],
    ['2026-04-27', 'the day in lieu of the Hùng kings’ day', false],
    ['2026-09-02', 'National Day', false],
    ['2026-08-31', 'a Monday swapped for a Saturday', false],
    ['2026-08-22', 'the Saturday worked for it', true],
    ['2019-05-04', 'a Saturday worked for 29 April 2019', true],
  ])('%s, %s', (date, _, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it('counts over the whole of Tết: from the last Friday the next working day is ten days later', () => {
    expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-23');
    expect(addWorkingDays('2026-02-13', 2)).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-17', 0)).toBe('2026-02-23');
  });

  it('after a day off the next working day is the first one, not the second', () => {
    expect(nextWorkingDay('2026-11-21')).toBe('2026-11-23');
    expect(nextWorkingDay('2026-11-20')).toBe('2026-11-23');
    expect(nextWorkingDay('2026-11-23')).toBe('2026-11-24');
  });

  it('counts a Saturday that was swapped for a weekday, and not that weekday', () => {
    expect(addWorkingDays('2026-08-21', 1)).toBe('2026-08-22');
    expect(addWorkingDays('2026-08-28', 1)).toBe('2026-09-03');
  });

  it('takes the agency’s own table for the whole of a year and the announced ones for the others', () => {
    const own = { year: 2026, closed: ['2026-11-24'], openWeekends: [], source: 'cơ quan' };
    const calendar = calendarOf([own]);
    expect(isWorkingDay('2026-11-24', calendar)).toBe(false);
    expect(isWorkingDay('2026-02-17', calendar)).toBe(true);
    expect(isWorkingDay('2025-01-29', calendar)).toBe(false);
  });

  it('zero days after a working day is the day itself, also at the end of a year', () => {
    expect(addWorkingDays('2026-12-31', 0)).toBe('2026-12-31');
    expect(addWorkingDays('2026-12-31', 1)).toBe('2027-01-04');
  });
});

describe('The announced years', () => {
  it('follow one another from 2015 on, each with its source', () => {
    expect(announcedYears.map(({ year }) => year)).toEqual(
      announcedYears.map((_, at) => 2015 + at),
    );
    for (const { source } of announcedYears) expect(source).not.toBe('');
  });

  it.each(announcedYears)(
    '$year: each date stands in its year and on the right kind of day',
    ({ year, closed, openWeekends }) => {
      for (const date of [...closed, ...openWeekends]) expect(date.slice(0, 4)).toBe(String(year));
      expect(closed.filter(isWeekend)).toEqual([]);
      expect(openWeekends.filter((date) => !isWeekend(date))).toEqual([]);
      expect(closed).toEqual([...new Set(closed)].toSorted());
    },
  );

  it.each(announcedYears)(
    '$year: nobody works on Tết, the Hùng kings’ day and the fixed holidays',
    ({ year }) => {
      const tet = findLunar(year, '1/1');
      const holidays = [
        dateAt(tet, -1),
        tet,
        dateAt(tet, 1),
        dateAt(tet, 2),
        findLunar(year, '3/10'),
        ...['01-01', '04-30', '05-01', '09-02'].map((day) => `${year}-${day}`),
      ];
      expect(holidays.filter((date) => isWorkingDay(date))).toEqual([]);
    },
  );

  it.each(announcedYears.filter(({ year }) => year < 2027))(
    '$year: as many weekdays are off as the law gives, and one more for each Saturday worked',
    ({ year, closed, openWeekends }) => {
      const byLaw = year < 2021 ? 10 : 11;
      // A weekday off in one year can be made up for in the next: 2 January 2015, 31 December 2018.
      const acrossYears = { 2015: 1, 2018: 1, 2019: -1 }[year as number] ?? 0;
      expect(closed).toHaveLength(byLaw + openWeekends.length + acrossYears);
    },
  );
});

describe('Whatever the calendar', () => {
  const days = fc.integer({ min: 0, max: 4_000 }).map((at) => dateAt('2015-01-01', at));
  const calendars = fc
    .tuple(fc.uniqueArray(days, { maxLength: 80 }), fc.uniqueArray(days, { maxLength: 20 }))
    .map(([closed, open]) => ({
      closed: new Set(closed),
      openWeekends: new Set(open.filter(isWeekend)),
    }));
  const counts = fc.integer({ min: 0, max: 40 });

  it('a count of working days ends on one, and one more is always later', () => {
    fc.assert(
      fc.property(days, counts, calendars, (day, count, calendar) => {
        const end = addWorkingDays(day, count, calendar);
        expect(isWorkingDay(end, calendar)).toBe(true);
        expect(addWorkingDays(day, count + 1, calendar) > end).toBe(true);
      }),
      { seed },
    );
  });

  it('a later start never ends earlier', () => {
    fc.assert(
      fc.property(days, days, counts, calendars, (one, other, count, calendar) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(addWorkingDays(from, count, calendar) <= addWorkingDays(to, count, calendar)).toBe(
          true,
        );
      }),
      { seed },
    );
  });

  it('days can be counted in two parts', () => {
    fc.assert(
      fc.property(days, counts, counts, calendars, (day, first, second, calendar) => {
        const half = addWorkingDays(day, first, calendar);
        expect(addWorkingDays(half, second, calendar)).toBe(
          addWorkingDays(day, first + second, calendar),
        );
      }),
      { seed },
    );
  });

  it('between a day and the next working day nobody works', () => {
    fc.assert(
      fc.property(days, calendars, (day, calendar) => {
        const next = nextWorkingDay(day, calendar);
        const between = [];
        for (let date = dateAt(day, 1); date < next; date = dateAt(date, 1)) between.push(date);
        expect(between.filter((date) => isWorkingDay(date, calendar))).toEqual([]);
      }),
      { seed },
    );
  });
});
