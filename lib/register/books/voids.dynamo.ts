import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { numberKey } from '../item-keys.dynamo.ts';
import type { BookEntry } from './book.ts';
import { byPlace, placeOf } from './place.ts';
import { voidEntryOf } from './void-number.dynamo.ts';

type VoidEntry = Extract<BookEntry, { kind: 'void' }>;

/** A stretch of numbers of one series: dates never run back, so one month is one stretch. */
interface Stretch {
  readonly seriesId: string;
  readonly year: number;
  readonly first: number;
  readonly last: number;
}

const stretchesOf = (entries: readonly BookEntry[]): Stretch[] => {
  const stretches = new Map<string, Stretch>();
  for (const entry of entries) {
    if (entry.kind === 'void') continue;
    const { seriesId, n, date } = placeOf(entry);
    if (seriesId === undefined || n === undefined) continue;
    const year = Number(date.slice(0, 4));
    const key = `${seriesId}#${year}`;
    const known = stretches.get(key);
    stretches.set(key, {
      seriesId,
      year,
      first: Math.min(n, known?.first ?? n),
      last: Math.max(n, known?.last ?? n),
    });
  }
  return [...stretches.values()];
};

/** The void numbers among and between those of some entries, with the reasons they were voided for. */
export const readVoids = async (
  client: DynamoDBClient,
  table: string,
  entries: readonly BookEntry[],
): Promise<VoidEntry[]> => {
  const voids: VoidEntry[] = [];
  for (const { seriesId, year, first, last } of stretchesOf(entries)) {
    const from = numberKey({ seriesId, year, n: first });
    let next: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          FilterExpression: '#status = :void',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: marshall({
            ':pk': from.pk,
            ':first': from.sk,
            ':last': numberKey({ seriesId, year, n: last }).sk,
            ':void': 'void',
          }),
          ...(next === undefined ? {} : { ExclusiveStartKey: next }),
        }),
      );
      voids.push(...Items.map((item) => voidEntryOf(unmarshall(item))));
      next = LastEvaluatedKey;
    } while (next !== undefined);
  }
  return voids;
};

/** A number of our own; what has none is known by its document alone. */
const keyOfEntry = (entry: BookEntry): string => {
  const { seriesId, n, date } = placeOf(entry);
  if (seriesId !== undefined && n !== undefined) return `${seriesId}#${date.slice(0, 4)}#${n}`;
  return entry.kind === 'document' ? entry.state.documentId : '';
};

/** Gives voided documents their reasons, and void numbers without a document their lines, in order. */
export const withVoids = (
  entries: readonly BookEntry[],
  voids: readonly VoidEntry[],
): BookEntry[] => {
  const byKey = new Map(voids.map((entry) => [keyOfEntry(entry), entry]));
  const known = new Set(entries.map(keyOfEntry));
  const explained = entries.map((entry): BookEntry => {
    const reason = byKey.get(keyOfEntry(entry))?.reason;
    return entry.kind === 'document' && reason !== undefined
      ? { ...entry, voidReason: reason }
      : entry;
  });
  const missing = voids.filter((entry) => !known.has(keyOfEntry(entry)));
  return [...explained, ...missing].toSorted((a, b) => byPlace(placeOf(a), placeOf(b)));
};
