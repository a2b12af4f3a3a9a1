import { useRef, useState } from 'preact/hooks';
import type { ToDoRow } from '../contract.ts';
import { useDesk } from './desk-context.ts';
import { urgencyWords } from './document-texts.vi.ts';
import { limitText, momentText, noteText, shortMoment } from './format.vi.ts';
import { nextIndex } from './list-pages.ts';
import { listTexts } from './room-texts.vi.ts';
import { documentPath, heldPath } from './route.ts';

const isUrgent = (row: ToDoRow) => row.urgency !== undefined && row.urgency !== 'thuong';

const Limit = ({ row }: { row: ToDoRow }) => {
  const { now } = useDesk();
  if (row.dueBy === undefined) return null;
  return (
    <span class={row.overdue ? 'limit overdue' : 'limit'} title={momentText(row.dueBy)}>
      {limitText(row.dueBy, row.overdue, now())} ({listTexts.due(shortMoment(row.dueBy, now()))})
    </span>
  );
};

const HeldRow = ({ row }: { row: ToDoRow }) => (
  <span class="title">
    {listTexts.heldRow} <span class="id">{row.documentId.slice(0, 6)}</span>
  </span>
);

const RowFacts = ({ row }: { row: ToDoRow }) => (
  <>
    <span class="number">{row.code ?? listTexts.noCode}</span>
    {isUrgent(row) && <span class="urgent">{urgencyWords[row.urgency ?? '']}</span>}
    {listTexts.kinds[row.kind] !== undefined && (
      <span class="kind">{listTexts.kinds[row.kind]}</span>
    )}
    {row.issuer !== undefined && <span>{row.issuer}</span>}
    {row.leadName !== undefined && <span>{listTexts.lead(row.leadName)}</span>}
    {row.twin !== undefined && (
      <span>{listTexts.twin(row.twin.code ?? row.twin.documentId.slice(0, 6))}</span>
    )}
  </>
);

/** Of a held document a list says how long it has waited and why, and nothing else (R1). */
const Row = ({ row, isHeld }: { row: ToDoRow; isHeld: boolean }) => {
  const { now } = useDesk();
  return (
    <>
      <span class="facts-line">
        {!isHeld && <RowFacts row={row} />}
        <Limit row={row} />
        <span class="since">{listTexts.since(shortMoment(row.since, now()))}</span>
      </span>
      {isHeld ? <HeldRow row={row} /> : <span class="title">{row.abstract ?? row.documentId}</span>}
      {row.note !== undefined && row.note !== '' && <span class="note">{noteText(row.note)}</span>}
    </>
  );
};

interface ToDoListProps {
  readonly label: string;
  readonly rows: readonly ToDoRow[];
  readonly isHeld?: boolean;
}

/** Rows as a register has them; one of them can be reached by Tab, the others by arrows. */
export const ToDoList = ({ label, rows, isHeld = false }: ToDoListProps) => {
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const at = Math.min(chosen, rows.length - 1);

  const move = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, at, rows.length);
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setChosen(next);
    list.current?.querySelectorAll('a')[next]?.focus();
  };
  return (
    <ul class="rows" aria-label={label} ref={list} onKeyDown={move}>
      {rows.map((row, index) => (
        <li key={row.documentId} class={row.overdue ? 'late' : ''}>
          <a
            href={isHeld ? heldPath(row.documentId) : documentPath(row.documentId)}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setChosen(index)}
          >
            <Row row={row} isHeld={isHeld} />
          </a>
        </li>
      ))}
    </ul>
  );
};
