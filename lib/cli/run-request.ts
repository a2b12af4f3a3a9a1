import { randomUUID } from 'node:crypto';
import type { GlobalOptions, Request } from './builder.ts';
import type { CommandContext, CommandResult } from './command.ts';
import type { Messages } from './messages.en.ts';
import { findOffice } from './office/office-address.ts';

type OfficeRequest = Exclude<Request, { command: 'start' }>;
type NamedRequest = Exclude<OfficeRequest, { command: 'call' }>;

/** Each command loads only what it needs, so that the first answer comes at once. */
const commands: {
  readonly [Name in NamedRequest['command']]: (
    context: CommandContext,
    request: Extract<NamedRequest, { command: Name }>,
  ) => Promise<CommandResult>;
} = {
  status: async (context, { id }) => (await import('./commands/status.ts')).showStatus(context, id),
  history: async (context, { id }) =>
    (await import('./commands/history.ts')).showHistory(context, id),
  retry: async (context, { id }) => (await import('./commands/retry.ts')).retryWork(context, id),
  'review-list': async (context) =>
    (await import('./commands/to-do-list.ts')).listToDos(context, 'officer', 'review'),
  'held-list': async (context) =>
    (await import('./commands/to-do-list.ts')).listToDos(context, 'clerk', 'held'),
  'seal-list': async (context) =>
    (await import('./commands/to-do-list.ts')).listToDos(context, 'clerk', 'seal'),
  approve: async (context, request) =>
    (await import('./commands/decide.ts')).decideReview(context, 'approve', request),
  reject: async (context, request) =>
    (await import('./commands/decide.ts')).decideReview(context, 'reject', request),
  release: async (context, request) =>
    (await import('./commands/decide.ts')).decideSecrecy(context, 'release', request),
  refuse: async (context, request) =>
    (await import('./commands/decide.ts')).decideSecrecy(context, 'refuse', request),
  seal: async (context, request) =>
    (await import('./commands/decide.ts')).orderSeal(context, request),
  'dlq-list': async (context) =>
    (await import('./commands/dead-letters.ts')).listDeadLetters(context),
  redrive: async (context, { queue }) =>
    (await import('./commands/dead-letters.ts')).redriveDeadLetters(context, queue),
  pause: async (context, { effect, personId }) =>
    (await import('./commands/pause.ts')).setEffectPaused(context, effect, true, personId),
  resume: async (context, { effect, personId }) =>
    (await import('./commands/pause.ts')).setEffectPaused(context, effect, false, personId),
};

/** Runs a command against the office that its options name. */
export const runRequest = async (
  request: OfficeRequest,
  options: GlobalOptions,
  messages: Messages,
): Promise<CommandResult> => {
  const context: CommandContext = {
    messages,
    address: await findOffice({ folder: options.office, outputsFile: options.outputs }),
    now: () => new Date(),
    newId: randomUUID,
    // People watch standard error; what the command answers goes to standard output.
    progress: (line) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}`);
    },
  };
  if (request.command === 'call') return request.call(context);
  const command = commands[request.command] as (
    context: CommandContext,
    request: NamedRequest,
  ) => Promise<CommandResult>;
  return command(context, request);
};
