import { OfficeError } from '../kernel/errors.ts';
import type { CommandResult } from './command.ts';
import { CommandError, exitCodes } from './errors.ts';
import { fillSentence } from './messages.ts';

/** Failures of a group of commands get their sentences from the group's own messages. */
export const explained = async (
  sentences: Readonly<Record<string, string>>,
  run: () => Promise<CommandResult>,
): Promise<CommandResult> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof OfficeError || error instanceof CommandError)) throw error;
    const { code, facts } = error;
    const own = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
    if (own === undefined) throw error;
    throw new CommandError(code, {
      exitCode: error instanceof CommandError ? error.exitCode : exitCodes.refused,
      facts,
      sentence: fillSentence(own, facts),
      cause: error,
    });
  }
};
