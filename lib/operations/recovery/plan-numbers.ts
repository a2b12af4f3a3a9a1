import type { NumberClaim } from '../../register/number-evidence.ts';
import { holderOf, missingNumbers } from '../check-numbers.ts';
import type { SeriesBook } from '../readers.ts';

/** One copy that the agency made of a document. */
export interface CopyName {
  readonly documentId: string;
  readonly copyId: string;
}

/** A number that was given, or was about to be, and that the restored book lacks. */
export interface LostNumber {
  readonly n: number;
  /** Calendar date in Vietnam; not before that of the number below, nor after the one above. */
  readonly date: string;
  /** The document that had it, as far as evidence tells; several where a race is not decided. */
  readonly documentIds: readonly string[];
  /** In the book of copies: which copies asked for it. */
  readonly copies?: readonly CopyName[];
  /** issued: a document of the restored register still holds it, so only its row is put back. */
  readonly status: 'void' | 'issued';
}

/** What makes one book whole again (R4). */
export interface BookRepair {
  readonly seriesId: string;
  readonly year: number;
  /** The counter as it was read; absent when the book has none. */
  readonly counter?: { readonly last: number; readonly lastDate: string };
  /** Ascending. */
  readonly lost: readonly LostNumber[];
  readonly last: number;
  readonly lastDate: string;
}

const claimsByNumber = (claims: readonly NumberClaim[]): ReadonlyMap<number, NumberClaim[]> => {
  const byNumber = new Map<number, NumberClaim[]>();
  for (const claim of claims) byNumber.set(claim.n, [...(byNumber.get(claim.n) ?? []), claim]);
  return byNumber;
};

/** Who holds another number of the book, or asked for a later one, had lost this race. */
const winnersOf = (
  n: number,
  claimed: readonly NumberClaim[],
  latest: ReadonlyMap<string, number>,
  holders: ReadonlySet<string>,
): string[] => {
  const winners = claimed.filter((claim) => {
    const holder = holderOf(claim) ?? '';
    return latest.get(holder) === n && !holders.has(holder);
  });
  const likely = winners.length > 0 ? winners : claimed;
  return [...new Set(likely.map(({ documentId }) => documentId))];
};

const latestOf = (dates: readonly (string | undefined)[]): string | undefined =>
  dates
    .filter((date) => date !== undefined)
    .toSorted()
    .at(-1);

/** Between the number below and the one above; dates never run backwards. */
const dateOf = (
  { numbers, counter }: SeriesBook,
  n: number,
  known: readonly (string | undefined)[],
): string => {
  const below = numbers.findLast((row) => row.n < n)?.date;
  const above = numbers.find((row) => row.n > n)?.date;
  const wanted = latestOf([below, ...known]);
  if (wanted === undefined) return above ?? counter?.lastDate ?? '';
  return above !== undefined && wanted > above ? above : wanted;
};

const lostNumbers = (
  book: SeriesBook,
  claims: readonly NumberClaim[],
  highest: number,
): LostNumber[] => {
  const byNumber = claimsByNumber(claims);
  const latest = new Map(claims.map((claim) => [holderOf(claim) ?? '', claim.n]));
  const holders = new Set(book.numbers.flatMap((row) => holderOf(row) ?? []));
  const missing = missingNumbers({ ...book, counter: { last: highest, lastDate: '' } });
  let date: string | undefined;
  return missing.map((n) => {
    const claimed = byNumber.get(n) ?? [];
    date = dateOf(book, n, [date, ...claimed.map((claim) => claim.date)]);
    const copies = claimed.flatMap(({ documentId, copyId }) =>
      copyId === undefined ? [] : [{ documentId, copyId }],
    );
    return {
      n,
      date,
      documentIds: winnersOf(n, claimed, latest, holders),
      ...(copies.length === 0 ? {} : { copies }),
      status: 'void',
    };
  });
};

/**
 * Compares one book with the evidence of what was given: every number up to the highest one known
 * has a row afterwards, and dates do not run backwards.
 * @returns undefined when nothing is to be done
 */
export const planBook = (
  book: SeriesBook,
  claims: readonly NumberClaim[],
): BookRepair | undefined => {
  const { seriesId, year, counter, numbers } = book;
  const top = numbers.at(-1);
  const last = Math.max(counter?.last ?? 0, top?.n ?? 0, claims.at(-1)?.n ?? 0);
  if (last === 0) return undefined;
  const lost = lostNumbers(book, claims, last);
  const lastDate = latestOf([counter?.lastDate, top?.date, lost.at(-1)?.date]) ?? '';
  if (lost.length === 0 && counter?.last === last && counter.lastDate === lastDate)
    return undefined;
  return { seriesId, year, ...(counter === undefined ? {} : { counter }), lost, last, lastDate };
};
