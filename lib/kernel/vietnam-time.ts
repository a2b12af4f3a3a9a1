import { OfficeError } from './errors.ts';

/** Vietnam keeps UTC+7 all year (since 1975); an offset is exact and needs no zone data. */
const OFFSET_MS = 7 * 3_600_000;

/** A calendar date in Vietnam, `YYYY-MM-DD`. */
export type VietnamDate = string;

/** The calendar date in Vietnam at an instant. Years turn at 00:00 Vietnam time. */
export const vietnamDate = (instant: Date): VietnamDate =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

export const vietnamYear = (instant: Date): number => Number(vietnamDate(instant).slice(0, 4));

/** ISO 8601 with the Vietnamese offset, to the second, as Decree 30/2020 wants signing times written. */
export const vietnamIso = (instant: Date): string =>
  `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;

/** Wall-clock `HH:mm` in Vietnam. */
export const vietnamClock = (instant: Date): string => vietnamIso(instant).slice(11, 16);

/**
 * The instant of 00:00 Vietnam time on a date.
 * @throws OfficeError BAD_DATE
 */
export const startOfVietnamDay = (date: VietnamDate): Date => {
  const instant = new Date(`${date}T00:00:00+07:00`);
  // JavaScript reads 30 February as 2 March: only what comes back unchanged is a date.
  if (Number.isNaN(instant.getTime()) || vietnamDate(instant) !== date)
    throw new OfficeError('BAD_DATE', 'not a calendar date');
  return instant;
};

/** "ngày 05 tháng 02 năm 2026": a leading 0 for days under 10 and for months 1 and 2 (Decree 30/2020, Appendix I). */
export const vietnamLongDate = (date: VietnamDate): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const monthText = Number(month) <= 2 ? month : String(Number(month));
  return `ngày ${day} tháng ${monthText} năm ${year}`;
};

/** `23/11/2026`, or `23/11` when short. */
export const vietnamShortDate = (date: VietnamDate, withYear = true): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return withYear ? `${day}/${month}/${year}` : `${day}/${month}`;
};
