import { readAccessToken, type TokenDeps } from '../../lib/desk/access-token.ts';
import type { DeskCall } from '../../lib/desk/call.ts';
import type { DeskPeople } from '../../lib/desk/people.ts';
import { isAllowed } from '../../lib/desk/roles.ts';
import { matchRoute } from '../../lib/desk/router.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import type { ApiReply, ApiRequest } from '../../lib/platform/http-api.ts';

export interface DeskAppDeps {
  readonly tokens: TokenDeps;
  readonly people: DeskPeople;
}

/**
 * The app of every function of the desk: who is it, what is asked, may this person, then the one
 * use case. Roles are read for each call, so that a withdrawn one counts at once.
 */
export const createDeskApp =
  <Deps>(calls: readonly DeskCall<Deps>[], deps: Deps & DeskAppDeps) =>
  async (request: ApiRequest): Promise<ApiReply> => {
    const personId = await readAccessToken(deps.tokens, request.headers['authorization']);
    const person = await deps.people.find(personId);
    if (person === undefined)
      throw new OfficeError('PERSON_UNKNOWN', 'the person is not in the directory');
    const matched = matchRoute(calls, request);
    if (matched === undefined) throw new OfficeError('CALL_UNKNOWN', 'the desk has no such call');
    const { permission, run } = matched.route.read(request, matched.parameters);
    if (!isAllowed(permission, person.roles))
      throw new OfficeError('ROLE_NOT_ALLOWED', 'none of the roles may do this');
    const answer = await run(deps, person);
    if ('json' in answer) return { status: 200, body: answer.json };
    const { bytes, mediaType, name } = answer.file;
    return { status: 200, bytes, mediaType, fileName: name };
  };
