import { setTimeout as pause } from 'node:timers/promises';
import { OfficeError } from '../../kernel/errors.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { exitCodes } from '../errors.ts';
import type { DoorReply, EventDoor } from '../office/event-door.ts';
import { openInboxFiles } from '../office/inbox-files.s3.ts';
import { openSourceDoors } from '../office/source-doors.kms.ts';
import { alignRows } from '../table.ts';
import { refusal } from './explain.ts';
import type { RecoveryMessages } from './messages.en.ts';
import { type FoundEvent, readEvents } from './read-events.ts';

/** What became of one event: a word of the office, or a code. */
export interface Replayed {
  readonly where: string;
  readonly id?: string;
  readonly outcome: string;
  readonly taken: boolean;
}

const TRIES = 5;
const BUSY = new Set([429, 500, 502, 503, 504]);
const INBOX_LIMIT_MS = 60_000;
const LOOK_EACH_MS = 250;

const sendPatiently = async (door: EventDoor, event: { id: string }): Promise<DoorReply> => {
  for (let tries = 1; ; tries += 1) {
    const reply = await door.sendEvent(event);
    if (tries >= TRIES || !BUSY.has(reply.httpStatus)) return reply;
    await pause(LOOK_EACH_MS * 2 ** tries);
  }
};

/** Sends one found event; a refusal is an outcome, a door that cannot be reached ends the command. */
export const replayEvent = async (
  doorOf: (sourceId: string) => Promise<EventDoor>,
  { where, event }: FoundEvent,
): Promise<Replayed> => {
  if (event === undefined) return { where, outcome: 'BAD_EVENT', taken: false };
  const { id, source } = event;
  try {
    const { code, status, httpStatus } = await sendPatiently(await doorOf(source), event);
    const outcome = code ?? status ?? `HTTP_${httpStatus}`;
    return { where, id, outcome, taken: httpStatus < 300 && code === undefined };
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    return { where, id, outcome: error.code, taken: false };
  }
};

const readPlace = async (messages: RecoveryMessages, from: string): Promise<FoundEvent[]> => {
  try {
    return await readEvents(from);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw refusal(messages, 'REPLAY_UNREADABLE', { from }, cause);
  }
};

const replayFiles = async (
  context: CommandContext,
  messages: RecoveryMessages,
  events: readonly FoundEvent[],
): Promise<Replayed[]> =>
  withTables(context, async ({ sources }) => {
    const doors = openSourceDoors(context.address, sources, context.now);
    try {
      const replayed: Replayed[] = [];
      for (const event of events) {
        replayed.push(await replayEvent((sourceId) => doors.of(sourceId), event));
        context.progress(messages.sending(replayed.length, events.length));
      }
      return replayed;
    } finally {
      doors.close();
    }
  });

const replayInbox = async (
  { address, now, progress }: CommandContext,
  messages: RecoveryMessages,
): Promise<Replayed[]> => {
  const inbox = openInboxFiles(address);
  try {
    const keys = await inbox.list();
    const replayed: Replayed[] = [];
    for (const key of keys) {
      await inbox.tellAgain(key);
      const deadline = now().getTime() + INBOX_LIMIT_MS;
      let outcome = await inbox.outcome(key);
      while (outcome === undefined && now().getTime() < deadline) {
        await pause(LOOK_EACH_MS);
        outcome = await inbox.outcome(key);
      }
      const taken = outcome === 'taken';
      replayed.push({ where: key, outcome: outcome ?? 'NOT_YET', taken });
      progress(messages.sending(replayed.length, keys.length));
    }
    return replayed;
  } finally {
    inbox.close();
  }
};

/**
 * `vanthu replay`: sends events again through the door they came by. What the office has taken in
 * before gets its first answer again and changes nothing.
 * @throws CommandError NOTHING_TO_REPLAY, REPLAY_UNREADABLE, OFFICE_UNREACHABLE
 */
export const replay = async (
  context: CommandContext,
  messages: RecoveryMessages,
  from: string,
): Promise<CommandResult> => {
  const replayed =
    from === 'inbox'
      ? await replayInbox(context, messages)
      : await replayFiles(context, messages, await readPlace(messages, from));
  context.progress('');
  if (replayed.length === 0) throw refusal(messages, 'NOTHING_TO_REPLAY', { from });
  const failed = replayed.filter(({ taken }) => !taken);
  const { where, id, outcome } = messages.replayHeads;
  const rows = failed.map((one) => [one.where, one.id ?? '–', one.outcome]);
  return {
    lines: [
      ...(rows.length === 0 ? [] : [...alignRows([[where, id, outcome], ...rows]), '']),
      messages.sent(replayed.length, failed.length),
    ],
    data: { sent: replayed.length, refused: failed.length, events: replayed },
    exitCode: failed.length === 0 ? exitCodes.ok : exitCodes.refused,
  };
};
