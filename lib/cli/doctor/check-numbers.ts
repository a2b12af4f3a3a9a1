import type { Messages } from '../messages.en.ts';
import { type Finding, finding } from './finding.ts';

/** One book of one year as the register has it. */
export interface SeriesBook {
  /** For example `den/2026`. */
  readonly name: string;
  readonly counter?: { readonly last: number; readonly lastDate: string };
  /** Number rows, issued and void. */
  readonly numbers: readonly { readonly n: number; readonly date: string }[];
}

const SERIES = /^SERIES#(.+)#(\d{4})$/;

/** Groups the items below SERIES# into books. */
export const booksOf = (items: readonly Readonly<Record<string, unknown>>[]): SeriesBook[] => {
  const books = new Map<
    string,
    { counter?: SeriesBook['counter']; numbers: SeriesBook['numbers'][number][] }
  >();
  for (const item of items) {
    const [, series, year] = SERIES.exec(String(item['pk'])) ?? [];
    const name = `${series}/${year}`;
    const book = books.get(name) ?? { numbers: [] };
    books.set(name, book);
    if (item['sk'] === 'COUNTER')
      book.counter = { last: Number(item['last']), lastDate: String(item['lastDate']) };
    else
      book.numbers.push({
        n: Number(String(item['sk']).slice('N#'.length)),
        date: String(item['date']),
      });
  }
  return [...books]
    .map(([name, { counter, numbers }]) => ({
      name,
      ...(counter === undefined ? {} : { counter }),
      numbers: numbers.toSorted((a, b) => a.n - b.n),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
};

const NAMED_GAPS = 10;

const faultsOf = ({ name, counter, numbers }: SeriesBook, messages: Messages): string[] => {
  const { doctor } = messages;
  const present = new Set(numbers.map(({ n }) => n));
  const last = counter?.last ?? 0;
  const highest = numbers.at(-1)?.n ?? 0;
  const missing = Array.from({ length: Math.max(last, highest) }, (_, at) => at + 1).filter(
    (n) => !present.has(n),
  );
  const backwards = numbers.find(({ date }, at) => date < (numbers[at - 1]?.date ?? ''));
  return [
    ...(missing.length > 0 ? [doctor.gap(name, missing.slice(0, NAMED_GAPS).join(', '))] : []),
    ...(last !== highest ? [doctor.counter(name, last, highest)] : []),
    ...(backwards ? [doctor.dates(name, backwards.n)] : []),
  ];
};

/** R4: numbers without gap, counter and rows agree, dates never run back. */
export const checkNumbers = (books: readonly SeriesBook[], messages: Messages): Finding[] => {
  const say = finding('numbers');
  if (books.length === 0) return [say('ok', messages.doctor.noSeries)];
  return books.flatMap((book) => {
    const faults = faultsOf(book, messages);
    return faults.length === 0
      ? [say('ok', messages.doctor.series(book.name, book.numbers.length))]
      : faults.map((fault) => say('wrong', fault));
  });
};
