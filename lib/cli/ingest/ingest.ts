import { stat } from 'node:fs/promises';
import { knownColumns, type MappedRow, mapRow } from '../../intake/map-row.ts';
import type { Mapping } from '../../intake/mapping.ts';
import { ownAgency } from '../../intake/own-agency.ts';
import type { ReadRow } from '../../intake/read-rows.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { forEachAtOnce } from './at-once.ts';
import { type BadRow, BadRows } from './bad-rows.ts';
import { type Journal, openJournal } from './journal.ts';
import type { IngestMessages } from './messages.en.ts';
import { openMetadata } from './open-metadata.ts';
import { openSender, type SenderOptions } from './open-sender.ts';
import { type RowSender, sendRow } from './send-row.ts';
import { summaryLines } from './summary.ts';
import { Tally } from './tally.ts';
import { TextIndex } from './text-index.ts';

export interface IngestOptions extends SenderOptions {
  readonly metadata: string;
  readonly files?: string;
  readonly texts?: string;
  readonly mapping?: string;
  readonly own?: readonly string[];
  readonly dryRun: boolean;
  readonly journal?: string;
  readonly report?: string;
  readonly atOnce: number;
}

/** The agency's names: as given, else as the office was deployed with. */
export const ownNames = (
  context: CommandContext,
  given: readonly string[] = [],
): readonly string[] => {
  const deployed = context.address.outputs['AgencyName'];
  return given.length > 0 || deployed === undefined ? given : [decodeURIComponent(deployed)];
};

/** @throws CommandError FOLDER_MISSING */
export const assertFolder = async (folder: string | undefined): Promise<void> => {
  if (folder === undefined) return;
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new CommandError('FOLDER_MISSING', { exitCode: exitCodes.usage, facts: { folder } });
};

/** For what is repeat-safe by itself, or sends nothing. */
export const nothingDone: Journal = { has: () => false, add: () => undefined };

interface Work {
  readonly context: CommandContext;
  readonly messages: IngestMessages;
  readonly mapping: Mapping;
  readonly isOwn: (issuer: string) => boolean;
  readonly sender: RowSender;
  readonly report: BadRows;
  readonly texts: TextIndex | undefined;
}

const FIRST_SHOWN = 5;
const SHOW_EVERY_MS = 250;

/** One run over one metadata file. */
class Run {
  readonly tally = new Tally();
  readonly first: BadRow[] = [];
  wrong = 0;
  readonly #work: Work;
  readonly #ids = new Set<string>();
  readonly #columns: ReadonlySet<string>;
  readonly #beganAt: number;
  #shownAt = 0;

  constructor(work: Work) {
    this.#work = work;
    this.#columns = knownColumns(work.mapping);
    this.#beganAt = work.context.now().getTime();
  }

  get seconds(): number {
    return (this.#work.context.now().getTime() - this.#beganAt) / 1000;
  }

  async take(read: ReadRow): Promise<void> {
    this.tally.rows += 1;
    if (read.kind === 'broken') this.#fail([{ row: read.row, code: 'ROW_BROKEN' }]);
    else {
      for (const column of Object.keys(read.cells))
        if (!this.#columns.has(column)) this.tally.unknownColumns.add(column);
      await this.#send(mapRow(this.#work.mapping, read, this.#work.isOwn));
    }
    this.#show();
  }

  async #send(row: MappedRow): Promise<void> {
    if (row.kind === 'secret') return this.#fail([{ row: row.row, code: 'SECRET_REFUSED' }]);
    if (row.kind === 'faulty')
      return this.#fail(row.faults.map((fault) => ({ ...fault, row: row.row })));
    if (this.#ids.has(row.documentId)) return this.#fail([{ row: row.row, code: 'ID_REPEATED' }]);
    this.#ids.add(row.documentId);
    const outcome = await sendRow(this.#work.sender, await this.#withText(row));
    if (outcome.kind === 'failed') return this.#fail([{ ...outcome, row: row.row }]);
    this.tally.addDone(row, outcome);
    if (outcome.status === 'known') this.#report([{ row: row.row, code: 'ALREADY_KNOWN' }]);
  }

  async #withText<Row extends Extract<MappedRow, { kind: 'document' }>>(row: Row): Promise<Row> {
    if (row.files.main !== undefined || row.files.text !== undefined) return row;
    const text = await this.#work.texts?.textOf(row.documentId);
    return text === undefined ? row : { ...row, files: { ...row.files, text } };
  }

  #fail(faults: readonly BadRow[]): void {
    this.tally.failed += 1;
    this.#report(faults);
  }

  #report(faults: readonly BadRow[]): void {
    for (const bad of faults) {
      this.wrong += 1;
      this.#work.report.add(bad);
      if (this.first.length < FIRST_SHOWN) this.first.push(bad);
    }
  }

  #show(): void {
    const { context, messages } = this.#work;
    if (context.now().getTime() - this.#shownAt < SHOW_EVERY_MS) return;
    this.#shownAt = context.now().getTime();
    const { rows, done, failed } = this.tally;
    const number = (value: number) => Math.round(value).toLocaleString(context.messages.language);
    const rate = number(rows / Math.max(this.seconds, 0.001));
    context.progress(messages.progress(number(rows), rate, number(done.held), number(failed)));
  }
}

/**
 * `vanthu ingest`: every row of a metadata file with its files through the public doors. Repeat-safe:
 * what is done is passed over, what was half done is answered as before.
 * @throws CommandError, OfficeError for what ends the run: the journal keeps what is done
 */
export const ingest = async (
  context: CommandContext,
  messages: IngestMessages,
  options: IngestOptions,
): Promise<CommandResult> => {
  await assertFolder(options.files);
  const { mapping, rows } = await openMetadata(options.metadata, options.mapping);
  const opened = await openSender(context, options);
  const journalFile = options.journal ?? `${options.metadata}.journal`;
  const report = new BadRows(options.report ?? `${options.metadata}.bad-rows.csv`, messages);
  const texts =
    options.texts === undefined ? undefined : await TextIndex.open(options.texts, mapping);
  const { main, attachments } = mapping.files;
  const run = new Run({
    context,
    messages,
    mapping,
    report,
    texts,
    isOwn: ownAgency(ownNames(context, options.own)),
    sender: {
      ...opened,
      dryRun: options.dryRun,
      journal: options.dryRun ? nothingDone : await openJournal(journalFile),
      columns: {
        ...(main === undefined ? {} : { main }),
        ...(attachments === undefined ? {} : { attachments }),
      },
      ...(options.files === undefined ? {} : { folder: options.files }),
    },
  });
  try {
    await forEachAtOnce(rows, options.atOnce, (read) => run.take(read));
  } finally {
    context.progress('');
    await texts?.close();
  }
  const { tally, first, wrong, seconds } = run;
  const language = context.messages.language;
  return {
    lines: summaryLines(messages, language, { tally, first, wrong, seconds, report: report.file }),
    data: {
      ...tally.data(),
      seconds,
      journal: journalFile,
      ...(report.file === undefined ? {} : { report: report.file }),
    },
    exitCode: tally.failed > 0 ? exitCodes.refused : exitCodes.ok,
  };
};
