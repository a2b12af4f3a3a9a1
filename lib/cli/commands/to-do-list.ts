import type { Desk, ToDoKind } from '../../register/commit.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant, nameOf, titleOf } from '../describe-document.ts';
import { alignRows, cutText } from '../table.ts';

const LONGEST_LIST = 200;
const TITLE_WIDTH = 60;

/** `review list`, `held list`, `seal list`: what waits at a desk, oldest first. */
export const listToDos = (
  context: CommandContext,
  desk: Desk,
  kind: ToDoKind,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { messages } = context;
    const all = await tables.reader.toDos(desk, LONGEST_LIST);
    const waiting = await Promise.all(
      all
        .filter((toDo) => toDo.kind === kind)
        .map(async (toDo) => ({ toDo, state: await tables.documents.load(toDo.documentId) })),
    );
    const { listHeads } = messages;
    const heads = [listHeads.since, listHeads.id, listHeads.code, listHeads.title];
    const rows = waiting.map(({ toDo, state }) => [
      localInstant(toDo.since),
      toDo.documentId,
      state?.core.facts === undefined ? '' : nameOf(state),
      state === undefined ? '' : cutText(titleOf(state, messages), TITLE_WIDTH),
    ]);
    return {
      lines: rows.length === 0 ? [messages.empty] : alignRows([heads, ...rows]),
      data: {
        documents: waiting.map(({ toDo, state }) => ({
          documentId: toDo.documentId,
          since: toDo.since,
          ...(toDo.note === undefined ? {} : { note: toDo.note }),
          ...(state?.core.facts === undefined
            ? {}
            : { code: nameOf(state), abstract: state.core.facts.abstract }),
        })),
      },
    };
  });
