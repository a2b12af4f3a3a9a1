import type { DocumentState } from '../../register/document-state.ts';
import type { WorkItem } from '../../register/work.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { CommandError } from '../errors.ts';
import { findDocument } from '../office/find-document.ts';

/** Effects whose refusal returned the document. */
const ENDED: ReadonlySet<string> = new Set(['screen', 'sign']);

/**
 * The sender of a returned document has been told; only an answer that did not arrive may still
 * go out.
 * @throws CommandError ALREADY_RETURNED
 */
export const assertRetryable = (
  { core, screening, signing }: Pick<DocumentState, 'core' | 'screening' | 'signing'>,
  works: readonly Pick<WorkItem, 'status' | 'effect'>[],
): void => {
  if (![core.status, screening.status, signing.status].includes('refused')) return;
  if (works.some(({ status, effect }) => status === 'failed' && !ENDED.has(effect))) return;
  throw new CommandError('ALREADY_RETURNED', {
    facts: { code: signing.code ?? screening.causes[0] ?? core.status },
  });
};

/**
 * `vanthu retry ID`: work of the document that had been given up is taken up again, with the next
 * sweep. For after an outage or a mended setting.
 * @throws CommandError ALREADY_RETURNED
 */
export const retryWork = (context: CommandContext, named: string): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const state = await findDocument(tables, named);
    const { documentId } = state;
    assertRetryable(state, await tables.reader.works(documentId));
    const failed = await tables.works.reopenFailed(documentId, context.now());
    return {
      lines: [context.messages.retried(failed.length)],
      data: { documentId, reopened: failed.map(({ effect, step }) => `${effect}.${step}`) },
    };
  });
