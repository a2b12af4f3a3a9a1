import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { describeDocument, documentData } from '../describe-document.ts';
import { CommandError } from '../errors.ts';
import { findDocuments } from '../office/find-document.ts';

/** `vanthu status ID`: where a document stands. Several documents may bear one code. */
export const showStatus = (context: CommandContext, named: string): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const states = await findDocuments(tables, named);
    if (states.length === 0) throw new CommandError('DOCUMENT_UNKNOWN', { facts: { id: named } });
    const found = await Promise.all(
      states.map(async (state) => ({ state, works: await tables.reader.works(state.documentId) })),
    );
    return {
      lines: found.flatMap(({ state, works }, at) => [
        ...(at > 0 ? [''] : []),
        ...describeDocument(state, works, context.messages, context.address.outputs['PortalUrl']),
      ]),
      data: {
        documents: found.map(({ state, works }) => ({ ...documentData(state), works })),
      },
    };
  });
