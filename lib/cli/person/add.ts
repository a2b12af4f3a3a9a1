import { type DeskRole, deskRoles } from '../../desk/contract.ts';
import { ConcurrencyError } from '../../kernel/errors.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';
import { CommandError, exitCodes } from '../errors.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { PersonMessages } from './messages.en.ts';
import { createPeopleRegistry } from './people-registry.dynamo.ts';
import { sealPhone } from './seal-phone.kms.ts';

export interface AddPersonOptions {
  readonly name: string;
  readonly position: string;
  readonly unit: string;
  readonly desk?: string;
  readonly sms: boolean;
  readonly guest: boolean;
  readonly as: string;
}

const usage = (code: string, facts: Readonly<Record<string, string>>) =>
  new CommandError(code, { exitCode: exitCodes.usage, facts });

/**
 * An id is what tokens of the agency's issuer carry, such as `auth0|5f7c` or `A1_b@c`.
 * @throws CommandError PERSON_ID_BAD
 */
const readPersonId = (text: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._|@-]{1,62}$/.test(text))
    throw usage('PERSON_ID_BAD', { person: text });
  return text;
};

/** @throws CommandError DESK_ROLE_UNKNOWN */
export const readRoles = (text: string | undefined): readonly DeskRole[] => {
  const roles = [...new Set((text ?? '').split(',').map((role) => role.trim()))].filter(Boolean);
  const unknown = roles.find((role) => !(deskRoles as readonly string[]).includes(role));
  if (unknown !== undefined)
    throw usage('DESK_ROLE_UNKNOWN', { role: unknown, roles: deskRoles.join(', ') });
  return roles as DeskRole[];
};

/**
 * People are entered by operators. The first operator of an office enters themselves: whoever
 * holds its AWS credentials could do anything to it anyway, and the history says who it was.
 */
const assertMayEnter = async (
  tables: OfficeTables,
  personId: string,
  roles: readonly DeskRole[],
  by: string,
): Promise<void> => {
  const isFirst =
    by === personId &&
    roles.includes('operator') &&
    (await tables.holdersOf('operator')).length === 0;
  if (!isFirst) await assertRole(tables, by, 'operator');
};

export const registryOf = (tables: OfficeTables) =>
  createPeopleRegistry(tables.dynamo, {
    directory: tables.names.directory,
    history: tables.names.history,
  });

/** `vanthu person add`: somebody who is told, decides or operates; the number never enters argv or output. */
export const addPerson = (
  context: CommandContext,
  messages: PersonMessages,
  id: string,
  options: AddPersonOptions,
  askPhone: (() => Promise<string>) | undefined,
): Promise<CommandResult> => {
  const personId = readPersonId(id);
  const roles = readRoles(options.desk);
  return withTables(context, async (tables) => {
    await assertMayEnter(tables, personId, roles, options.as);
    if ((await tables.people.person(personId)) !== undefined)
      throw new CommandError('PERSON_EXISTS', { facts: { person: personId } });
    const phone =
      askPhone === undefined
        ? undefined
        : await sealPhone(context.address, personId, await askPhone());
    const entry = {
      personId,
      name: options.name,
      role: options.position,
      unit: options.unit,
      ...(phone === undefined ? {} : { phone }),
      smsConsent: options.sms,
      guestList: options.guest,
      optedOut: false,
    };
    const at = context.now().toISOString();
    const line = { action: 'person.added', by: options.as, at, to: roles.join(', ') };
    await registryOf(tables)
      .save({ personId, entry, roles, line })
      .catch((error: unknown) => {
        if (!(error instanceof ConcurrencyError)) throw error;
        throw new CommandError('PERSON_EXISTS', { facts: { person: personId }, cause: error });
      });
    return {
      lines: [messages.added(options.name, personId)],
      data: { person: personId, roles, hasPhone: phone !== undefined },
    };
  });
};
