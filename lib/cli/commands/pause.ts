import type { Effect } from '../../register/work.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';

/** `vanthu pause|resume EFFECT`: paused work stays due in the register, so nothing is lost. */
export const setEffectPaused = (
  context: CommandContext,
  effect: Effect,
  paused: boolean,
  personId: string,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    await assertRole(tables, personId, 'operator');
    await tables.setPaused({ effect, paused, by: personId, at: context.now() });
    const { messages } = context;
    return {
      lines: [paused ? messages.paused(effect) : messages.resumed(effect)],
      data: { effect, paused },
    };
  });
