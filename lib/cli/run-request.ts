import { randomUUID } from 'node:crypto';
import type { CommandContext, CommandResult } from './command.ts';
import type { Messages } from './messages.en.ts';
import { findOffice } from './office/office-address.ts';
import type { GlobalOptions, Request } from './program.ts';

type OfficeRequest = Exclude<Request, { command: 'start' }>;

/** Each command loads only what it needs, so that the first answer comes at once. */
const commands: {
  readonly [Name in OfficeRequest['command']]: (
    context: CommandContext,
    request: Extract<OfficeRequest, { command: Name }>,
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
  doctor: async (context) => (await import('./commands/doctor.ts')).examineOffice(context),
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
  };
  const command = commands[request.command] as (
    context: CommandContext,
    request: OfficeRequest,
  ) => Promise<CommandResult>;
  return command(context, request);
};
