import { describe, expect, it } from '@jest/globals';
import {
  startOfVietnamDay,
  vietnamClock,
  vietnamDate,
  vietnamIso,
  vietnamLongDate,
  vietnamShortDate,
  vietnamYear,
} from '../../../lib/kernel/vietnam-time.ts';

describe('Vietnam time', () => {
  it.each([
    ['2026-12-31T16:59:59.999Z', '2026-12-31', 2026, '23:59', '2026-12-31T23:59:59+07:00'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01', 2027, '00:00', '2027-01-01T00:00:00+07:00'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29', 2028, '00:00', '2028-02-29T00:00:00+07:00'],
    ['2026-06-30T00:30:00.000Z', '2026-06-30', 2026, '07:30', '2026-06-30T07:30:00+07:00'],
  ])('%s is %s, year %i, %s o’clock', (utc, date, year, clock, iso) => {
    const instant = new Date(utc);
    expect(vietnamDate(instant)).toBe(date);
    expect(vietnamYear(instant)).toBe(year);
    expect(vietnamClock(instant)).toBe(clock);
    expect(vietnamIso(instant)).toBe(iso);
  });

  it('begins a day at 17:00 UTC of the day before', () => {
    expect(startOfVietnamDay('2027-01-01').toISOString()).toBe('2026-12-31T17:00:00.000Z');
  });

  it.each(['2026-02-30', '2026-13-01', '2025-02-29', 'hôm nay', ''])(
    '%j is no day of the calendar',
    (date) => {
      expect(() => startOfVietnamDay(date)).toThrow(expect.objectContaining({ code: 'BAD_DATE' }));
    },
  );

  it.each([
    ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
    ['2026-01-31', 'ngày 31 tháng 01 năm 2026'],
    ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
    ['2026-11-23', 'ngày 23 tháng 11 năm 2026'],
  ])('%s is written "%s" (Decree 30/2020, Appendix I)', (date, text) => {
    expect(vietnamLongDate(date)).toBe(text);
  });

  it('is short with and without its year', () => {
    expect(vietnamShortDate('2026-11-23')).toBe('23/11/2026');
    expect(vietnamShortDate('2026-11-23', false)).toBe('23/11');
  });
});
