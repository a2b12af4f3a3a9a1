import { CommandError } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import type { RecoveryMessages } from './messages.en.ts';

/** A refusal of these commands, with its sentence. */
export const refusal = (
  { errors }: RecoveryMessages,
  code: string,
  facts: Readonly<Record<string, string>> = {},
  cause?: unknown,
): CommandError =>
  new CommandError(code, { facts, sentence: fillSentence(errors[code] ?? code, facts), cause });
