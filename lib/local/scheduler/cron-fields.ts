import { daysInMonth, weekdayOf } from './zoned-time.ts';

/** A field that selects numbers, for example the minutes 0, 15, 30, 45. */
export type NumberField = readonly number[];

/** Whether a calendar day is selected. */
export type DayField = (year: number, month: number, day: number) => boolean;

export class CronFieldError extends Error {
  readonly code = 'CRON_FIELD';

  constructor(field: string, text: string) {
    super(`${text} is not a valid ${field} of a cron expression`);
    this.name = 'CronFieldError';
  }
}

interface FieldRange {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names that may stand for numbers, the first one for `least`. */
  readonly names?: readonly string[];
}

export const MINUTES: FieldRange = { name: 'minute', least: 0, most: 59 };
export const HOURS: FieldRange = { name: 'hour', least: 0, most: 23 };
export const YEARS: FieldRange = { name: 'year', least: 1970, most: 2199 };
export const MONTHS: FieldRange = {
  name: 'month',
  least: 1,
  most: 12,
  names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
};
const DAYS: FieldRange = { name: 'day of the month', least: 1, most: 31 };
const WEEKDAYS: FieldRange = {
  name: 'day of the week',
  least: 1,
  most: 7,
  names: 'SUN MON TUE WED THU FRI SAT'.split(' '),
};

/** Lists, ranges, steps and names: `0,15`, `MON-FRI`, `0/5`, `2-10/2`, `*`. */
export function parseNumbers(text: string, range: FieldRange): NumberField {
  const selected = new Set<number>();
  for (const part of text.split(',')) {
    const [span = '', stepText, ...more] = part.split('/');
    const step =
      stepText === undefined ? 1 : parseNumber(stepText, { ...range, least: 1, names: [] });
    if (more.length > 0) throw new CronFieldError(range.name, text);
    const [from, to] = parseSpan(span, stepText !== undefined, range);
    for (let value = from; value <= to; value += step) selected.add(value);
  }
  return [...selected].sort((left, right) => left - right);
}

function parseSpan(span: string, stepped: boolean, range: FieldRange): readonly [number, number] {
  if (span === '*') return [range.least, range.most];
  const [fromText = '', toText, ...more] = span.split('-');
  const from = parseNumber(fromText, range);
  const fallback = stepped ? range.most : from;
  const to = toText === undefined ? fallback : parseNumber(toText, range);
  if (more.length > 0 || to < from) throw new CronFieldError(range.name, span);
  return [from, to];
}

function parseNumber(text: string, range: FieldRange): number {
  const named = range.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + range.least : Number(text);
  if ((named < 0 && !/^\d+$/.test(text)) || value < range.least || value > range.most) {
    throw new CronFieldError(range.name, text);
  }
  return value;
}

/** Day of the month: numbers, `L` (last day), `15W` (working day nearest to the 15th), `LW`. */
export function parseDayOfMonth(text: string): DayField {
  if (text === 'L') return (year, month, day) => day === daysInMonth(year, month);
  if (text === 'LW') {
    return (year, month, day) => day === nearestWeekday(year, month, daysInMonth(year, month));
  }
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const wanted = parseNumber(nearest, DAYS);
    return (year, month, day) => day === nearestWeekday(year, month, wanted);
  }
  const days = parseNumbers(text, DAYS);
  return (_year, _month, day) => days.includes(day);
}

/** Day of the week: numbers and names, `6L` or `FRIL` (the last Friday), `3#2` (the second Tuesday), `L` (Saturday). */
export function parseDayOfWeek(text: string): DayField {
  if (text === 'L') return (year, month, day) => weekdayOf(year, month, day) === WEEKDAYS.most;
  const last = /^(\w+)L$/i.exec(text)?.[1];
  if (last !== undefined) {
    const weekday = parseNumber(last, WEEKDAYS);
    return (year, month, day) =>
      weekdayOf(year, month, day) === weekday && day + 7 > daysInMonth(year, month);
  }
  const [, weekdayText, countText] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (weekdayText !== undefined) {
    const weekday = parseNumber(weekdayText, WEEKDAYS);
    const count = Number(countText);
    return (year, month, day) =>
      weekdayOf(year, month, day) === weekday && Math.ceil(day / 7) === count;
  }
  const weekdays = parseNumbers(text, WEEKDAYS);
  return (year, month, day) => weekdays.includes(weekdayOf(year, month, day));
}

/** The working day (Monday to Friday) next to a date, within its month. */
function nearestWeekday(year: number, month: number, wanted: number): number {
  const last = daysInMonth(year, month);
  const day = Math.min(wanted, last);
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < last ? day + 1 : day - 2;
  return day;
}
