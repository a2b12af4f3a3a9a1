import { setTimeout as pause } from 'node:timers/promises';
import { ownAgency } from '../../intake/own-agency.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import { sentenceOfRow } from './bad-rows.ts';
import { assertFolder, nothingDone, ownNames } from './ingest.ts';
import type { IngestMessages } from './messages.en.ts';
import { loadMapping } from './open-metadata.ts';
import { openSender, type SenderOptions } from './open-sender.ts';
import { RecordTaker, type Tell } from './take-records.ts';
import { WatchedFolder } from './watched-folder.ts';

export interface WatchOptions extends SenderOptions {
  readonly folder: string;
  readonly mapping?: string;
  readonly own?: readonly string[];
  /** Take what is there and end. */
  readonly once: boolean;
  /** Seconds between two looks. */
  readonly interval: number;
  /** Minutes a record waits for a file it names. */
  readonly wait: number;
  /** Ends the watch between two records; Ctrl-C by default. */
  readonly signal?: AbortSignal;
  readonly say?: (line: string) => void;
}

/** Ctrl-C and SIGTERM end the watch after the record at hand. */
const untilInterrupted = (): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
};

const isUnreachable = (error: unknown): boolean =>
  error instanceof CommandError && error.code === 'OFFICE_UNREACHABLE';

/**
 * `vanthu watch`: takes in what an e-office writes into a folder. What is done goes to `xong/`, what
 * is wrong to `loi/` with its reason. A record is moved only after the office has answered: a run that
 * is killed before does it again and is answered as before, one that is killed while it moves goes on
 * moving.
 */
export const watch = async (
  context: CommandContext,
  messages: IngestMessages,
  options: WatchOptions,
): Promise<CommandResult> => {
  await assertFolder(options.folder);
  const interrupted = options.signal === undefined ? untilInterrupted() : undefined;
  const signal = options.signal ?? interrupted?.signal;
  const say = options.say ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const watching = new RecordTaker({
    folder: new WatchedFolder(options.folder),
    mapping: options.mapping === undefined ? undefined : loadMapping(options.mapping),
    isOwn: ownAgency(ownNames(context, options.own)),
    waitMs: options.wait * 60_000,
    sender: {
      ...(await openSender(context, options)),
      dryRun: false,
      journal: nothingDone,
      columns: {},
    },
  });
  const stopped = (): boolean => signal?.aborted === true;
  const tell: Tell = (name, taken) => {
    if ('wrong' in taken) {
      say(messages.watch.wrong(name, taken.wrong.code));
      return `${taken.wrong.code}: ${sentenceOfRow(messages, taken.wrong)}`;
    }
    say(messages.watch.taken(name, messages.watch.statuses[taken.status] ?? taken.status));
    return undefined;
  };
  const lookOnce = async (): Promise<void> => {
    try {
      await watching.look(stopped, tell);
    } catch (error) {
      if (options.once || !isUnreachable(error)) throw error;
      // The office may be deployed or started anew: the records wait where they are.
      say(fillSentence(context.messages.errors['OFFICE_UNREACHABLE'] ?? '', {}));
    }
  };
  say(messages.watch.watching(options.folder));
  try {
    for (let looks = 1; !stopped(); looks += 1) {
      await lookOnce();
      // The first look only learns the sizes; nothing has shown yet that a file is complete.
      if (options.once && looks >= 2 && watching.counts.waiting === 0) break;
      if (options.once && looks >= 3) break;
      await pause(options.interval * 1000, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    interrupted?.release();
  }
  const { taken, wrong: bad, waiting } = watching.counts;
  return {
    lines: [messages.watch.ended(String(taken), String(bad), String(waiting))],
    data: { taken, wrong: bad, waiting },
    exitCode: options.once && bad > 0 ? exitCodes.refused : exitCodes.ok,
  };
};
