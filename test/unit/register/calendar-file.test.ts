import { describe, expect, it } from '@jest/globals';
import { announcedYears } from '../../../lib/kernel/working-days.ts';
import { calendarFile, mergeYears } from '../../../lib/register/deadlines-calendar.ts';

const year = { year: 2026, closed: ['2026-11-24'], openWeekends: ['2026-11-28'], source: 'TB 1' };
const isTaken = (...years: object[]) => calendarFile.safeParse({ years }).success;

describe('The file of an agency’s own calendar', () => {
  it('takes the years as the office itself has them', () => {
    expect(isTaken(...announcedYears)).toBe(true);
    expect(isTaken(year)).toBe(true);
  });

  it.each([
    ['a year without a source', { ...year, source: '' }],
    ['a date of another year', { ...year, closed: ['2025-11-24'] }],
    ['a day that does not exist', { ...year, closed: ['2026-02-30'] }],
    ['a weekday called an open weekend', { ...year, openWeekends: ['2026-11-27'] }],
    ['a day both off and worked', { ...year, closed: ['2026-11-28'] }],
    ['a year before the office’s time', { ...year, year: 1999, closed: [], openWeekends: [] }],
  ])('refuses %s', (_, wrong) => {
    expect(isTaken(wrong)).toBe(false);
  });

  it('refuses a year twice', () => {
    expect(isTaken(year, { ...year, closed: [] })).toBe(false);
  });

  it('replaces its years one by one and keeps the others', () => {
    const kept = [{ ...year, year: 2025, closed: [], openWeekends: [] }, year];
    const merged = mergeYears(kept, [{ ...year, source: 'TB 2' }]);
    expect(merged.map(({ year: of, source }) => `${of} ${source}`)).toEqual([
      '2025 TB 1',
      '2026 TB 2',
    ]);
  });
});
