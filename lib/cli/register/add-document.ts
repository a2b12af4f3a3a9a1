import { setTimeout as pause } from 'node:timers/promises';
import { DESK_SOURCE } from '../../desk/desk-source.ts';
import { documentIdOf } from '../../kernel/ids.ts';
import { vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import type { DocumentState } from '../../register/document-state.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { assertRole, sendDeskEvent } from '../desk-event.ts';
import { CommandError, exitCodes } from '../errors.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import type { RegisterMessages } from './messages.en.ts';
import { agencyNameOf } from './read-book.ts';

/** A paper document as the clerk gives it; keys are those of the event. */
export interface PaperDocument {
  readonly direction: 'incoming' | 'outgoing';
  readonly abstract: string;
  readonly issuer?: string;
  readonly seriesId?: string;
  readonly codeSuffix?: string;
  readonly [fact: string]: unknown;
}

const WAIT_MS = 15_000;
const LOOK_EACH_MS = 250;

/** Its number is given a moment after it was taken in. */
const awaitNumber = async (
  context: CommandContext,
  tables: Pick<OfficeTables, 'documents'>,
  documentId: DocumentState['documentId'],
): Promise<DocumentState | undefined> => {
  const until = context.now().getTime() + WAIT_MS;
  for (;;) {
    const state = await tables.documents.load(documentId);
    const isDecided =
      state !== undefined &&
      (state.core.status !== 'active' ||
        state.numbering.status !== 'none' ||
        state.screening.status === 'refused');
    if (isDecided || context.now().getTime() >= until) return state;
    await pause(LOOK_EACH_MS);
  }
};

/** @throws CommandError with the code for which it did not enter the book */
const assertEntered = (state: DocumentState | undefined): void => {
  if (state?.screening.status !== 'refused' || state.core.status !== 'active') return;
  const [code = 'OFFICE_ANSWERED'] = state.screening.causes;
  throw new CommandError(code, {
    facts: { id: state.documentId, series: state.core.seriesId ?? '' },
  });
};

const outcomeOf = (state: DocumentState | undefined, messages: RegisterMessages): string => {
  if (state?.core.status === 'held') return messages.held;
  const { code, date } = state?.numbering ?? {};
  return code === undefined
    ? messages.waiting
    : messages.entered(code, date === undefined ? '' : vietnamShortDate(date));
};

const assertComplete = ({ direction, issuer, seriesId, codeSuffix }: PaperDocument): void => {
  if (direction === 'outgoing') return;
  if (issuer === undefined) throw new CommandError('ISSUER_MISSING', { exitCode: exitCodes.usage });
  if (seriesId !== undefined || codeSuffix !== undefined)
    throw new CommandError('SUFFIX_NOT_INCOMING', { exitCode: exitCodes.usage });
};

/** `register add`: through the same door and into the same sequence as every document (Art. 22.2). */
export const addDocument = (
  context: CommandContext,
  messages: RegisterMessages,
  { paper, personId }: { readonly paper: PaperDocument; readonly personId: string },
): Promise<CommandResult> => {
  assertComplete(paper);
  return withTables(context, async (tables) => {
    await assertRole(tables, personId, 'clerk');
    const sourceDocumentId = `giay-${vietnamDate(context.now())}-${context.newId()}`;
    await sendDeskEvent(context, tables, 'document.registered', {
      issuer: agencyNameOf(context),
      ...paper,
      documentId: sourceDocumentId,
      actor: { personId, role: 'clerk' },
    });
    const documentId = documentIdOf(DESK_SOURCE, sourceDocumentId);
    const state = await awaitNumber(context, tables, documentId);
    assertEntered(state);
    const { code, date } = state?.numbering ?? {};
    return {
      lines: [outcomeOf(state, messages), messages.enteredId(documentId)],
      data: {
        documentId,
        status: state?.core.status ?? 'accepted',
        ...(code === undefined ? {} : { number: code }),
        ...(date === undefined ? {} : { date }),
      },
    };
  });
};
