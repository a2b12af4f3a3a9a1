import { type Finding, finding } from './finding.ts';
import type { BooksSeen, NumberRow, SeriesBook } from './readers.ts';

const NAMED_GAPS = 10;
const SERIES = /^SERIES#(.+)#(\d{4})$/;

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

export const bookName = ({ seriesId, year }: Pick<SeriesBook, 'seriesId' | 'year'>): string =>
  `${seriesId}/${year}`;

const numberRowOf = (item: Readonly<Record<string, unknown>>): NumberRow => ({
  n: Number(String(item['sk']).slice('N#'.length)),
  date: String(item['date']),
  ...(item['documentId'] === undefined ? {} : { documentId: String(item['documentId']) }),
  ...(item['copyId'] === undefined ? {} : { copyId: String(item['copyId']) }),
  ...(item['status'] === undefined ? {} : { status: String(item['status']) }),
});

/** One book out of the items of its partition. */
export const bookOf = (
  { seriesId, year }: Pick<SeriesBook, 'seriesId' | 'year'>,
  items: readonly Readonly<Record<string, unknown>>[],
): SeriesBook => {
  const counter = items.find((item) => item['sk'] === 'COUNTER');
  return {
    seriesId,
    year,
    ...(counter === undefined
      ? {}
      : { counter: { last: Number(counter['last']), lastDate: String(counter['lastDate']) } }),
    numbers: items
      .filter((item) => String(item['sk']).startsWith('N#'))
      .map(numberRowOf)
      .toSorted((a, b) => a.n - b.n),
  };
};

/** Groups the items below SERIES# into books. */
export const booksOf = (items: readonly Readonly<Record<string, unknown>>[]): SeriesBook[] => {
  const partitions = groupBy(items, (item) => String(item['pk']));
  return [...partitions]
    .flatMap(([pk, rows]) => {
      const [, seriesId, year] = SERIES.exec(pk) ?? [];
      return seriesId === undefined ? [] : [bookOf({ seriesId, year: Number(year) }, rows)];
    })
    .toSorted((a, b) => bookName(a).localeCompare(bookName(b)));
};

/** Numbers from 1 on that have no row. */
export const missingNumbers = ({ counter, numbers }: SeriesBook): number[] => {
  const present = new Set(numbers.map(({ n }) => n));
  const highest = Math.max(counter?.last ?? 0, numbers.at(-1)?.n ?? 0);
  return Array.from({ length: highest }, (_, at) => at + 1).filter((n) => !present.has(n));
};

/** Who holds a number: a document, or one copy of it. */
export const holderOf = ({
  documentId,
  copyId,
}: Pick<NumberRow, 'documentId' | 'copyId'>): string | undefined =>
  copyId === undefined ? documentId : `${documentId}.${copyId}`;

/** Documents that hold two numbers of one book, neither of them void. */
const doublesOf = ({ numbers }: SeriesBook): (readonly NumberRow[])[] => {
  const issued = numbers.filter(
    ({ documentId, status }) => documentId !== undefined && status === 'issued',
  );
  const held = groupBy(issued, (row) => holderOf(row) ?? '');
  return [...held.values()].filter((rows) => rows.length > 1);
};

const checkBook = (book: SeriesBook): Finding[] => {
  const say = finding('numbers');
  const { counter, numbers, highestEvidence = 0 } = book;
  const facts = {
    book: bookName(book),
    last: counter?.last ?? 0,
    highest: numbers.at(-1)?.n ?? 0,
  };
  const missing = missingNumbers(book);
  const backwards = numbers.find(({ date }, at) => date < (numbers[at - 1]?.date ?? ''));
  const side = facts.last < facts.highest ? 'COUNTER_BEHIND' : 'COUNTER_AHEAD';
  const faults = [
    ...(missing.length === 0
      ? []
      : [
          say('fault', 'NUMBERS_MISSING', {
            ...facts,
            numbers: missing.slice(0, NAMED_GAPS).join(', '),
          }),
        ]),
    ...(facts.last === facts.highest ? [] : [say('fault', side, facts)]),
    ...(backwards === undefined
      ? []
      : [say('fault', 'DATES_BACK', { ...facts, number: backwards.n })]),
    // The next number may be on its way; one beyond it proves that the tables are an older copy.
    ...(highestEvidence > facts.last + 1
      ? [say('fault', 'EVIDENCE_AHEAD', { ...facts, highest: highestEvidence })]
      : []),
    ...doublesOf(book).map((rows) =>
      say('fault', 'NUMBER_DOUBLE', {
        ...facts,
        document: rows[0]?.documentId ?? '',
        numbers: rows.map(({ n }) => n).join(', '),
      }),
    ),
  ];
  return faults.length > 0 ? faults : [say('ok', 'BOOK_FINE', { ...facts, count: numbers.length })];
};

/** R4: numbers without gap or double, counter and rows agree, dates never run back. */
export const checkNumbers = ({ books, notSeen }: BooksSeen): Finding[] => {
  const say = finding('numbers');
  return [
    ...(books.length === 0 && notSeen.length === 0 ? [say('ok', 'NO_BOOK')] : []),
    ...books.flatMap(checkBook),
    ...(notSeen.length === 0
      ? []
      : [say('ok', 'BOOKS_NOT_SEEN', { books: notSeen.toSorted().join(', ') })]),
  ];
};
