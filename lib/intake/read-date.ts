import { dayOf, isDate } from './cell.ts';
import type { DateFormat } from './mapping.ts';

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 date system, shifted by its leap day of 1900 that never was. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** 1 March 1900, from where on the shift is right, to the end of 2199. */
const [EXCEL_FIRST, EXCEL_LAST] = [61, 109_572];

/** A day that is in the calendar: 31/02 is none. */
const calendarDay = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1000 ? dayOf(date) : undefined;
};

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/;
/** Day before month, with the separators Vietnamese offices use. */
const VIETNAMESE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

const readers: Readonly<Record<DateFormat, (text: string) => string | undefined>> = {
  'yyyy-MM-dd': (text) => {
    const [, year, month, day] = ISO.exec(text) ?? [];
    return year ? calendarDay(Number(year), Number(month), Number(day)) : undefined;
  },
  'dd/MM/yyyy': (text) => {
    const [, day, month, year] = VIETNAMESE.exec(text) ?? [];
    return year ? calendarDay(Number(year), Number(month), Number(day)) : undefined;
  },
  excel: (text) => {
    const days = Number(text);
    return /^\d+(\.\d+)?$/.test(text) && days >= EXCEL_FIRST && days <= EXCEL_LAST
      ? dayOf(new Date(EXCEL_EPOCH + Math.floor(days) * DAY_MS))
      : undefined;
  },
};

export const allDateFormats = Object.keys(readers) as readonly DateFormat[];

/** The day a cell names as `YYYY-MM-DD`, in the first of the formats that reads it. */
export const readDate = (
  value: unknown,
  text: string,
  formats: readonly DateFormat[],
): string | undefined => {
  if (isDate(value)) return dayOf(value);
  for (const format of formats) {
    const day = readers[format](text);
    if (day !== undefined) return day;
  }
  return undefined;
};
