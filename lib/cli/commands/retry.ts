import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { findDocument } from '../office/find-document.ts';

/**
 * `vanthu retry ID`: work of the document that had been given up is taken up again, with the next
 * sweep. For after an outage or a mended setting.
 */
export const retryWork = (context: CommandContext, named: string): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { documentId } = await findDocument(tables, named);
    const failed = await tables.works.reopenFailed(documentId, context.now());
    return {
      lines: [context.messages.retried(failed.length)],
      data: { documentId, reopened: failed.map(({ effect, step }) => `${effect}.${step}`) },
    };
  });
