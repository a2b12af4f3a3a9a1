import type { MappedRow } from '../../intake/map-row.ts';
import type { RowOutcome } from './send-row.ts';

type DocumentRow = Extract<MappedRow, { kind: 'document' }>;
export type DoneStatus = Extract<RowOutcome, { kind: 'done' }>['status'];

const add = (counts: Map<string, number>, names: readonly string[]): void => {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** What a run has come to so far. */
export class Tally {
  rows = 0;
  failed = 0;
  issued = 0;
  files = 0;
  uploaded = 0;
  paper = 0;
  readonly done: Record<DoneStatus, number> = {
    accepted: 0,
    held: 0,
    released: 0,
    known: 0,
    before: 0,
    checked: 0,
  };
  readonly filled = new Map<string, number>();
  readonly cut = new Map<string, number>();
  readonly unknownColumns = new Set<string>();

  addDone(row: DocumentRow, outcome: Extract<RowOutcome, { kind: 'done' }>): void {
    this.done[outcome.status] += 1;
    this.files += outcome.files;
    this.uploaded += outcome.uploaded;
    if (outcome.files === 0) this.paper += 1;
    if (row.name === 'document.issued') this.issued += 1;
    add(this.filled, row.filled);
    add(this.cut, row.cut);
  }

  /** For `--json`. */
  data(): Readonly<Record<string, unknown>> {
    const { rows, done, failed, issued, files, uploaded, paper } = this;
    return {
      rows,
      ...done,
      failed,
      issued,
      files,
      uploaded,
      paper,
      filled: Object.fromEntries(this.filled),
      cut: Object.fromEntries(this.cut),
      unknownColumns: [...this.unknownColumns],
    };
  }
}
