import type { HistoryLine } from '../../register/history.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant } from '../describe-document.ts';
import type { Messages } from '../messages.en.ts';
import { actionWord, stateWord } from '../messages.ts';
import { findDocument } from '../office/find-document.ts';
import { alignRows } from '../table.ts';

/** A state, `2 queued, 0 suppressed`, or a state with a person (`assigned:an`). */
const outcomeOf = (status: string, messages: Messages): string => {
  const [, queued, suppressed] = /^(\d+) queued, (\d+) suppressed$/.exec(status) ?? [];
  if (queued !== undefined && suppressed !== undefined) return messages.told(queued, suppressed);
  const [state = '', person] = status.split(':');
  return [stateWord(messages, state), person].filter(Boolean).join(' ');
};

const changeOf = ({ from, to }: HistoryLine, messages: Messages): string =>
  [from, to]
    .filter((status) => status !== undefined)
    .map((status) => outcomeOf(status, messages))
    .join(' → ');

/** A line of the history in words: when, who, what, from where to where, why. */
export const historyRow = (line: HistoryLine, messages: Messages): string[] => [
  localInstant(line.at),
  messages.effects[line.by] ?? line.by,
  actionWord(messages, line.action),
  changeOf(line, messages),
  (line.reason ?? '')
    .split(', ')
    .map((part) => messages.causes[part] ?? part)
    .join(', '),
];

/** `vanthu history ID`: every change of state, oldest first (R8). */
export const showHistory = (context: CommandContext, named: string): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { documentId } = await findDocument(tables, named);
    const history = await tables.reader.history(documentId);
    const { messages } = context;
    return {
      lines:
        history.length === 0
          ? [messages.noHistory]
          : alignRows(history.map((line) => historyRow(line, messages))),
      data: {
        documentId,
        history: history.map(({ at, by, action, from, to, reason }) => ({
          at,
          by,
          action,
          from,
          to,
          reason,
        })),
      },
    };
  });
