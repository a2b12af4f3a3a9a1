import * as z from 'zod/mini';
import { COPY_SERIES } from '../copies.ts';
import { numberKey } from '../item-keys.dynamo.ts';
import type { Book, BookEntry } from './book.ts';

type VoidEntry = Extract<BookEntry, { kind: 'void' }>;

const voidRow = z.object({
  pk: z.string(),
  sk: z.string(),
  date: z.iso.date(),
  reason: z.optional(z.string()),
});
const SERIES = /^SERIES#(.+)#(\d{4})$/;

const bookOfSeries = (seriesId: string): Book => {
  if (seriesId === 'den') return 'incoming';
  return seriesId === COPY_SERIES ? 'copies' : 'outgoing';
};

/** A void number as its row has it. */
export const voidEntryOf = (item: Record<string, unknown>): VoidEntry => {
  const { pk, sk, date, reason } = voidRow.parse(item);
  const [, seriesId = '', year = ''] = SERIES.exec(pk) ?? [];
  return {
    kind: 'void',
    seriesId,
    year: Number(year),
    n: Number(sk.slice('N#'.length)),
    date,
    ...(reason === undefined ? {} : { reason }),
  };
};

/**
 * The row of a number that was lost with its document (recovery): void, with its reason, and with
 * the attributes that let it stand in the book of its month (R4).
 */
export const voidNumberRow = (entry: VoidEntry): Record<string, unknown> => {
  const key = numberKey(entry);
  return {
    ...key,
    date: entry.date,
    status: 'void',
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    month: `${bookOfSeries(entry.seriesId)}#${entry.date.slice(0, 7)}`,
    position: `${entry.date}#${String(entry.n).padStart(6, '0')}#void#${entry.seriesId}`,
  };
};
