import type { DocumentId } from '../kernel/ids.ts';
import type { NumberTaken } from './commit.ts';

/**
 * Evidence, outside the tables, that a number was about to be given (ADR 15). Tables that are put
 * back to an older copy forget numbers; evidence does not, so that none is given twice (R4).
 */
export interface NumberEvidence {
  /**
   * Called before the transaction that takes the number. A lost race or a crash leaves evidence
   * of a number that another document has: harmless, since evidence only ever raises a counter.
   */
  record(taken: NumberTaken, documentId: DocumentId): Promise<void>;
}

/** One document was about to take one number. */
export interface NumberClaim extends NumberTaken {
  readonly documentId: string;
}

export type SeriesYear = Pick<NumberTaken, 'seriesId' | 'year'>;

/** What recovery and the doctor read. */
export interface NumberEvidenceReader {
  /** Every book of which there is evidence. */
  series(): Promise<readonly SeriesYear[]>;
  /** Claims above a number, ascending; several for one number after lost races. */
  claimsAbove(book: SeriesYear, n: number): AsyncIterable<NumberClaim>;
}

/** Everything below it is a claim; the key says all, so that a list of keys is enough. */
export const NUMBER_EVIDENCE = 'evidence/numbers/';

const padded = (n: number): string => String(n).padStart(6, '0');

export const bookPrefix = ({ seriesId, year }: SeriesYear): string =>
  `${NUMBER_EVIDENCE}${encodeURIComponent(seriesId)}/${year}/`;

/** Sorts behind every claim of a number and before those of the next. */
export const behindNumber = (book: SeriesYear, n: number): string =>
  `${bookPrefix(book)}${padded(n)}/~`;

/** `evidence/numbers/<series>/<year>/<n>/<date>.<document>`, for a copy `….<copy>` besides. */
export const claimKey = (taken: NumberTaken, documentId: string): string =>
  [`${bookPrefix(taken)}${padded(taken.n)}/${taken.date}`, documentId, taken.copyId]
    .filter((part) => part !== undefined)
    .join('.');

const CLAIM = /^([^/]+)\/(\d{4})\/(\d{6,})\/(\d{4}-\d{2}-\d{2})\.([a-z2-7]{26})(?:\.([0-9a-f]+))?$/;

/** @returns undefined for a key that is no claim */
export const readClaim = (key: string): NumberClaim | undefined => {
  const [, series, year, n, date = '', documentId = '', copyId] =
    CLAIM.exec(key.slice(NUMBER_EVIDENCE.length)) ?? [];
  return series === undefined
    ? undefined
    : {
        seriesId: decodeURIComponent(series),
        year: Number(year),
        n: Number(n),
        date,
        documentId,
        ...(copyId === undefined ? {} : { copyId }),
      };
};
