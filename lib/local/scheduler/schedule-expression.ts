import { AwsServiceError } from '../aws/service.ts';
import {
  CronFieldError,
  type DayField,
  HOURS,
  MINUTES,
  MONTHS,
  type NumberField,
  parseDayOfMonth,
  parseDayOfWeek,
  parseNumbers,
  YEARS,
} from './cron-fields.ts';
import { daysInMonth, isTimeZone, type LocalTime, toInstant, toLocalTime } from './zoned-time.ts';

interface CronSchedule {
  readonly kind: 'cron';
  readonly minutes: NumberField;
  readonly hours: NumberField;
  readonly months: NumberField;
  readonly years: NumberField;
  readonly isDay: DayField;
}

type ScheduleExpression =
  | { readonly kind: 'rate'; readonly intervalMs: number }
  | { readonly kind: 'at'; readonly local: LocalTime }
  | CronSchedule;

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Parses rate(), cron() or at(); throws ValidationException. */
function parseScheduleExpression(expression: string): ScheduleExpression {
  const [, kind, body = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return parseRate(expression, body);
  if (kind === 'at') return parseAt(expression, body);
  if (kind === 'cron') return parseCron(expression, body);
  throw invalidExpression(expression);
}

/**
 * The first due time after an instant, or undefined when there is none any more.
 * A rate counts from `anchor`, by default from `after` itself; an anchor still to come is due itself.
 */
export function dueAt(
  expression: string,
  timeZone: string,
  after: Date,
  anchor: Date = after,
): Date | undefined {
  if (!isTimeZone(timeZone)) {
    throw new AwsServiceError('ValidationException', `Invalid time zone: ${timeZone}`);
  }
  const schedule = parseScheduleExpression(expression);
  if (schedule.kind === 'rate') {
    const elapsed = after.getTime() - anchor.getTime();
    const count = elapsed < 0 ? 0 : Math.floor(elapsed / schedule.intervalMs) + 1;
    return new Date(anchor.getTime() + count * schedule.intervalMs);
  }
  const instant =
    schedule.kind === 'at'
      ? toInstant(schedule.local, timeZone)
      : nextCronInstant(schedule, timeZone, after.getTime());
  return instant !== undefined && instant > after.getTime() ? new Date(instant) : undefined;
}

function invalidExpression(expression: string): AwsServiceError {
  return new AwsServiceError('ValidationException', `Invalid Schedule Expression ${expression}.`);
}

function parseRate(expression: string, body: string): ScheduleExpression {
  const [, count = '', unit = '', plural = ''] =
    /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const unitMs = UNIT_MS[unit];
  // AWS insists on the grammar: 1 minute, 2 minutes.
  if (unitMs === undefined || (count === '1') !== (plural === '')) {
    throw invalidExpression(expression);
  }
  return { kind: 'rate', intervalMs: Number(count) * unitMs };
}

function parseAt(expression: string, body: string): ScheduleExpression {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(body);
  if (found === null) throw invalidExpression(expression);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw invalidExpression(expression);
  }
  if (hour > 23 || minute > 59 || second > 59) throw invalidExpression(expression);
  return { kind: 'at', local: { year, month, day, hour, minute, second } };
}

function parseCron(expression: string, body: string): ScheduleExpression {
  const fields = body.trim().split(/\s+/);
  const [minutes = '', hours = '', dayOfMonth = '', months = '', dayOfWeek = '', years = ''] =
    fields;
  // Exactly one of the two day fields decides, the other one is a question mark.
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw invalidExpression(expression);
  }
  try {
    return {
      kind: 'cron',
      minutes: parseNumbers(minutes, MINUTES),
      hours: parseNumbers(hours, HOURS),
      months: parseNumbers(months, MONTHS),
      years: parseNumbers(years, YEARS),
      isDay: dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth) : parseDayOfWeek(dayOfWeek),
    };
  } catch (error) {
    if (error instanceof CronFieldError) throw invalidExpression(`${expression}: ${error.message}`);
    throw error;
  }
}

function nextCronInstant(
  schedule: CronSchedule,
  timeZone: string,
  after: number,
): number | undefined {
  const start = toLocalTime(after, timeZone);
  for (const date of selectedDays(schedule, start)) {
    // On the first day the hours gone by need no look.
    const fromHour = isSameDay(date, start) ? start.hour : 0;
    for (const hour of schedule.hours.filter((candidate) => candidate >= fromHour)) {
      for (const minute of schedule.minutes) {
        const instant = toInstant({ ...date, hour, minute, second: 0 }, timeZone);
        if (instant !== undefined && instant > after) return instant;
      }
    }
  }
  return undefined;
}

type LocalDate = Pick<LocalTime, 'year' | 'month' | 'day'>;

function isSameDay(left: LocalDate, right: LocalDate): boolean {
  return left.year === right.year && left.month === right.month && left.day === right.day;
}

/** The selected days from the day of `start` on, in order. */
function* selectedDays(schedule: CronSchedule, start: LocalDate): Iterable<LocalDate> {
  for (const { year, month } of selectedMonths(schedule, start)) {
    const first = year === start.year && month === start.month ? start.day : 1;
    for (let day = first; day <= daysInMonth(year, month); day++) {
      if (schedule.isDay(year, month, day)) yield { year, month, day };
    }
  }
}

function selectedMonths(schedule: CronSchedule, start: LocalDate) {
  const isAhead = (year: number, month: number) =>
    year > start.year || (year === start.year && month >= start.month);
  return schedule.years.flatMap((year) =>
    schedule.months.filter((month) => isAhead(year, month)).map((month) => ({ year, month })),
  );
}
