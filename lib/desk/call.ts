import type * as z from 'zod/mini';
import { OfficeError } from '../kernel/errors.ts';
import type { DeskPerson } from './contract.ts';
import type { DeskPermission } from './roles.ts';
import type { DeskRequest, DeskRoute } from './router.ts';

/** A file as an answer: streamed to the page, never kept. */
export interface DeskFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}
export type DeskAnswer = { readonly json: object } | { readonly file: DeskFile };

/** A function's answer holds 6 MB, and base64 makes four bytes of three. */
export const MAX_ANSWER_BYTES = 4_500_000;

/** One call of the desk: its route, and how a request to it is read. */
export interface DeskCall<Deps> extends DeskRoute {
  /** @throws OfficeError BAD_REQUEST, BAD_JSON */
  read(request: DeskRequest, parameters: Readonly<Record<string, string>>): ReadCall<Deps>;
}

/** A call with input that fits: what it needs, and what it does. */
interface ReadCall<Deps> {
  readonly permission: DeskPermission;
  run(deps: Deps, person: DeskPerson): Promise<DeskAnswer>;
}

interface Definition<Deps, Schema extends z.ZodMiniType, Result> {
  readonly input: Schema;
  readonly permission: (input: z.infer<Schema>) => DeskPermission;
  readonly run: (deps: Deps, person: DeskPerson, input: z.infer<Schema>) => Promise<Result>;
}

const bodyOf = (request: DeskRequest): unknown => {
  if (request.method === 'GET') return request.query;
  try {
    return request.body === '' ? {} : JSON.parse(request.body);
  } catch {
    // The parser's message quotes the input, which may be secret: it is not kept as a cause.
    throw new OfficeError('BAD_JSON', 'body is not JSON');
  }
};

/** Where input is wrong, as paths; never its values. */
const wrongPaths = (issues: readonly { readonly path: readonly PropertyKey[] }[]): string =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.') || '(body)'))]
    .slice(0, 8)
    .join(', ');

/** Input is the body (the query of a GET) together with the variables of the path. */
const define = <Deps, Schema extends z.ZodMiniType, Result>(
  route: string,
  { input, permission, run }: Definition<Deps, Schema, Result>,
  answer: (result: Result) => DeskAnswer,
): DeskCall<Deps> => {
  const [method = '', path = ''] = route.split(' ');
  return {
    method: method as DeskRoute['method'],
    path: `/desk/api/${path}`,
    read(request, parameters) {
      const body = bodyOf(request);
      const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
      const given = input.safeParse(isObject ? { ...body, ...parameters } : body);
      if (!given.success)
        throw new OfficeError('BAD_REQUEST', 'not what the call takes', {
          facts: { where: wrongPaths(given.error.issues) },
        });
      return {
        permission: permission(given.data),
        run: async (deps, person) => answer(await run(deps, person, given.data)),
      };
    },
  };
};

/** Makes calls for functions that have these dependencies. */
export const callsOf = <Deps>() => ({
  /** A call that answers with JSON. */
  json: <Schema extends z.ZodMiniType>(
    route: string,
    definition: Definition<Deps, Schema, object>,
  ): DeskCall<Deps> => define(route, definition, (json) => ({ json })),
  /** A call that answers with a file as it is. */
  file: <Schema extends z.ZodMiniType>(
    route: string,
    definition: Definition<Deps, Schema, DeskFile>,
  ): DeskCall<Deps> => define(route, definition, (file) => ({ file })),
});
