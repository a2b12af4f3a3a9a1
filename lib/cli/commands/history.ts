import type { HistoryLine } from '../../register/history.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant } from '../describe-document.ts';
import type { Messages } from '../messages.en.ts';
import { stateWord } from '../messages.ts';
import { findDocument } from '../office/find-document.ts';
import { alignRows } from '../table.ts';

/** `sign.leader` by its own name, `publish.review-1` by that of its effect. */
const actionOf = (action: string, { actions }: Messages): string => {
  const [effect = '', step = ''] = action.split('.');
  const plain = `${effect}.${step.split('-')[0]}`;
  return actions[action] ?? actions[plain] ?? actions[effect] ?? action;
};

const outcomeOf = (status: string, messages: Messages): string => {
  const [, queued, suppressed] = /^(\d+) queued, (\d+) suppressed$/.exec(status) ?? [];
  return queued === undefined || suppressed === undefined
    ? stateWord(messages, status)
    : messages.told(queued, suppressed);
};

const changeOf = ({ from, to }: HistoryLine, messages: Messages): string =>
  [from, to]
    .filter((status) => status !== undefined)
    .map((status) => outcomeOf(status, messages))
    .join(' → ');

const row = (line: HistoryLine, messages: Messages): string[] => [
  localInstant(line.at),
  line.by,
  actionOf(line.action, messages),
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
          : alignRows(history.map((line) => row(line, messages))),
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
