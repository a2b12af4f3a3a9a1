import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type CalendarYear, calendarOf, type WorkingCalendar } from '../kernel/working-days.ts';
import type { WorkingCalendars } from './deadlines.ts';
import { calendarYears, mergeYears } from './deadlines-calendar.ts';
import { calendarKey } from './item-keys.dynamo.ts';

/** A changed calendar takes effect within this time in every running function. */
const CACHE_MS = 600_000;

/** The years the agency has set itself, with who did and when; none at first. */
export const readOwnYears = async (
  client: DynamoDBClient,
  directoryTable: string,
): Promise<{
  readonly years: readonly CalendarYear[];
  readonly by?: string;
  readonly at?: string;
}> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: directoryTable, Key: marshall(calendarKey()) }),
  );
  if (Item === undefined) return { years: [] };
  const { years, by, at } = unmarshall(Item);
  return { years: calendarYears.parse(years) as CalendarYear[], by, at };
};

/** The office's calendar, remembered for ten minutes by each running function. */
export const createWorkingCalendars = (
  client: DynamoDBClient,
  directoryTable: string,
  now: () => Date,
): WorkingCalendars => {
  let known: { calendar: WorkingCalendar; until: number } | undefined;
  return {
    async current() {
      if (known === undefined || known.until <= now().getTime()) {
        const { years } = await readOwnYears(client, directoryTable);
        known = { calendar: calendarOf(years), until: now().getTime() + CACHE_MS };
      }
      return known.calendar;
    },
  };
};

/**
 * Sets years of the agency's own calendar (operator's command); who and when stand beside them.
 * @returns every year the agency has set
 */
export const saveOwnYears = async (
  client: DynamoDBClient,
  directoryTable: string,
  change: { readonly years: readonly CalendarYear[]; readonly by: string; readonly at: Date },
): Promise<readonly CalendarYear[]> => {
  const { years: kept } = await readOwnYears(client, directoryTable);
  const years = mergeYears(kept, change.years);
  await client.send(
    new PutItemCommand({
      TableName: directoryTable,
      Item: marshall(
        { ...calendarKey(), years, by: change.by, at: change.at.toISOString() },
        { removeUndefinedValues: true },
      ),
    }),
  );
  return years;
};
