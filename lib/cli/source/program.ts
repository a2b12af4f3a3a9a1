import { type Command, Option } from 'commander';
import type { Builder } from '../builder.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { explained } from '../explained.ts';
import type { Messages } from '../messages.en.ts';
import type { AddOptions } from './add.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';
import type { RotateOptions } from './rotate-secret.ts';

/** One command below `vanthu source` whose failures speak with the words of this part. */
type Run = (work: (context: CommandContext) => Promise<CommandResult>) => Promise<void>;

const addRegistering = (builder: Builder, source: Command, messages: typeof en, run: Run): void => {
  const { help } = messages;
  builder
    .add(source, 'add', help.add)
    .argument('<ID>', help.id)
    .requiredOption('--title <text>', help.title)
    .requiredOption('--allow <events>', help.allow)
    .addOption(
      new Option('--default-grade <grade>', help.defaultGrade)
        .choices(['ordinary', 'unknown'])
        .default('unknown'),
    )
    .option('--decision <text>', help.decision)
    .option('--own-numbers', help.ownNumbers, false)
    .option('--acts-for-office', help.actsForOffice, false)
    .option('--inbox', help.inbox, false)
    .option('--bus <source@account>', help.bus)
    .option('--approvers <file>', help.approvers)
    .option('--webhook <url>', help.webhookUrl)
    .option('--allow-private', help.allowPrivate, false)
    .requiredOption('--as <person>', help.as)
    .action((id: string, options: AddOptions) =>
      run(async (context) => (await import('./add.ts')).addSource(context, messages, id, options)),
    );
};

const addLooking = (builder: Builder, source: Command, messages: typeof en, run: Run): void => {
  const { help } = messages;
  builder
    .add(source, 'list', help.list)
    .action(() =>
      run(async (context) => (await import('./show.ts')).listSources(context, messages)),
    );
  builder
    .add(source, 'show', help.show)
    .argument('<ID>', help.id)
    .action((id: string) =>
      run(async (context) => (await import('./show.ts')).showSource(context, messages, id)),
    );
};

const addChanging = (builder: Builder, source: Command, messages: typeof en, run: Run): void => {
  const { help } = messages;
  builder
    .add(source, 'rotate-secret', help.rotate)
    .argument('<ID>', help.id)
    .option('--webhook', help.rotateWebhook, false)
    .option('--at-once', help.atOnce, false)
    .requiredOption('--as <person>', help.as)
    .action((id: string, options: RotateOptions) =>
      run(async (context) =>
        (await import('./rotate-secret.ts')).rotateSecret(context, messages, id, options),
      ),
    );
  builder
    .add(source, 'webhook', help.webhook)
    .argument('<ID>', help.id)
    .option('--url <url>', help.url)
    .option('--allow-private', help.allowPrivate, false)
    .option('--remove', help.remove, false)
    .requiredOption('--as <person>', help.as)
    .action((id: string, options: Parameters<typeof import('./set-webhook.ts').setWebhook>[3]) =>
      run(async (context) =>
        (await import('./set-webhook.ts')).setWebhook(context, messages, id, options),
      ),
    );
  builder
    .add(source, 'allow', help.changeAllowed)
    .argument('<ID>', help.id)
    .requiredOption('--allow <events>', help.allow)
    .requiredOption('--as <person>', help.as)
    .action((id: string, options: { as: string; allow: string }) =>
      run(async (context) =>
        (await import('./allow.ts')).allowEvents(context, messages, id, options),
      ),
    );
  builder
    .add(source, 'retry', help.retry)
    .argument('<ID>', help.id)
    .requiredOption('--as <person>', help.as)
    .action((id: string, { as }: { as: string }) =>
      run(async (context) =>
        (await import('./retry-deliveries.ts')).retryDeliveries(context, messages, id, as),
      ),
    );
  for (const name of ['disable', 'enable'] as const)
    builder
      .add(source, name, help[name])
      .argument('<ID>', help.id)
      .requiredOption('--as <person>', help.as)
      .requiredOption('--reason <text>', help.reason)
      .action((id: string, options: { as: string; reason: string }) =>
        run(async (context) => {
          const { disableSource, enableSource } = await import('./disable.ts');
          const change = name === 'disable' ? disableSource : enableSource;
          return change(context, messages, id, options);
        }),
      );
};

/** `vanthu source …`: the registered senders. */
export const addSourceCommands = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  const source = builder.add(builder.program, 'source', messages.help.source);
  const run: Run = (work) =>
    builder.call((context) => explained(messages.errors, () => work(context)));
  addRegistering(builder, source, messages, run);
  addLooking(builder, source, messages, run);
  addChanging(builder, source, messages, run);
};
