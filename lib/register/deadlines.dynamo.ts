import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../kernel/errors.ts';
import { type CalendarYear, calendarOf, type WorkingCalendar } from '../kernel/working-days.ts';
import type { WorkingCalendars } from './deadlines.ts';
import { calendarYears, mergeYears } from './deadlines-calendar.ts';
import { calendarKey } from './item-keys.dynamo.ts';

/** A changed calendar takes effect within this time in every running function. */
const CACHE_MS = 600_000;

/** The years the agency has set itself, with who did and when; none at first. Consistent. */
export const readOwnYears = async (
  client: DynamoDBClient,
  directoryTable: string,
): Promise<{
  readonly years: readonly CalendarYear[];
  readonly by?: string;
  readonly at?: string;
}> => {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: directoryTable,
      Key: marshall(calendarKey()),
      ConsistentRead: true,
    }),
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

interface CalendarChange {
  readonly years: readonly CalendarYear[];
  readonly by: string;
  readonly at: Date;
}

/** @returns undefined when another operator has set years since they were read */
const trySave = async (
  client: DynamoDBClient,
  directoryTable: string,
  change: CalendarChange,
): Promise<readonly CalendarYear[] | undefined> => {
  const { years: kept, by, at } = await readOwnYears(client, directoryTable);
  const years = mergeYears(kept, change.years);
  const isNew = at === undefined;
  try {
    await client.send(
      new PutItemCommand({
        TableName: directoryTable,
        Item: marshall(
          { ...calendarKey(), years, by: change.by, at: change.at.toISOString() },
          { removeUndefinedValues: true },
        ),
        ConditionExpression: isNew ? 'attribute_not_exists(#at)' : '#at = :at AND #by = :by',
        ExpressionAttributeNames: { '#at': 'at', ...(isNew ? {} : { '#by': 'by' }) },
        ...(isNew ? {} : { ExpressionAttributeValues: marshall({ ':at': at, ':by': by }) }),
      }),
    );
    return years;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};

/** Operators who meet so often in one moment are none. */
const TRIES = 5;

/**
 * Sets years of the agency's own calendar (operator's command); who and when stand beside them.
 * Years another operator sets at the same time stay.
 * @returns every year the agency has set
 * @throws ConcurrencyError when others keep setting years
 */
export const saveOwnYears = async (
  client: DynamoDBClient,
  directoryTable: string,
  change: CalendarChange,
): Promise<readonly CalendarYear[]> => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const years = await trySave(client, directoryTable, change);
    if (years !== undefined) return years;
  }
  throw new ConcurrencyError('the calendar');
};
