import { setTimeout as wait } from 'node:timers/promises';
import type { CopyForm } from '../../events/document-copied.ts';
import type { DocumentId } from '../../kernel/ids.ts';
import { copyIdOf, type DocumentCopy } from '../../register/copies.ts';
import { createLinksReader } from '../../register/links-reader.dynamo.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf } from '../describe-document.ts';
import { assertRole, sendDeskEvent } from '../desk-event.ts';
import { findDocument } from '../office/find-document.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { SheetMessages } from './messages.en.ts';

export interface GivenCopy {
  readonly id: string;
  readonly personId: string;
  readonly form: CopyForm;
  readonly count: number;
  readonly addressees: readonly string[];
  readonly signerId?: string;
}

/** The number is given in a step of its own, usually within a second. */
const LOOK_EACH_MS = 300;
const LOOKS = 50;

const numberedCopy = async (
  tables: OfficeTables,
  documentId: DocumentId,
  copyId: string,
): Promise<DocumentCopy | undefined> => {
  const reader = createLinksReader(tables.dynamo, tables.names);
  for (let look = 0; look < LOOKS; look += 1) {
    const copy = (await reader.copies(documentId)).find((found) => found.copyId === copyId);
    if (copy?.code !== undefined) return copy;
    await wait(LOOK_EACH_MS);
  }
  return undefined;
};

/** `document copy ID`: copies the agency made, and the number they got (Art. 25–27). */
export const copyDocument = (
  context: CommandContext,
  messages: SheetMessages,
  { id, personId, form, count, addressees, signerId }: GivenCopy,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const state = await findDocument(tables, id);
    await assertRole(tables, personId, 'clerk');
    const { parked, event } = await sendDeskEvent(context, tables, 'document.copied', {
      officeId: state.documentId,
      form,
      count,
      addressees,
      ...(signerId === undefined ? {} : { signerId }),
      actor: { personId, role: 'clerk' },
    });
    const copyId = copyIdOf(event);
    const copy = parked ? undefined : await numberedCopy(tables, state.documentId, copyId);
    const name = nameOf(state);
    return {
      lines: [
        copy?.code === undefined ? messages.copyWaits(name) : messages.copied(name, copy.code),
        ...(parked ? [messages.parked] : []),
      ],
      data: { documentId: state.documentId, copyId, parked, code: copy?.code, date: copy?.date },
    };
  });
