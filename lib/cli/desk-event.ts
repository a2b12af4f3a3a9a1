import type { DeskRole } from '../desk/contract.ts';
import { DESK_SOURCE } from '../desk/desk-source.ts';
import { type EventName, typeOf } from '../events/catalogue.ts';
import { apiUrlOf, type CommandContext } from './command.ts';
import { CommandError } from './errors.ts';
import { openDeskSecret } from './office/desk-secret.kms.ts';
import { createEventDoor, type DoorReply } from './office/event-door.ts';
import type { OfficeTables } from './office/register.dynamo.ts';

/**
 * A person may act at a desk only in a role the directory gives; otherwise those who have the
 * role are named.
 * @throws CommandError PERSON_UNKNOWN, ROLE_NOT_ALLOWED
 */
export const assertRole = async (
  tables: Pick<OfficeTables, 'people' | 'rolesOf' | 'holdersOf'>,
  personId: string,
  role: DeskRole,
): Promise<void> => {
  const [person, roles] = await Promise.all([
    tables.people.person(personId),
    tables.rolesOf(personId),
  ]);
  if (person !== undefined && roles.includes(role)) return;
  const holders = (await tables.holdersOf(role)).join(', ') || '–';
  throw new CommandError(person === undefined ? 'PERSON_UNKNOWN' : 'ROLE_NOT_ALLOWED', {
    facts: { person: personId, role, holders },
  });
};

const assertTaken = (reply: DoorReply): void => {
  const { httpStatus, status, code, message } = reply;
  if (status === 'stale') throw new CommandError('STALE_DECISION');
  if (code !== undefined) throw new CommandError(code, { sentence: message });
  if (httpStatus >= 300)
    throw new CommandError('OFFICE_ANSWERED', { facts: { status: String(httpStatus) } });
};

/**
 * Sends a decision of a desk through the same door as every other event.
 * @returns the event as it was sent, and whether it waits for the document to be ready
 * @throws CommandError with the office's own code when it is refused
 */
export const sendDeskEvent = async (
  context: CommandContext,
  tables: OfficeTables,
  name: EventName,
  data: object,
): Promise<{
  readonly parked: boolean;
  readonly event: { readonly source: string; readonly id: string };
}> => {
  const now = context.now();
  const door = createEventDoor({
    apiUrl: apiUrlOf(context.address),
    sourceId: DESK_SOURCE,
    secret: await openDeskSecret(context.address, tables),
    now: context.now,
  });
  const event = { source: DESK_SOURCE, id: `cli-${context.newId()}` };
  const reply = await door.sendEvent({
    specversion: '1.0',
    ...event,
    type: typeOf(name),
    time: now.toISOString(),
    data,
  } as { id: string });
  assertTaken(reply);
  return { parked: reply.status === 'parked', event };
};
