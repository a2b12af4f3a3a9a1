import type { EventName } from '../../events/catalogue.ts';
import type { DocumentState } from '../../register/document-state.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf } from '../describe-document.ts';
import { assertRole, sendDeskEvent } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import { findDocument } from '../office/find-document.ts';
import type { SheetMessages } from './messages.en.ts';

export type ActName = keyof SheetMessages['done'];

/** What the user said about one document. */
export interface GivenAct {
  readonly id: string;
  readonly personId: string;
  readonly reason: string;
  /** The other document, as the user named it. */
  readonly by?: string;
}

const events: Readonly<Record<ActName, EventName>> = {
  return: 'document.returned',
  correct: 'document.corrected',
  recall: 'document.recalled',
  replace: 'document.replaced',
  void: 'number.voided',
};

/** The member of the event that names the other document. */
const otherMember: Readonly<Partial<Record<ActName, string>>> = {
  correct: 'correctedBy',
  recall: 'recalledBy',
  replace: 'replacedBy',
};

/** Two clerks with the same document before them: the second is told. */
const assertNotDone = (act: ActName, state: DocumentState): void => {
  if (act === 'return' && state.core.status === 'returned')
    throw new CommandError('ALREADY_RETURNED', { facts: { document: nameOf(state) } });
};

/**
 * `document return|correct|recall|replace` and `number void`: an act of the clerk, sent from the
 * desk through the same door as every other event.
 */
export const actOnDocument = (
  context: CommandContext,
  messages: SheetMessages,
  act: ActName,
  { id, personId, reason, by }: GivenAct,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const state = await findDocument(tables, id);
    const other = by === undefined ? undefined : await findDocument(tables, by);
    await assertRole(tables, personId, 'clerk');
    assertNotDone(act, state);
    const member = otherMember[act];
    const { parked } = await sendDeskEvent(context, tables, events[act], {
      officeId: state.documentId,
      actor: { personId, role: 'clerk' },
      reason,
      ...(member === undefined || other === undefined ? {} : { [member]: other.documentId }),
    });
    const told = messages.done[act](nameOf(state), other === undefined ? '' : nameOf(other));
    return {
      lines: [told, ...(parked ? [messages.parked] : [])],
      data: {
        documentId: state.documentId,
        act,
        parked,
        ...(other === undefined ? {} : { by: other.documentId }),
      },
    };
  });
