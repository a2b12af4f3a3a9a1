import * as z from 'zod/mini';
import { COPY_SERIES } from '../copies.ts';
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
 * Attributes that let a void number without a document stand in the book of its month (R4), to be
 * written with its row.
 */
export const voidPlace = ({
  seriesId,
  n,
  date,
}: Pick<VoidEntry, 'seriesId' | 'n' | 'date'>): { month: string; position: string } => ({
  month: `${bookOfSeries(seriesId)}#${date.slice(0, 7)}`,
  position: `${date}#${String(n).padStart(6, '0')}#void#${seriesId}`,
});
