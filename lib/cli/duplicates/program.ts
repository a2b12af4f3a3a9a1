import type { CommandGroup } from '../groups.ts';
import { en } from './messages.en.ts';
import { vi } from './messages.vi.ts';

/** `vanthu duplicate list|join|keep`. */
export const addDuplicateCommands: CommandGroup = (builder, { language }) => {
  const messages = language === 'vi' ? vi : en;
  const { help } = messages;
  const group = builder.add(builder.program, 'duplicate', help.duplicate);
  builder
    .add(group, 'list', help.list)
    .action(() =>
      builder.call(async (context) =>
        (await import('./list-duplicates.ts')).listDuplicates(context, messages),
      ),
    );
  for (const decision of ['join', 'keep'] as const)
    builder
      .add(group, decision, help[decision])
      .argument('<ID>', help.id)
      .requiredOption('--as <person>', help.as)
      .requiredOption('--reason <text>', help.reason)
      .action((id: string, { as, reason }: { readonly as: string; readonly reason: string }) =>
        builder.call(async (context) =>
          (await import('./decide-duplicate.ts')).decideDuplicate(context, messages, {
            id,
            decision,
            personId: as,
            reason,
          }),
        ),
      );
};
