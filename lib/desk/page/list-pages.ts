import type { ToDoRow } from '../contract.ts';

/** Rows that came page by page. */
export interface Rows {
  readonly rows: readonly ToDoRow[];
  readonly cursor?: string | undefined;
}

const rank = ({ overdue, urgency }: ToDoRow): number => {
  if (overdue) return 0;
  return urgency === 'hoa_toc' ? 1 : 2;
};

/** Overdue first, then hoả tốc, then what is due soonest, then what has waited longest. */
export const inOrder = (rows: readonly ToDoRow[]): readonly ToDoRow[] =>
  rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.dueBy ?? '9999').localeCompare(b.dueBy ?? '9999') ||
      a.since.localeCompare(b.since),
  );

/** The next page after those that are here; a row that moved between two reads stands once. */
export const withPage = (before: Rows, page: Rows): Rows => {
  const known = new Set(before.rows.map(({ documentId }) => documentId));
  return {
    rows: inOrder([
      ...before.rows,
      ...page.rows.filter(({ documentId }) => !known.has(documentId)),
    ]),
    cursor: page.cursor,
  };
};

/** Where the focus goes from one row of a list by one key; undefined: the key is not for lists. */
export const nextIndex = (key: string, at: number, count: number): number | undefined => {
  const last = count - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  };
  return count === 0 ? undefined : moves[key];
};
