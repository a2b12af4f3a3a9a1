import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueAt } from '../../../lib/local/scheduler/schedule-expression.ts';

const HANOI = 'Asia/Ho_Chi_Minh';
const next = (expression: string, after: string, zone = HANOI) =>
  dueAt(expression, zone, new Date(after))?.toISOString();

describe('when a schedule is due', () => {
  test.each([
    ['every minute', 'cron(* * * * ? *)', '2026-03-02T01:00:30Z', '2026-03-02T01:01:00.000Z'],
    ['strictly after', 'cron(0 8 * * ? *)', '2026-03-02T01:00:00Z', '2026-03-03T01:00:00.000Z'],
    ['07:00 in Vietnam', 'cron(0 7 * * ? *)', '2026-03-01T23:59:59Z', '2026-03-02T00:00:00.000Z'],
    [
      'working days',
      'cron(30 6 ? * MON-FRI *)',
      '2026-03-06T00:00:00Z',
      '2026-03-08T23:30:00.000Z',
    ],
    ['each 15 minutes', 'cron(0/15 * * * ? *)', '2026-03-02T01:46:00Z', '2026-03-02T02:00:00.000Z'],
    ['the last day', 'cron(0 0 L * ? *)', '2026-02-10T00:00:00Z', '2026-02-27T17:00:00.000Z'],
    ['29 February', 'cron(0 0 29 2 ? *)', '2026-03-01T00:00:00Z', '2028-02-28T17:00:00.000Z'],
    [
      'the second Tuesday',
      'cron(0 9 ? * TUE#2 *)',
      '2026-03-02T00:00:00Z',
      '2026-03-10T02:00:00.000Z',
    ],
    ['the last Friday', 'cron(0 9 ? * 6L *)', '2026-03-02T00:00:00Z', '2026-03-27T02:00:00.000Z'],
    [
      'the working day nearest to Sunday the 1st',
      'cron(0 9 1W * ? *)',
      '2026-02-20T00:00:00Z',
      '2026-03-02T02:00:00.000Z',
    ],
    ['half-yearly', 'cron(0 1 15 6,12 ? *)', '2026-06-15T00:00:00Z', '2026-12-14T18:00:00.000Z'],
    [
      'the turn of the year',
      'cron(0 0 1 1 ? *)',
      '2026-03-02T00:00:00Z',
      '2026-12-31T17:00:00.000Z',
    ],
    ['a rate', 'rate(5 minutes)', '2026-03-02T01:00:00Z', '2026-03-02T01:05:00.000Z'],
    [
      'a single time',
      'at(2026-03-02T08:30:00)',
      '2026-03-02T01:00:00Z',
      '2026-03-02T01:30:00.000Z',
    ],
  ])('%s: %s', (_, expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test('a single time that is over, and a year that is over, are never due again', () => {
    expect(next('at(2026-03-02T08:00:00)', '2026-03-02T01:00:00Z')).toBeUndefined();
    expect(next('cron(0 0 1 1 ? 2025)', '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  test('a rate keeps its rhythm from the creation, however late it is asked', () => {
    const anchor = new Date('2026-03-02T01:00:00Z');
    const due = dueAt('rate(1 hour)', HANOI, new Date('2026-03-05T04:20:00Z'), anchor);
    expect(due?.toISOString()).toBe('2026-03-05T05:00:00.000Z');
  });

  test('where the clock jumps in spring, the hour that is not there is left out', () => {
    const zone = 'Europe/Berlin';
    expect(next('cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', zone)).toBe(
      '2026-03-30T00:30:00.000Z',
    );
  });

  test('where the clock is put back in autumn, a time that comes twice is due once', () => {
    const zone = 'Europe/Berlin';
    const first = next('cron(30 2 * * ? *)', '2026-10-24T12:00:00Z', zone);
    expect(first).toBe('2026-10-25T00:30:00.000Z');
    expect(next('cron(30 2 * * ? *)', first ?? '', zone)).toBe('2026-10-26T01:30:00.000Z');
  });

  test.each([
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(0 minutes)',
    'cron(* * * * *)',
    'cron(* * * * * *)',
    'cron(* * ? * ? *)',
    'cron(60 * * * ? *)',
    'cron(5-2 * * * ? *)',
    'cron(0 0 ? * MOO *)',
    'at(2026-02-30T00:00:00)',
    'every day',
  ])('%s is refused', (expression) => {
    expect(() => next(expression, '2026-03-02T01:00:00Z')).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });

  test('an unknown time zone is refused', () => {
    expect(() => next('rate(1 day)', '2026-03-02T01:00:00Z', 'Asia/Nowhere')).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
  });

  test('in Vietnam a daily time is always the next one at that wall-clock minute', () => {
    const minute = 60_000;
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
        (hour, minutes, after) => {
          const due = dueAt(`cron(${minutes} ${hour} * * ? *)`, HANOI, new Date(after));
          const instant = due?.getTime() ?? 0;
          // Vietnam has been seven hours ahead of UTC without summer time since 1975.
          const wallClock = (instant + 7 * 60 * minute) % day;
          expect(wallClock).toBe((hour * 60 + minutes) * minute);
          expect(instant - after).toBeGreaterThan(0);
          expect(instant - after).toBeLessThanOrEqual(day);
        },
      ),
      { numRuns: 300 },
    );
  });
});
