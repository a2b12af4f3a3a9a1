import { readAccessToken, type TokenDeps } from '../../lib/desk/access-token.ts';
import { type DeskDeps, deskCalls } from '../../lib/desk/calls.ts';
import { isAllowed } from '../../lib/desk/roles.ts';
import { matchRoute } from '../../lib/desk/router.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import type { ApiReply, ApiRequest } from '../../lib/platform/http-api.ts';

export interface DeskAppDeps extends DeskDeps {
  readonly tokens: TokenDeps;
}

/**
 * The calls of the desk: who is it, what is asked, may this person, then the one use case. Roles
 * are read for each call, so that a withdrawn one counts at once.
 */
export const createApp =
  (deps: DeskAppDeps) =>
  async (request: ApiRequest): Promise<ApiReply> => {
    const personId = await readAccessToken(deps.tokens, request.headers['authorization']);
    const person = await deps.people.find(personId);
    if (person === undefined)
      throw new OfficeError('PERSON_UNKNOWN', 'the person is not in the directory');
    const matched = matchRoute(deskCalls, request);
    if (matched === undefined) throw new OfficeError('CALL_UNKNOWN', 'the desk has no such call');
    const { permission, run } = matched.route.read(request, matched.parameters);
    if (!isAllowed(permission, person.roles))
      throw new OfficeError('ROLE_NOT_ALLOWED', 'none of the roles may do this');
    const answer = await run(deps, person);
    if ('json' in answer) return { status: 200, body: answer.json };
    const { bytes, mediaType, name } = answer.file;
    return { status: 200, bytes, mediaType, fileName: name };
  };
