import { Argument, type Command, CommanderError, InvalidArgumentError } from 'commander';
import { effects } from '../register/work.ts';
import { Builder, type ProgramOptions } from './builder.ts';
import { groups } from './groups.ts';
import type { Messages } from './messages.en.ts';

const DEFAULT_PORT_BASE = 4600;

interface Decided {
  readonly as: string;
  readonly reason: string;
}

const readPort = (value: string): number => {
  const port = Number(value);
  // Four ports follow one another; 65,535 is the last there is.
  if (Number.isInteger(port) && port >= 0 && port <= 65_532) return port;
  throw new InvalidArgumentError('Allowed choices are 0–65532.');
};

/** Only the names of what is missing, as the user writes them. */
const named = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? '';

/** A usage error in the user's language; commander itself speaks English. */
export const explainUsage = (error: CommanderError, messages: Messages): string => {
  const { usage } = messages;
  const what = named(error.message);
  switch (error.code) {
    case 'commander.unknownCommand':
      return usage.unknownCommand(what);
    case 'commander.unknownOption':
      return usage.unknownOption(what);
    case 'commander.missingArgument':
      return usage.missingArgument(what);
    case 'commander.missingMandatoryOptionValue':
      return usage.missingOption(what);
    case 'commander.optionMissingArgument':
      return usage.missingValue(what);
    case 'commander.excessArguments':
      return usage.tooMany;
    case 'commander.invalidArgument':
      return usage.invalid(
        /(?:argument|value) '([^']*)' is invalid/.exec(error.message)?.[1] ?? what,
        /Allowed choices are (.*?)\.?$/.exec(error.message)?.[1] ?? '',
      );
    default:
      return error.message;
  }
};

const addStart = (builder: Builder, { help }: Messages): void => {
  builder
    .add(builder.program, 'start', help.start)
    .option('--once', help.once, false)
    .option('--fresh', help.fresh, false)
    .option('--no-samples', help.noSamples)
    .option('--port-base <n>', help.portBase, readPort, DEFAULT_PORT_BASE)
    .action(
      ({
        once,
        fresh,
        samples,
        portBase,
      }: {
        once: boolean;
        fresh: boolean;
        samples: boolean;
        portBase: number;
      }) => builder.run({ command: 'start', once, fresh, samples, portBase }),
    );
};

const addLookups = (builder: Builder, { help }: Messages): void => {
  for (const command of ['status', 'history', 'retry'] as const)
    builder
      .add(builder.program, command, help[command])
      .argument('<ID>', help.id)
      .action((id: string) => builder.run({ command, id }));
};

/** `review approve ID`, `held release ID` and their like. */
const addDecision = (
  builder: Builder,
  group: Command,
  command: 'approve' | 'reject' | 'release' | 'refuse',
  { help }: Messages,
): void => {
  const added = builder.add(group, command, help[command]).argument('<ID>', help.id);
  builder
    .actedBy(added, true)
    .action((id: string, { as, reason }: Decided) =>
      builder.run({ command, id, personId: as, reason }),
    );
};

const addDesks = (builder: Builder, messages: Messages): void => {
  const { help } = messages;
  const { program } = builder;
  const review = builder.add(program, 'review', help.review);
  builder
    .add(review, 'list', help.reviewList)
    .action(() => builder.run({ command: 'review-list' }));
  addDecision(builder, review, 'approve', messages);
  addDecision(builder, review, 'reject', messages);
  const held = builder.add(program, 'held', help.held);
  builder.add(held, 'list', help.heldList).action(() => builder.run({ command: 'held-list' }));
  addDecision(builder, held, 'release', messages);
  addDecision(builder, held, 'refuse', messages);
  const seal = builder.add(program, 'seal', help.seal).argument('<ID>', help.id);
  // Not a required option for commander, which would ask `seal list` for it too.
  seal.option('--as <person>', help.as).action((id: string, { as }: { as?: string }) => {
    if (as === undefined)
      throw new CommanderError(2, 'commander.missingMandatoryOptionValue', "'--as <person>'");
    return builder.run({ command: 'seal', id, personId: as });
  });
  builder.add(seal, 'list', help.sealList).action(() => builder.run({ command: 'seal-list' }));
};

const addOperation = (builder: Builder, { help }: Messages): void => {
  const { program } = builder;
  const dlq = builder.add(program, 'dlq', help.dlq);
  builder.add(dlq, 'list', help.dlqList).action(() => builder.run({ command: 'dlq-list' }));
  builder
    .add(dlq, 'redrive', help.redrive)
    .argument('<QUEUE>', help.queue)
    .action((queue: string) => builder.run({ command: 'redrive', queue }));
  for (const command of ['pause', 'resume'] as const) {
    const effect = new Argument('<EFFECT>', `${help.effect} ${effects.join(', ')}`);
    const added = builder
      .add(program, command, help[command])
      .addArgument(effect.choices([...effects]));
    builder
      .actedBy(added, false)
      .action((chosen: (typeof effects)[number], { as }: Decided) =>
        builder.run({ command, effect: chosen, personId: as }),
      );
  }
};

/** The command line; `parseAsync` rejects with CommanderError for wrong usage. */
export const createProgram = (options: ProgramOptions): Command => {
  const builder = new Builder(options);
  addStart(builder, options.messages);
  addLookups(builder, options.messages);
  addDesks(builder, options.messages);
  addOperation(builder, options.messages);
  for (const add of groups) add(builder, options.messages);
  return builder.program;
};
