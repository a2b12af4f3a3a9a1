import { InvalidArgumentError, Option } from 'commander';
import type { Builder } from '../builder.ts';
import { CommandError, exitCodes } from '../errors.ts';
import type { Messages } from '../messages.en.ts';
import type { IngestOptions } from './ingest.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';
import type { Declaration } from './row-event.ts';
import type { WatchOptions } from './watch.ts';

const countUpTo =
  (limit: number) =>
  (value: string): number => {
    const count = Number(value);
    if (Number.isInteger(count) && count >= 1 && count <= limit) return count;
    throw new InvalidArgumentError(`Allowed choices are 1–${limit}.`);
  };

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  value,
];

interface Declared {
  readonly declareSecrecy?: string;
  readonly as?: string;
  readonly reason?: string;
}

/** The three options stand together: a grade is declared by a person, for a reason (R1). */
const declarationOf = ({ declareSecrecy, as, reason }: Declared): { declaration?: Declaration } => {
  if (declareSecrecy === undefined && as === undefined && reason === undefined) return {};
  if (declareSecrecy === undefined || as === undefined || !reason?.trim())
    throw new CommandError('DECLARATION_INCOMPLETE', { exitCode: exitCodes.usage });
  return { declaration: { personId: as, reason } };
};

const MAX_AT_ONCE = 32;
const MAX_SECONDS = 3_600;
const MAX_MINUTES = 10_080;

/** `vanthu ingest` and `vanthu watch`. */
export const addIngestCommands = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  const declaring = (command: ReturnType<Builder['add']>) =>
    command
      .addOption(new Option('--declare-secrecy <grade>', help.declare).choices(['thuong']))
      .option('--as <person>', help.as)
      .option('--reason <text>', help.reason);
  const sending = (command: ReturnType<Builder['add']>) =>
    declaring(command)
      .option('--mapping <file>', help.mapping)
      .option('--own <name>', help.own, collect)
      .option('--source <id>', help.source)
      .option('--secret-file <file>', help.secretFile);

  const ingest = builder
    .add(builder.program, 'ingest', help.ingest)
    .requiredOption('--metadata <file>', help.metadata)
    .option('--files <folder>', help.files)
    .option('--texts <file>', help.texts);
  sending(ingest)
    .option('--dry-run', help.dryRun, false)
    .option('--journal <file>', help.journal)
    .option('--report <file>', help.report)
    .option('--live', help.live, false)
    .option('--at-once <n>', help.atOnce, countUpTo(MAX_AT_ONCE), 8)
    .addHelpText('after', `\n${help.examples}`)
    .action((options: Omit<IngestOptions, 'declaration'> & Declared) =>
      builder.call(async (context) => {
        const { explained } = await import('./explain.ts');
        return explained(messages, async () =>
          (await import('./ingest.ts')).ingest(context, messages, {
            ...options,
            ...declarationOf(options),
          }),
        );
      }),
    );

  const watch = builder.add(builder.program, 'watch', help.watch).argument('<FOLDER>', help.folder);
  sending(watch)
    .option('--historical', help.historical, false)
    .option('--once', help.once, false)
    .option('--interval <seconds>', help.interval, countUpTo(MAX_SECONDS), 2)
    .option('--wait <minutes>', help.wait, countUpTo(MAX_MINUTES), 60)
    .addHelpText('after', `\n${help.watchExamples}`)
    .action(
      (
        folder: string,
        options: Omit<WatchOptions, 'declaration' | 'live' | 'folder'> &
          Declared & { readonly historical: boolean },
      ) =>
        builder.call(async (context) => {
          const { explained } = await import('./explain.ts');
          return explained(messages, async () =>
            (await import('./watch.ts')).watch(context, messages, {
              ...options,
              ...declarationOf(options),
              folder,
              live: !options.historical,
            }),
          );
        }),
    );
};
