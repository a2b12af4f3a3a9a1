import type { CommandContext, CommandResult } from '../command.ts';
import type { SourceMessages } from './messages.en.ts';
import { asOperator, findSource } from './with-registry.ts';

interface Decided {
  readonly as: string;
  readonly reason: string;
}

/** `vanthu source disable`: nothing more is taken from it, and its webhook is called no more. */
export const disableSource = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  { as: by, reason }: Decided,
): Promise<CommandResult> =>
  asOperator(context, by, async ({ registry }) => {
    const source = await findSource(registry, sourceId);
    const at = context.now();
    await registry.save(
      { action: 'source.disabled', by, at, reason },
      { ...source, disabled: { at: at.toISOString(), by, reason } },
      source,
    );
    return { lines: [messages.disabled(sourceId)], data: { source: sourceId, disabled: true } };
  });

/** `vanthu source enable`: as it was before. */
export const enableSource = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  { as: by, reason }: Decided,
): Promise<CommandResult> =>
  asOperator(context, by, async ({ registry }) => {
    const source = await findSource(registry, sourceId);
    const { disabled: _, ...enabled } = source;
    await registry.save(
      { action: 'source.enabled', by, at: context.now(), reason },
      enabled,
      source,
    );
    return { lines: [messages.enabled(sourceId)], data: { source: sourceId, disabled: false } };
  });
