import { readFile } from 'node:fs/promises';
import { vietnamShortDate, vietnamYear } from '../../kernel/vietnam-time.ts';
import { announcedYears, type CalendarYear } from '../../kernel/working-days.ts';
import { readOwnYears, saveOwnYears } from '../../register/deadlines.dynamo.ts';
import { calendarFile } from '../../register/deadlines-calendar.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant } from '../describe-document.ts';
import { assertRole } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import type { DeadlineMessages } from './messages.en.ts';

const fault = (
  messages: DeadlineMessages,
  code: keyof DeadlineMessages['errors'] & string,
  facts: Readonly<Record<string, string>>,
  cause?: unknown,
): CommandError =>
  new CommandError(code, { sentence: fillSentence(messages.errors[code] ?? code, facts), cause });

/** Each year of the file, checked. Dates are `YYYY-MM-DD`. */
const readYears = async (
  messages: DeadlineMessages,
  file: string,
): Promise<readonly CalendarYear[]> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw fault(messages, 'FILE_NOT_READ', { file }, cause);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw fault(messages, 'CALENDAR_WRONG', { file, where: 'JSON' }, cause);
  }
  const parsed = calendarFile.safeParse(json);
  if (parsed.success) return parsed.data.years as CalendarYear[];
  const where = parsed.error.issues
    .map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`)
    .join('; ');
  throw fault(messages, 'CALENDAR_WRONG', { file, where }, parsed.error);
};

/** `calendar set FILE --as OPERATOR`: years of the agency's own in place of the announced ones. */
export const setCalendar = async (
  context: CommandContext,
  messages: DeadlineMessages,
  { file, personId }: { readonly file: string; readonly personId: string },
): Promise<CommandResult> => {
  const years = await readYears(messages, file);
  return withTables(context, async (tables) => {
    await assertRole(tables, personId, 'operator');
    const change = { years, by: personId, at: context.now() };
    const own = await saveOwnYears(tables.dynamo, tables.names.directory, change);
    const given = years.map(({ year }) => year);
    return {
      lines: [messages.years.saved(given.join(', '))],
      data: { set: given, ownYears: own.map(({ year }) => year) },
    };
  });
};

const datesOf = (dates: readonly string[]): string =>
  dates.length === 0 ? '–' : dates.map((date) => vietnamShortDate(date, false)).join(', ');

/** `calendar show [YEAR]`: what counts for one year, and who says so. */
export const showCalendar = (
  context: CommandContext,
  messages: DeadlineMessages,
  given?: number,
): Promise<CommandResult> =>
  withTables(context, async ({ dynamo, names }) => {
    const words = messages.years;
    const wanted = given ?? vietnamYear(context.now());
    const { years, by = '', at = '' } = await readOwnYears(dynamo, names.directory);
    const own = years.find(({ year }) => year === wanted);
    const year = own ?? announcedYears.find((one) => one.year === wanted);
    if (year === undefined) return { lines: [words.none(wanted)], data: { year: wanted } };
    return {
      lines: [
        own === undefined
          ? `${wanted}: ${words.announced}`
          : `${wanted}: ${words.own} (${words.setBy(by, localInstant(at))})`,
        `${words.closed}: ${datesOf(year.closed)}`,
        `${words.openWeekends}: ${datesOf(year.openWeekends)}`,
        `${words.source}: ${year.source}`,
        ...(year.note === undefined ? [] : [`${words.note}: ${year.note}`]),
      ],
      data: { ...year, own: own !== undefined },
    };
  });
