import { assertActorRoles } from '../../lib/desk/actor-roles.ts';
import type { DeskRoleStore } from '../../lib/desk/people.ts';
import { parseEventText } from '../../lib/events/envelope.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import type { HttpReply, HttpRequest } from '../../lib/platform/http.ts';
import { type AcceptDeps, acceptEvent } from '../../lib/register/accept-event.ts';
import type { EventAnswer } from '../../lib/register/commit.ts';
import {
  assertAllowed,
  type SecretOpener,
  type SourceDirectory,
} from '../../lib/register/source.ts';
import { authenticateSource } from '../../lib/register/source-signature.ts';

export interface ReceiveHttpDeps extends AcceptDeps {
  readonly sources: SourceDirectory;
  readonly secrets: SecretOpener;
  readonly roles: Pick<DeskRoleStore, 'rolesOf'>;
}

const replyOf = (answer: EventAnswer): HttpReply => {
  if (answer.code === undefined) return { status: 202, body: answer };
  const { status, text } = errorTextOf(answer.code, {});
  return { status, body: { ...answer, message: text } };
};

/** POST /events: one signed CloudEvent; 202 only after its transaction has committed (R5). */
export const createApp =
  (deps: ReceiveHttpDeps) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    const source = await authenticateSource(deps, request);
    const event = parseEventText(request.body);
    if (event.source !== source.sourceId)
      throw new OfficeError('SOURCE_NOT_ALLOWED', 'the event names another source', {
        facts: { type: event.name },
      });
    // Before any role is looked up: a source learns of roles only by events it may send.
    assertAllowed(source, event.name);
    await assertActorRoles(deps.roles, event);
    return replyOf(await acceptEvent(deps, source, event));
  };
