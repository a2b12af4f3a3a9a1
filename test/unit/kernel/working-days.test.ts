import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay } from '../../../lib/kernel/working-days.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

describe('Working days', () => {
  it.each([
    ['2026-11-23', 'a Monday', true],
    ['2026-11-21', 'a Saturday', false],
    ['2026-11-22', 'a Sunday', false],
    ['2026-02-17', 'the first day of Tết', false],
    ['2026-04-27', 'the day in lieu of the Hùng kings’ day', false],
    ['2026-09-02', 'National Day', false],
  ])('%s, %s', (date, _, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it('counts over the whole of Tết: from the last Friday the next working day is ten days later', () => {
    expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-23');
    expect(addWorkingDays('2026-02-13', 2)).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-17', 0)).toBe('2026-02-23');
  });

  it('counts a Saturday that was swapped for a weekday, and not that weekday', () => {
    const calendar = { closed: new Set(['2026-08-31']), openWeekends: new Set(['2026-08-22']) };
    expect(addWorkingDays('2026-08-21', 1, calendar)).toBe('2026-08-22');
    expect(addWorkingDays('2026-08-28', 1, calendar)).toBe('2026-09-01');
  });

  it('zero days after a working day is the day itself, also at the end of a year', () => {
    expect(addWorkingDays('2026-12-31', 0)).toBe('2026-12-31');
    expect(addWorkingDays('2026-12-31', 1)).toBe('2027-01-04');
  });

  it('always ends on a working day, and one more day is always later', () => {
    const days = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 30 }), (day, count) => {
        const end = addWorkingDays(day, count);
        expect(isWorkingDay(end)).toBe(true);
        expect(addWorkingDays(day, count + 1) > end).toBe(true);
      }),
      { seed },
    );
  });
});
