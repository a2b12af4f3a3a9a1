import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import { readRoles, registryOf } from './add.ts';
import type { PersonMessages } from './messages.en.ts';

/**
 * `vanthu person roles`: what somebody may do at the desk from now on.
 * @throws CommandError LAST_OPERATOR: an office without an operator could not be mended by anybody
 */
export const setRoles = (
  context: CommandContext,
  messages: PersonMessages,
  personId: string,
  options: { readonly desk: string; readonly as: string; readonly reason: string },
): Promise<CommandResult> => {
  const roles = readRoles(options.desk);
  return withTables(context, async (tables) => {
    await assertRole(tables, options.as, 'operator');
    if ((await tables.people.person(personId)) === undefined)
      throw new CommandError('PERSON_UNKNOWN', {
        facts: { person: personId, role: '–', holders: '–' },
      });
    const operators = await tables.holdersOf('operator');
    if (operators.every((id) => id === personId) && !roles.includes('operator'))
      throw new CommandError('LAST_OPERATOR', { facts: { person: personId } });
    const before = await tables.rolesOf(personId);
    const line = {
      action: 'person.roles',
      by: options.as,
      at: context.now().toISOString(),
      from: before.join(', '),
      to: roles.join(', '),
      reason: options.reason,
    };
    await registryOf(tables).save({ personId, roles, line });
    return { lines: [messages.rolesSet(personId, roles)], data: { person: personId, roles } };
  });
};
