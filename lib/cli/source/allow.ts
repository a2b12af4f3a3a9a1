import type { CommandContext, CommandResult } from '../command.ts';
import type { SourceMessages } from './messages.en.ts';
import { readAllowed } from './read-options.ts';
import { asOperator, findSource } from './with-registry.ts';

/** `vanthu source allow`: other events than before may come from a sender; the list replaces the old one. */
export const allowEvents = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  { as: by, allow }: { readonly as: string; readonly allow: string },
): Promise<CommandResult> => {
  const allows = readAllowed(allow);
  return asOperator(context, by, async ({ registry }) => {
    const source = await findSource(registry, sourceId);
    const reason = `${source.allows.join(',')} → ${allows.join(',')}`;
    await registry.save(
      { action: 'source.allowed', by, at: context.now(), reason },
      { ...source, allows },
      source,
    );
    return {
      lines: [messages.allowed(sourceId, allows.join(', '))],
      data: { source: sourceId, allows },
    };
  });
};
