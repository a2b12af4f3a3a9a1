import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { alignRows } from '../table.ts';
import { registryOf } from './add.ts';
import type { PersonMessages } from './messages.en.ts';

/** `vanthu person list`: who is in the directory; of a phone only whether there is one (R7). */
export const listPeople = (
  context: CommandContext,
  messages: PersonMessages,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const people = await registryOf(tables).list();
    const { heads, told } = messages;
    const smsOf = ({ phone, optedOut, smsConsent }: (typeof people)[number]['person']): string => {
      if (phone === undefined) return told.noPhone;
      return smsConsent && !optedOut ? told.yes : told.no;
    };
    const rows = people.map(({ person, roles }) => [
      person.personId,
      person.name,
      person.role,
      person.unit,
      roles.map((role) => messages.roles[role]).join(', ') || '–',
      smsOf(person),
    ]);
    return {
      lines: rows.length === 0 ? [messages.none] : alignRows([[...heads], ...rows]),
      data: {
        people: people.map(({ person: { phone, ...entry }, roles }) => ({
          ...entry,
          hasPhone: phone !== undefined,
          roles,
        })),
      },
    };
  });
