import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DESK_SOURCE } from '../../desk/desk-source.ts';
import { apiUrlOf, type CommandContext, withTables } from '../command.ts';
import { assertRole } from '../desk-event.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { openDeskSecret } from '../office/desk-secret.kms.ts';
import { createEventDoor, type EventDoor } from '../office/event-door.ts';
import { readSourceSecret } from '../office/source-secret.ts';
import { Gate } from './gate.ts';
import type { Declaration } from './row-event.ts';
import type { RowSender } from './send-row.ts';

/** Under whose name rows are sent. */
export interface SenderOptions {
  readonly source?: string;
  readonly secretFile?: string;
  readonly declaration?: Declaration;
  readonly live: boolean;
}

type OpenedSender = Pick<RowSender, 'settings' | 'gate' | 'door' | 'desk' | 'now'>;

const secretOf = (source: string, file: string | undefined): Uint8Array => {
  let secret: Uint8Array | undefined;
  try {
    secret = readSourceSecret(file);
  } catch (cause) {
    throw new CommandError('SECRET_FILE_UNREADABLE', { facts: { file: file ?? '' }, cause });
  }
  if (secret === undefined)
    throw new CommandError('SECRET_NEEDED', { exitCode: exitCodes.usage, facts: { source } });
  return secret;
};

/**
 * Opens the doors for one run. The clerk's desk is the default source; its secret is opened by the
 * operator's own rights. A declaration of grade needs a person who is a clerk (R1).
 * @throws CommandError SECRET_NEEDED, SECRET_FILE_UNREADABLE, PERSON_UNKNOWN, ROLE_NOT_ALLOWED,
 * DESK_WITHOUT_SECRET
 */
export const openSender = async (
  context: CommandContext,
  { source = DESK_SOURCE, secretFile, declaration, live }: SenderOptions,
): Promise<OpenedSender> => {
  const isDesk = source === DESK_SOURCE;
  const ownSecret = isDesk ? undefined : secretOf(source, secretFile);
  const deskSecret =
    isDesk || declaration !== undefined
      ? await withTables(context, async (tables) => {
          if (declaration !== undefined) await assertRole(tables, declaration.personId, 'clerk');
          return openDeskSecret(context.address, tables);
        })
      : undefined;
  const doorOf = (sourceId: string, secret: Uint8Array): EventDoor =>
    createEventDoor({ apiUrl: apiUrlOf(context.address), sourceId, secret, now: context.now });
  const secret = ownSecret ?? deskSecret ?? new Uint8Array();
  const { now } = context;
  return {
    settings: {
      source,
      secret,
      declaresInEvent: isDesk,
      live,
      ...(declaration === undefined ? {} : { declaration }),
    },
    gate: new Gate({
      now,
      pause: (milliseconds) => pause(milliseconds),
      random: () => randomInt(1_000) / 1_000,
    }),
    door: doorOf(source, secret),
    ...(deskSecret === undefined ? {} : { desk: doorOf(DESK_SOURCE, deskSecret) }),
    now,
  };
};
