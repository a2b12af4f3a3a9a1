import { useId, useState } from 'preact/hooks';
import { vietnamDate } from '../../kernel/vietnam-time.ts';
import type { BookPage } from '../contract.ts';
import { isAllowed } from '../roles.ts';
import { BookTable } from './book-table.tsx';
import { useDesk } from './desk-context.ts';
import { matchesFilter, monthText } from './format.vi.ts';
import type { BookFormat, Office } from './office.ts';
import { Failure, Loading, RoomFrame, sentenceOf } from './room-frame.tsx';
import { bookTexts, roomTexts } from './room-texts.vi.ts';
import type { BookRoom as BookName } from './route.ts';
import { saveFile } from './save-file.ts';
import { texts } from './texts.vi.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

/** A month is read whole, so that filtering means the month; this many pages and then on demand. */
const PAGES_AT_ONCE = 10;

const readMonth = async (
  office: Office,
  book: BookName,
  month: string,
  before?: BookPage,
): Promise<BookPage> => {
  let page = before;
  for (let read = 0; read < PAGES_AT_ONCE; read += 1) {
    const next = await office.book(book, month, page?.cursor);
    page = { ...next, rows: [...(page?.rows ?? []), ...next.rows] };
    if (next.cursor === undefined) return page;
  }
  return page ?? { columns: [], rows: [] };
};

const FIRST_YEAR = 2015;
const yearsUpTo = (year: number): readonly number[] =>
  Array.from({ length: year - FIRST_YEAR + 1 }, (_, at) => year - at);
const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const formats = [
  { format: 'csv', label: 'CSV' },
  { format: 'xlsx', label: 'Excel' },
  { format: 'pdf', label: bookTexts.print },
] as const;

const monthOf = (now: Date): string => {
  const asked = new URLSearchParams(location.search).get('thang') ?? '';
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : vietnamDate(now).slice(0, 7);
};

/** A book of the agency, a month at a time. */
export const BookRoom = ({ name }: { name: BookName }) => {
  const { office, now, person, say, tell } = useDesk();
  const id = useId();
  const [month, setMonth] = useState(() => monthOf(now()));
  const [filter, setFilter] = useState('');
  const loaded = useLoaded(`${name} ${month}`, () => readMonth(office, name, month), now);
  const { value } = loaded;
  const [year = '', monthOfYear = ''] = month.split('-');
  const choose = (next: string): void => {
    history.replaceState(null, '', `${location.pathname}?thang=${next}`);
    setMonth(next);
  };
  const save = async (format: BookFormat): Promise<void> => {
    try {
      say(bookTexts.saved(saveFile(await office.bookFile(name, month, format))));
    } catch (error) {
      tell({ tone: 'bad', text: sentenceOf(error) });
    }
  };
  const readMore = async (): Promise<void> => {
    try {
      loaded.change(await readMonth(office, name, month, value));
    } catch (error) {
      tell({ tone: 'bad', text: sentenceOf(error) });
    }
  };
  const rows =
    value?.rows.filter(({ cells }) => matchesFilter(Object.values(cells).join(' '), filter)) ?? [];
  return (
    <RoomFrame
      title={roomTexts[name].title}
      count={value && bookTexts.count(rows.length, value.rows.length)}
      loaded={{ ...loaded, value: value ?? [], error: value && loaded.error }}
    >
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <p class="field">
          <label for={`${id}-month`}>{bookTexts.month}</label>
          <select
            id={`${id}-month`}
            value={monthOfYear}
            onChange={(event) => choose(`${year}-${event.currentTarget.value}`)}
          >
            {months.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={`${id}-year`}>{bookTexts.year}</label>
          <select
            id={`${id}-year`}
            value={year}
            onChange={(event) => choose(`${event.currentTarget.value}-${monthOfYear}`)}
          >
            {yearsUpTo(Number(vietnamDate(now()).slice(0, 4))).map((each) => (
              <option key={each} value={String(each)}>
                {each}
              </option>
            ))}
          </select>
        </p>
        <p class="field wide">
          <label for={`${id}-filter`}>{bookTexts.filter}</label>
          <input
            id={`${id}-filter`}
            type="search"
            value={filter}
            aria-describedby={`${id}-hint`}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
          <span class="note" id={`${id}-hint`}>
            {bookTexts.filterHint}
          </span>
        </p>
        {isAllowed('books.export', person.roles) && (
          <fieldset class="field">
            <legend class="label">{bookTexts.files}</legend>
            <span class="choices">
              {formats.map(({ format, label }) => (
                <button key={format} type="button" class="plain" onClick={() => save(format)}>
                  {label}
                </button>
              ))}
            </span>
          </fieldset>
        )}
      </form>
      <BookContent loaded={loaded} rows={rows} month={month} more={readMore} />
    </RoomFrame>
  );
};

interface BookContentProps {
  readonly loaded: Loaded<BookPage>;
  readonly rows: BookPage['rows'];
  readonly month: string;
  readonly more: () => void;
}

const BookContent = ({ loaded: { value, error, reload }, rows, month, more }: BookContentProps) => {
  if (value === undefined)
    return error === undefined ? <Loading /> : <Failure error={error} retry={reload} />;
  if (value.rows.length === 0) return <p class="empty">{bookTexts.empty(monthText(month))}</p>;
  if (rows.length === 0) return <p class="empty">{bookTexts.emptyFilter}</p>;
  return (
    <>
      <BookTable columns={value.columns} rows={rows} />
      {value.cursor !== undefined && (
        <p class="more">
          <button type="button" class="plain" onClick={more}>
            {texts.more}
          </button>
        </p>
      )}
    </>
  );
};
