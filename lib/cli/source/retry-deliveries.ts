import type { DocumentId } from '../../kernel/ids.ts';
import type { WorkItem } from '../../register/work.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { SourceMessages } from './messages.en.ts';
import { asOperator, findSource } from './with-registry.ts';

const PAGE = 100;

/** Documents on the clerk's list with any failure: the row names only the latest one. */
async function* documentsOf({ reader }: OfficeTables): AsyncGenerator<DocumentId> {
  let cursor: string | undefined;
  do {
    const page = await reader.toDoPage('clerk', PAGE, cursor);
    for (const { kind, documentId } of page.rows) if (kind === 'failed') yield documentId;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const isDeliveryTo =
  (sourceId: string) =>
  ({ effect, input }: WorkItem): boolean =>
    effect === 'webhook' && input?.['source'] === sourceId;

/**
 * `vanthu source retry`: after an outage of its receiver, everything that was not delivered goes
 * out again. A document that failed in another way too is left to `vanthu retry`: taking up its
 * deliveries would close the clerk's only note of it.
 */
export const retryDeliveries = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  by: string,
): Promise<CommandResult> =>
  asOperator(context, by, async ({ registry, tables }) => {
    const source = await findSource(registry, sourceId);
    const isOurs = isDeliveryTo(sourceId);
    const left: DocumentId[] = [];
    let reopened = 0;
    for await (const documentId of documentsOf(tables)) {
      const works = await tables.reader.works(documentId);
      const failed = works.filter(({ status }) => status === 'failed');
      if (failed.length > 0 && !failed.some(isOurs)) continue;
      if (!failed.every(isOurs)) {
        left.push(documentId);
        continue;
      }
      // With nothing failed any more, a run before this one ended just before it closed the note.
      reopened += (await tables.works.reopenFailed(documentId, context.now())).length;
      context.progress(messages.retried(reopened));
    }
    context.progress('');
    await registry.save(
      { action: 'source.deliveries-retried', by, at: context.now(), reason: String(reopened) },
      source,
      source,
    );
    return {
      lines: [
        messages.retried(reopened),
        ...(left.length === 0 ? [] : [messages.left(left.join(', '))]),
      ],
      data: { source: sourceId, reopened, left },
    };
  });
