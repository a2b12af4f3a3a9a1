import * as z from 'zod/mini';
import { sha256 } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import { books } from '../register/books/book.ts';
import type { DeskAnswer } from './answers.ts';
import { type BookDeps, readBookPage } from './book-pages.ts';
import { type DeskPerson, deskAct, deskLists, registerRequest } from './contract.ts';
import { performAct } from './decide.ts';
import { addressOfFile, type DocumentDeps, readDocument } from './documents.ts';
import { type HeldDeps, readHeld, readHeldFile } from './held.ts';
import { registerPaper } from './register-paper.ts';
import type { DeskPermission } from './roles.ts';
import type { DeskRequest, DeskRoute } from './router.ts';
import { listToDos, type ToDoDeps } from './to-dos.ts';

export interface DeskDeps extends HeldDeps, DocumentDeps, BookDeps, ToDoDeps {}

/** One call of the desk. `permission` and `run` see input that fits the schema. */
export interface DeskCall extends DeskRoute {
  /** @throws OfficeError BAD_REQUEST */
  read(request: DeskRequest, parameters: Readonly<Record<string, string>>): ReadCall;
}

interface ReadCall {
  readonly permission: DeskPermission;
  run(deps: DeskDeps, person: DeskPerson): Promise<DeskAnswer>;
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

/** A call whose input is the body (the query of a GET) together with the variables of the path. */
const call = <Schema extends z.ZodMiniType>(
  route: string,
  definition: {
    readonly input: Schema;
    readonly permission: (input: z.infer<Schema>) => DeskPermission;
    readonly run: (
      deps: DeskDeps,
      person: DeskPerson,
      input: z.infer<Schema>,
    ) => Promise<DeskAnswer | object>;
  },
): DeskCall => {
  const [method = '', path = ''] = route.split(' ');
  return {
    method: method as DeskRoute['method'],
    path: `/desk/api/${path}`,
    read(request, parameters) {
      const body = bodyOf(request);
      const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
      const input = definition.input.safeParse(isObject ? { ...body, ...parameters } : body);
      if (!input.success)
        throw new OfficeError('BAD_REQUEST', 'not what the call takes', {
          facts: { where: wrongPaths(input.error.issues) },
        });
      return {
        permission: definition.permission(input.data),
        run: async (deps, person) => {
          const answer = await definition.run(deps, person, input.data);
          return 'file' in answer || 'json' in answer ? (answer as DeskAnswer) : { json: answer };
        },
      };
    },
  };
};

/** Where input is wrong, as paths; never its values. */
const wrongPaths = (issues: readonly { readonly path: readonly PropertyKey[] }[]): string =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.') || '(body)'))]
    .slice(0, 8)
    .join(', ');

const documentId = z.string().check(z.maxLength(40));
const cursor = z.optional(z.string().check(z.maxLength(1_000)));
/** In Vietnam. */
const month = z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)));

/** Every call of the desk below /desk/api. Who may do what stands in roles.ts. */
export const deskCalls: readonly DeskCall[] = [
  call('GET me', {
    input: z.object({}),
    permission: () => 'me',
    run: async (_, person) => person,
  }),
  call('GET to-dos/{list}', {
    input: z.object({ list: z.enum(deskLists), cursor }),
    permission: ({ list }) => `to-dos.${list}`,
    run: (deps, _, input) => listToDos(deps, input.list, input.cursor),
  }),
  call('GET held/{id}', {
    input: z.object({ id: documentId }),
    permission: () => 'held.read',
    run: (deps, person, { id }) => readHeld(deps, person, id),
  }),
  call('GET held/{id}/files/{sha256}', {
    input: z.object({ id: documentId, sha256 }),
    permission: () => 'held.file',
    run: async (deps, person, input) => ({
      file: await readHeldFile(deps, person, input.id, input.sha256),
    }),
  }),
  call('GET books/{book}', {
    input: z.object({ book: z.enum(books), month, cursor }),
    permission: () => 'books.read',
    run: (deps, _, input) => readBookPage(deps, input),
  }),
  call('GET documents/{id}', {
    input: z.object({ id: documentId }),
    permission: () => 'documents.read',
    run: (deps, _, { id }) => readDocument(deps, id),
  }),
  call('GET documents/{id}/files/{sha256}', {
    input: z.object({ id: documentId, sha256 }),
    permission: () => 'documents.file',
    run: (deps, _, input) => addressOfFile(deps, input.id, input.sha256),
  }),
  call('POST register', {
    input: registerRequest,
    permission: () => 'register',
    run: registerPaper,
  }),
  call('POST acts', {
    input: deskAct,
    permission: ({ kind }) => `acts.${kind}`,
    run: performAct,
  }),
];
