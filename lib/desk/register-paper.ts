import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';
import { type EventOf, eventText, parseEventText } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import { type DocumentId, documentIdOf } from '../kernel/ids.ts';
import { blankState, type DocumentState } from '../register/document-state.ts';
import { openState } from '../register/transitions/open-document.ts';
import { actEventId, deskEvent } from './acts.ts';
import type { DeskPerson, registerReply, registerRequest } from './contract.ts';
import { acceptFromDesk, type DecideDeps } from './decide.ts';
import { DESK_SOURCE } from './desk-source.ts';
import { roleFor } from './roles.ts';

type PaperDocument = z.infer<typeof registerRequest>;
type Registration = EventOf<'document.registered'>;

/** What the form of a registered document said, as the register keeps it. */
const enteredIn = ({ core, signing }: DocumentState) => ({
  direction: core.direction,
  facts: core.facts,
  files: core.files,
  recipients: core.recipients,
  historical: core.historical,
  seriesId: core.seriesId,
  codeSuffix: signing.codeSuffix,
});

/** What the form said, without who sent it. */
const formIn = (text: string): object => {
  const { actor: _, ...form } = (parseEventText(text) as Registration).data;
  return form;
};

/** Of a held document the envelope alone knows the form; no hash of it is kept (R1). */
const isSameHeld = async (
  deps: Pick<DecideDeps, 'envelopes'>,
  envelope: string,
  event: Registration,
): Promise<boolean> => {
  const held = new TextDecoder().decode(await deps.envelopes.open(envelope));
  return isDeepStrictEqual(formIn(held), formIn(eventText(event)));
};

const isSame = async (
  deps: DecideDeps,
  state: DocumentState,
  event: Registration,
): Promise<boolean> => {
  const { core, screening, documentId, source } = state;
  if (core.status === 'refused')
    throw new OfficeError('SECRET_REFUSED', 'a clerk has refused it, and nothing of it is kept');
  if (core.status === 'held' && screening.envelope !== undefined)
    return isSameHeld(deps, screening.envelope, event);
  const blank = blankState(documentId, source, 'active', deps.now());
  return isDeepStrictEqual(enteredIn(state), enteredIn(openState(event, blank, true)));
};

/**
 * A second press brings the same form; another form is another document, which needs another act.
 * To answer it with the first one's id would lose it.
 */
const assertSame = async (
  deps: DecideDeps,
  documentId: DocumentId,
  event: Registration,
): Promise<void> => {
  const look = async (): Promise<boolean> => {
    const state = await deps.store.load(documentId);
    if (state === undefined) throw new OfficeError('DOCUMENT_UNKNOWN', 'nothing was registered');
    return isSame(deps, state, event);
  };
  const same = await look().catch((error: unknown) => {
    // Somebody has decided between the two readings: now it is open, or refused.
    if (error instanceof OfficeError && error.code === 'ENVELOPE_GONE') return look();
    throw error;
  });
  if (!same) throw new OfficeError('EVENT_CHANGED', 'this act has entered another document');
};

/**
 * Enters a paper document by hand (Decree 30/2020, Art. 22.2); it joins the same sequence. A
 * repeated press of the same act is the same document.
 * @throws OfficeError SECRET_REFUSED, EVENT_CHANGED and others of the register
 */
export const registerPaper = async (
  deps: DecideDeps,
  person: DeskPerson,
  { actId, ...data }: PaperDocument,
): Promise<z.infer<typeof registerReply>> => {
  const role = roleFor('register', person.roles);
  if (role === undefined) throw new OfficeError('ROLE_NOT_ALLOWED', 'no role for this');
  const id = actEventId(person.personId, actId, 'register');
  const ownId = id.replace('desk-', 'paper-');
  const documentId: DocumentId = documentIdOf(DESK_SOURCE, ownId);
  const event = deskEvent(
    {
      id,
      name: 'document.registered',
      data: { ...data, documentId: ownId, actor: { personId: person.personId, role } },
    },
    deps.now(),
  ) as Registration;
  const answer = await acceptFromDesk(deps, documentId, event);
  if (answer.code !== undefined)
    throw new OfficeError(answer.code, 'the register returned the document');
  await assertSame(deps, documentId, event);
  return { documentId };
};
