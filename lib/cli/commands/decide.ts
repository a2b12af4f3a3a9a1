import type { DeskRole } from '../../desk/contract.ts';
import { currentMainFile, type DocumentState } from '../../register/document-state.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf } from '../describe-document.ts';
import { assertRole, sendDeskEvent } from '../desk-event.ts';
import { CommandError } from '../errors.ts';
import { findDocument } from '../office/find-document.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';

export interface Decision {
  /** As the user named the document. */
  readonly id: string;
  readonly personId: string;
  readonly reason: string;
}

type Told = keyof CommandContext['messages']['recorded'];

/** What all decisions share: the document, the person's role, the event, the answer. */
const decide = (
  context: CommandContext,
  { id, personId }: Pick<Decision, 'id' | 'personId'>,
  role: DeskRole,
  send: (
    tables: OfficeTables,
    state: DocumentState,
  ) => Promise<{ readonly told: Exclude<Told, 'parked'>; readonly parked: boolean }>,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const state = await findDocument(tables, id);
    await assertRole(tables, personId, role);
    const { told, parked } = await send(tables, state);
    const { recorded } = context.messages;
    return {
      lines: [recorded[told](nameOf(state)), ...(parked ? [recorded.parked] : [])],
      data: { documentId: state.documentId, decision: told, parked },
    };
  });

/** `review approve|reject`: on exactly the version that stands in the register now (R2). */
export const decideReview = (
  context: CommandContext,
  decision: 'approve' | 'reject',
  given: Decision,
): Promise<CommandResult> =>
  decide(context, given, 'officer', async (tables, state) => {
    const sha256 = currentMainFile(state)?.sha256;
    if (sha256 === undefined) throw new CommandError('NOTHING_TO_REVIEW');
    const { parked } = await sendDeskEvent(context, tables, 'review.decided', {
      officeId: state.documentId,
      sha256,
      decision,
      actor: { personId: given.personId, role: 'officer' },
      reason: given.reason,
    });
    return { told: decision, parked };
  });

/** `held release|refuse`: the clerk declares the grade (R1). */
export const decideSecrecy = (
  context: CommandContext,
  decision: 'release' | 'refuse',
  given: Decision,
): Promise<CommandResult> =>
  decide(context, given, 'clerk', async (tables, state) => {
    const { parked } = await sendDeskEvent(context, tables, 'secrecy.decided', {
      officeId: state.documentId,
      decision,
      actor: { personId: given.personId, role: 'clerk' },
      reason: given.reason,
    });
    return { told: decision, parked };
  });

/** `seal ID`: the clerk's act on exactly the bytes the leader signed (R3). */
export const orderSeal = (
  context: CommandContext,
  given: Pick<Decision, 'id' | 'personId'>,
): Promise<CommandResult> =>
  decide(context, given, 'clerk', async (tables, state) => {
    const sha256 = state.signing.leaderSigned?.sha256;
    if (sha256 === undefined) throw new CommandError('NOTHING_TO_SEAL');
    const { parked } = await sendDeskEvent(context, tables, 'seal.ordered', {
      officeId: state.documentId,
      sha256,
      actor: { personId: given.personId, role: 'clerk' },
    });
    return { told: 'seal', parked };
  });
