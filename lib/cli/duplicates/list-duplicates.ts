import { eachToDo } from '../../register/deadlines-overdue.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant, nameOf, titleOf } from '../describe-document.ts';
import { alignRows, cutText } from '../table.ts';
import type { DuplicateMessages } from './messages.en.ts';

const LONGEST_LIST = 200;
const TITLE_WIDTH = 50;

/** `duplicate list`: what waits for the clerk, oldest first, with the documents they resemble. */
export const listDuplicates = (
  context: CommandContext,
  messages: DuplicateMessages,
): Promise<CommandResult> =>
  withTables(context, async ({ reader, documents }) => {
    const waiting = [];
    for await (const row of eachToDo(reader, ['clerk'])) {
      if (row.kind !== 'duplicate' || waiting.length === LONGEST_LIST) continue;
      const state = await documents.load(row.documentId);
      const duplicate = state?.core.duplicateOf;
      if (state === undefined || duplicate === undefined) continue;
      const first = await documents.load(duplicate.documentId);
      waiting.push({ row, state, duplicate, first });
    }
    const { heads } = messages;
    const rows = waiting.map(({ row, state, duplicate, first }) => [
      localInstant(row.since),
      row.documentId,
      nameOf(state),
      state.numbering.code ?? messages.withheld,
      first === undefined ? duplicate.documentId : nameOf(first),
      messages.match[duplicate.match],
      cutText(titleOf(state, context.messages), TITLE_WIDTH),
    ]);
    return {
      lines:
        rows.length === 0
          ? [context.messages.empty]
          : alignRows([
              [
                heads.since,
                heads.id,
                heads.code,
                heads.number,
                heads.first,
                heads.match,
                heads.title,
              ],
              ...rows,
            ]),
      data: {
        duplicates: waiting.map(({ row, state, duplicate }) => ({
          documentId: row.documentId,
          since: row.since,
          note: row.note,
          match: duplicate.match,
          first: duplicate.documentId,
          firstNumber: duplicate.number,
          number: state.numbering.code,
        })),
      },
    };
  });
