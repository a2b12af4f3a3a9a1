import { appendFileSync, rmSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { ValueClass } from '../../intake/cell.ts';
import { CommandError } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import type { IngestMessages } from './messages.en.ts';

/** One thing wrong with one row. `value` says what kind of value stood there, never which. */
export interface BadRow {
  readonly row: number;
  readonly column?: string;
  readonly code: string;
  readonly value?: ValueClass;
  /** The sentence the office itself answered with. */
  readonly sentence?: string;
}

const BOM = '\ufeff';

/** What is wrong, as a sentence: the command's own, else the office's. */
export const sentenceOfRow = (messages: IngestMessages, bad: BadRow): string => {
  const own = messages.rowErrors[bad.code];
  const column = bad.column ?? '';
  return own === undefined ? (bad.sentence ?? bad.code) : fillSentence(own, { column });
};

const wordsFor = (messages: IngestMessages, value: ValueClass | undefined): string =>
  value === undefined ? '' : messages.valueClass(value.kind, value.length);

/** A CSV file of all that is wrong, for the clerk to work through in a spreadsheet. */
export class BadRows {
  readonly #file: string;
  readonly #messages: IngestMessages;
  #rows = 0;
  #lines = 0;
  #lastRow = 0;

  /** @throws CommandError REPORT_UNWRITABLE */
  constructor(file: string, messages: IngestMessages) {
    [this.#file, this.#messages] = [file, messages];
    try {
      // What an earlier run complained of may be right by now.
      rmSync(file, { force: true });
    } catch (cause) {
      throw new CommandError('REPORT_UNWRITABLE', { facts: { file }, cause });
    }
  }

  /** Rows, not lines: one row may have several faults. */
  get count(): number {
    return this.#rows;
  }

  get file(): string | undefined {
    return this.#lines === 0 ? undefined : this.#file;
  }

  add(bad: BadRow): void {
    const messages = this.#messages;
    if (this.#lines === 0)
      appendFileSync(this.#file, BOM + stringify([messages.reportHeads]), { mode: 0o600 });
    this.#lines += 1;
    if (bad.row !== this.#lastRow) this.#rows += 1;
    this.#lastRow = bad.row;
    const { row, column = '', code, value } = bad;
    const line = [row, column, code, wordsFor(messages, value), sentenceOfRow(messages, bad)];
    appendFileSync(this.#file, stringify([line], { escape_formulas: true }));
  }
}
