import type { Builder } from '../builder.ts';
import type { Messages } from '../messages.en.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';

/** `vanthu recover` and `vanthu replay`. */
export const addRecoveryCommands = (builder: Builder, { language }: Messages): void => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  const recover = builder.add(builder.program, 'recover', help.recover);
  builder
    .actedBy(recover, false)
    .requiredOption('--reason <text>', help.reason)
    .option('--dry-run', help.dryRun, false)
    .action((options: { readonly as: string; readonly reason: string; readonly dryRun: boolean }) =>
      builder.call(async (context) =>
        (await import('./recover.ts')).recover(context, messages, {
          personId: options.as,
          reason: options.reason,
          dryRun: options.dryRun,
        }),
      ),
    );
  builder
    .add(builder.program, 'replay', help.replay)
    .requiredOption('--from <place>', help.from)
    .action(({ from }: { readonly from: string }) =>
      builder.call(async (context) =>
        (await import('./replay.ts')).replay(context, messages, from),
      ),
    );
};
