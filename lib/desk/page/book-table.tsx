import { useRef, useState } from 'preact/hooks';
import type { BookPage } from '../contract.ts';
import { urgencyWords } from './document-texts.vi.ts';
import { nextIndex } from './list-pages.ts';
import { bookTexts } from './room-texts.vi.ts';
import { documentPath } from './route.ts';

type Row = BookPage['rows'][number];

interface BookTableProps {
  readonly columns: BookPage['columns'];
  readonly rows: readonly Row[];
}

const isUrgent = ({ urgency }: Row) => urgency !== undefined && urgency !== 'thuong';

/** The first column leads to the document: one Tab stop, arrows between the rows. */
export const BookTable = ({ columns, rows }: BookTableProps) => {
  const [chosen, setChosen] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const linked = rows.filter(({ documentId }) => documentId !== undefined);
  const at = Math.min(chosen, linked.length - 1);
  const move = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, at, linked.length);
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setChosen(next);
    body.current?.querySelectorAll('a')[next]?.focus();
  };
  const cell = (row: Row, key: string, isFirst: boolean) => {
    const text = row.cells[key] ?? '';
    if (!isFirst || row.documentId === undefined) return text;
    const place = linked.indexOf(row);
    return (
      <a
        href={documentPath(row.documentId)}
        tabIndex={place === at ? 0 : -1}
        aria-label={bookTexts.openRow(text)}
        onFocus={() => setChosen(place)}
      >
        {text === '' ? '–' : text}
      </a>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" aria-label={bookTexts.scroll} tabIndex={0}>
      <table class="book">
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {rows.map((row, index) => (
            <tr
              key={row.documentId ?? `${row.cells[columns[0]?.key ?? '']} ${index}`}
              class={row.status === 'void' ? 'void' : ''}
            >
              {columns.map(({ key, title }, column) => (
                <td key={key} data-title={title} class={row.cells[key] ? key : `${key} blank`}>
                  {cell(row, key, column === 0)}
                  {column === 0 && isUrgent(row) && (
                    <span class="urgent">{urgencyWords[row.urgency ?? '']}</span>
                  )}
                  {column === 0 && row.status === 'void' && (
                    <span class="urgent">{bookTexts.void}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
