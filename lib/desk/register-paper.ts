import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';
import { documentFacts } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import { type DocumentId, documentIdOf } from '../kernel/ids.ts';
import type { DocumentState } from '../register/document-state.ts';
import { actEventId, deskEvent } from './acts.ts';
import type { DeskPerson, registerReply, registerRequest } from './contract.ts';
import { acceptFromDesk, type DecideDeps } from './decide.ts';
import { DESK_SOURCE } from './desk-source.ts';
import { roleFor } from './roles.ts';

type PaperDocument = z.infer<typeof registerRequest>;

const factsIn = (data: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.keys(documentFacts)
      .map((key) => [key, data[key]])
      .filter(([, value]) => value !== undefined),
  );

/** A second press brings the same facts; other facts are another document, and need another act. */
const assertSame = (state: DocumentState | undefined, data: Omit<PaperDocument, 'actId'>): void => {
  const kept = state?.core.facts;
  if (kept !== undefined && !isDeepStrictEqual(factsIn(kept), factsIn(data)))
    throw new OfficeError('EVENT_CHANGED', 'this act has entered another document');
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
  );
  const answer = await acceptFromDesk(deps, documentId, event);
  if (answer.code !== undefined)
    throw new OfficeError(answer.code, 'the register returned the document');
  assertSame((await deps.reader.states([documentId])).get(documentId), data);
  return { documentId };
};
