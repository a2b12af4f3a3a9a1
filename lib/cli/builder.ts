import { Command, Option } from 'commander';
import type { effects } from '../register/work.ts';
import type { CommandContext, CommandResult } from './command.ts';
import type { Messages } from './messages.en.ts';

/** What was asked for, parsed and complete. */
export type Request =
  | {
      readonly command: 'start';
      readonly once: boolean;
      readonly fresh: boolean;
      readonly samples: boolean;
      readonly portBase: number;
    }
  | { readonly command: 'status' | 'history' | 'retry'; readonly id: string }
  | { readonly command: 'review-list' | 'held-list' | 'seal-list' | 'dlq-list' }
  | {
      readonly command: 'approve' | 'reject' | 'release' | 'refuse';
      readonly id: string;
      readonly personId: string;
      readonly reason: string;
    }
  | { readonly command: 'seal'; readonly id: string; readonly personId: string }
  | { readonly command: 'redrive'; readonly queue: string }
  | {
      readonly command: 'call';
      /** What a group of commands does by itself, once the office is found. */
      readonly call: (context: CommandContext) => Promise<CommandResult>;
    }
  | {
      readonly command: 'pause' | 'resume';
      readonly effect: (typeof effects)[number];
      readonly personId: string;
    };

/** Options that stand before or after every command. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly office: string;
  readonly outputs?: string;
}

export interface ProgramOptions {
  readonly messages: Messages;
  readonly version: string;
  readonly run: (request: Request, options: GlobalOptions) => Promise<void>;
  readonly write: (text: string) => void;
  /** Help that is shown because a command is not complete. */
  readonly writeError: (text: string) => void;
}

const DEFAULT_FOLDER = '.vanthu';

/** Puts commands together; groups of commands add theirs through it. */
export class Builder {
  readonly program: Command;
  private readonly options: ProgramOptions;

  constructor(options: ProgramOptions) {
    this.options = options;
    const { help } = options.messages;
    this.program = this.configure(new Command('vanthu'))
      .description(help.program)
      .version(options.version, '-V, --version', help.version)
      .option('--json', help.json, false)
      .addOption(new Option('--lang <vi|en>', help.lang).choices(['vi', 'en']))
      .option('--office <folder>', help.office, DEFAULT_FOLDER)
      .option('--outputs <file>', help.outputs)
      .addHelpText('after', `\n${help.exitCodes}`);
  }

  /** One command with its own action; `parent` is the program or a group. */
  add(parent: Command, name: string, description: string): Command {
    const command = this.configure(parent.command(name)).description(description);
    return command;
  }

  /** `--as PERSON`, and the reason where the history wants one. */
  actedBy(command: Command, withReason: boolean): Command {
    const { help } = this.options.messages;
    command.requiredOption('--as <person>', help.as);
    return withReason ? command.requiredOption('--reason <text>', help.reason) : command;
  }

  async run(request: Request): Promise<void> {
    const { json, office, outputs } = this.program.opts<{
      json: boolean;
      office: string;
      outputs?: string;
    }>();
    await this.options.run(request, {
      json,
      office,
      ...(outputs === undefined ? {} : { outputs }),
    });
  }

  /** Runs a command of a group against the office that the options name. */
  call(command: (context: CommandContext) => Promise<CommandResult>): Promise<void> {
    return this.run({ command: 'call', call: command });
  }

  private configure(command: Command): Command {
    const { messages, write, writeError } = this.options;
    const { titles, defaultValue, help } = messages.help;
    return command
      .exitOverride()
      .allowExcessArguments(false)
      .helpOption('-h, --help', help)
      .helpCommand(false)
      .configureOutput({ writeOut: write, writeErr: writeError, outputError: () => undefined })
      .configureHelp({
        showGlobalOptions: true,
        styleTitle: (title) => titles[title] ?? title,
        optionDescription: ({ description, defaultValue: value, argChoices }) =>
          [
            description,
            argChoices === undefined ? '' : `(${argChoices.join(' | ')})`,
            value === undefined || typeof value === 'boolean' ? '' : defaultValue(String(value)),
          ]
            .filter((part) => part !== '')
            .join(' '),
      });
  }
}
