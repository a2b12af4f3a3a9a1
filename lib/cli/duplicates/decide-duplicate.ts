import type { DocumentState } from '../../register/document-state.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf } from '../describe-document.ts';
import { assertRole, sendDeskEvent } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import { fillSentence } from '../messages.ts';
import { findDocuments } from '../office/find-document.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { DuplicateMessages } from './messages.en.ts';

export interface DuplicateDecision {
  /** As the user named the document; the first one often answers to the same code. */
  readonly id: string;
  readonly decision: 'join' | 'keep';
  readonly personId: string;
  readonly reason: string;
}

type Undecided = DocumentState & {
  readonly core: { readonly duplicateOf: NonNullable<DocumentState['core']['duplicateOf']> };
};
const isUndecided = (state: DocumentState): state is Undecided =>
  ['waiting', 'noted'].includes(state.core.duplicateOf?.status ?? '');

const refuse = (
  messages: DuplicateMessages,
  code: keyof DuplicateMessages['errors'] & string,
  facts: Readonly<Record<string, string>>,
): CommandError =>
  new CommandError(code, { sentence: fillSentence(messages.errors[code] ?? code, facts) });

/** Of the documents that answer to a name, the one that waits for this decision. */
const findUndecided = async (
  tables: OfficeTables,
  messages: DuplicateMessages,
  id: string,
): Promise<Undecided> => {
  const found = await findDocuments(tables, id);
  if (found.length === 0) throw new CommandError('DOCUMENT_UNKNOWN', { facts: { id } });
  const [state, ...others] = found.filter(isUndecided);
  if (state === undefined) throw refuse(messages, 'NO_DUPLICATE', { id });
  if (others.length === 0) return state;
  const ids = [state, ...others].map(({ documentId }) => documentId).join(', ');
  throw refuse(messages, 'DUPLICATE_UNCLEAR', { id, ids });
};

/** `duplicate join|keep`: the clerk's word goes through the same door as every event. */
export const decideDuplicate = (
  context: CommandContext,
  messages: DuplicateMessages,
  { id, decision, personId, reason }: DuplicateDecision,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const state = await findUndecided(tables, messages, id);
    await assertRole(tables, personId, 'clerk');
    await sendDeskEvent(context, tables, 'duplicate.decided', {
      officeId: state.documentId,
      decision,
      actor: { personId, role: 'clerk' },
      reason,
    });
    const { documentId: firstId } = state.core.duplicateOf;
    const first = await tables.documents.load(firstId);
    const name = nameOf(state);
    return {
      lines: [
        decision === 'join'
          ? messages.joined(name, first === undefined ? firstId : nameOf(first))
          : messages.kept(name),
      ],
      data: { documentId: state.documentId, first: firstId, decision },
    };
  });
