import { type Command, InvalidArgumentError, Option } from 'commander';
import { urgency } from '../../events/common.ts';
import { type Book, books } from '../../register/books/book.ts';
import type { ClosedBook } from '../../register/books/close-year.ts';
import type { BookFilter } from '../../register/books/filter.ts';
import type { Builder } from '../builder.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { explained } from '../explained.ts';
import type { Messages } from '../messages.en.ts';
import { en, type RegisterMessages } from './messages.en.ts';
import { vi } from './messages.vi.ts';
import { addPaperOptions, paperOf } from './paper-options.ts';

const readMonth = (value: string): string => {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return value;
  throw new InvalidArgumentError('Allowed choices are YYYY-MM.');
};

const readWhole =
  (least: number, most: number) =>
  (value: string): number => {
    const n = Number(value);
    if (/^\d+$/.test(value) && n >= least && n <= most) return n;
    throw new InvalidArgumentError(`Allowed choices are ${least}–${most}.`);
  };
const readYear = readWhole(1900, 2999);
const readNumber = readWhole(1, 999_999);

interface Filtered {
  readonly series?: string;
  readonly type?: string;
  readonly issuer?: string;
  readonly text?: string;
  readonly urgency?: BookFilter['urgency'];
  readonly from?: number;
  readonly to?: number;
}

const filterOf = ({
  type,
  series,
  issuer,
  text,
  urgency: wanted,
  from,
  to,
}: Filtered): BookFilter => ({
  ...(type === undefined ? {} : { typeName: type }),
  ...(series === undefined ? {} : { series }),
  ...(issuer === undefined ? {} : { issuer }),
  ...(text === undefined ? {} : { text }),
  ...(wanted === undefined ? {} : { urgency: wanted }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const withFilters = (command: Command, { help }: RegisterMessages): Command =>
  command
    .option('--series <id>', help.series)
    .option('--type <name>', help.type)
    .option('--issuer <name>', help.issuer)
    .option('--text <words>', help.text)
    .addOption(new Option('--urgency <grade>', help.urgency).choices(urgency.options))
    .option('--from <n>', help.from, readNumber)
    .option('--to <n>', help.to, readNumber);

const withBook = (
  command: Command,
  { help }: RegisterMessages,
  choices: readonly Book[] = books,
): Command =>
  command.addOption(
    new Option('--book <book>', help.book).choices([...choices]).makeOptionMandatory(),
  );

interface Part {
  readonly book: Book;
  readonly month?: string;
  readonly year?: number;
}

const periodOf = ({ month, year }: Part): { month: string } | { year: number } => {
  if (month !== undefined) return { month };
  if (year !== undefined) return { year };
  throw new CommandError('PERIOD_MISSING', { exitCode: exitCodes.usage });
};

/** `vanthu register …`: the books. */
export const addRegisterCommands = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  const call = (run: (context: CommandContext) => Promise<CommandResult>): Promise<void> =>
    builder.call((context) => explained(messages.errors, () => run(context)));
  const register = builder.add(builder.program, 'register', help.register);

  const list = builder
    .add(register, 'list', help.list)
    .option('--month <month>', help.month, readMonth);
  withFilters(withBook(list, messages), messages).action((given: Part & Filtered) =>
    call(async (context) =>
      (await import('./list-book.ts')).listBook(context, messages, {
        book: given.book,
        filter: filterOf(given),
        ...(given.month === undefined ? {} : { month: given.month }),
      }),
    ),
  );

  for (const name of ['print', 'export'] as const) {
    const command = builder
      .add(register, name, help[name])
      .option('--month <month>', help.printMonth, readMonth)
      .option('--year <year>', help.year, readYear)
      .requiredOption('--out <file>', help.out)
      .option('--volume <n>', help.volume, readNumber, 1);
    withFilters(withBook(command, messages), messages).action(
      (given: Part & Filtered & { out: string; volume: number }) =>
        call(async (context) => {
          const { writeBook, printFormats, exportFormats } = await import('./print-book.ts');
          return writeBook(context, messages, {
            book: given.book,
            period: periodOf(given),
            filter: filterOf(given),
            out: given.out,
            volume: given.volume,
            formats: name === 'print' ? printFormats : exportFormats,
          });
        }),
    );
  }

  const gaps = builder
    .add(register, 'gaps', help.gaps)
    .requiredOption('--year <year>', help.year, readYear);
  withBook(gaps, messages, ['incoming', 'outgoing', 'copies']).action(
    (given: { book: Book; year: number }) =>
      call(async (context) =>
        (await import('./check-sequences.ts')).checkSequences(context, messages, given),
      ),
  );

  const close = builder
    .add(register, 'close-year', help.closeYear)
    .argument('<YEAR>', help.year, readYear)
    .option('--out <file>', help.csvOut);
  builder
    .actedBy(withBook(close, messages, ['incoming', 'outgoing', 'copies']), false)
    .action((year: number, given: { book: ClosedBook; as: string; out?: string }) =>
      call(async (context) =>
        (await import('./close-book.ts')).closeBook(context, messages, {
          book: given.book,
          year,
          personId: given.as,
          ...(given.out === undefined ? {} : { out: given.out }),
        }),
      ),
    );

  const add = addPaperOptions(builder.add(register, 'add', help.add), messages);
  builder.actedBy(add, false).action((given: Parameters<typeof paperOf>[0] & { as: string }) =>
    call(async (context) =>
      (await import('./add-document.ts')).addDocument(context, messages, {
        paper: paperOf(given),
        personId: given.as,
      }),
    ),
  );
};
