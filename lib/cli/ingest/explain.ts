import { OfficeError } from '../../kernel/errors.ts';
import type { CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import type { IngestMessages } from './messages.en.ts';

/** Failures of this part of the command get their sentences from its own messages. */
export const explained = async (
  messages: IngestMessages,
  run: () => Promise<CommandResult>,
): Promise<CommandResult> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof OfficeError || error instanceof CommandError)) throw error;
    const { code, facts } = error;
    const own = messages.errors[code];
    if (own === undefined) throw error;
    throw new CommandError(code, {
      exitCode: error instanceof CommandError ? error.exitCode : exitCodes.usage,
      facts,
      sentence: fillSentence(own, facts),
      cause: error,
    });
  }
};
