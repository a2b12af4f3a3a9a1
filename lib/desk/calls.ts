import * as z from 'zod/mini';
import { sha256 } from '../events/common.ts';
import { books } from '../register/books/book.ts';
import { type BookDeps, readBookPage } from './book-pages.ts';
import { callsOf, type DeskCall } from './call.ts';
import { deskAct, deskLists, registerRequest } from './contract.ts';
import { performAct } from './decide.ts';
import { addressOfFile, type DocumentDeps, readDocument } from './documents.ts';
import { type HeldDeps, readHeld, readHeldFile } from './held.ts';
import { registerPaper } from './register-paper.ts';
import { listToDos, type ToDoDeps } from './to-dos.ts';

export interface DeskDeps extends HeldDeps, DocumentDeps, BookDeps, ToDoDeps {}

const call = callsOf<DeskDeps>();

export const idInPath = z.string().check(z.maxLength(40));
const cursor = z.optional(z.string().check(z.maxLength(1_000)));
/** `YYYY-MM` in Vietnam. */
export const monthText = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** The calls of clerk and officer below /desk/api. Who may do what stands in roles.ts. */
export const deskCalls: readonly DeskCall<DeskDeps>[] = [
  call.json('GET me', {
    input: z.object({}),
    permission: () => 'me',
    run: async (_, person) => person,
  }),
  call.json('GET to-dos/{list}', {
    input: z.object({ list: z.enum(deskLists), cursor }),
    permission: ({ list }) => `to-dos.${list}`,
    run: listToDos,
  }),
  call.json('GET held/{id}', {
    input: z.object({ id: idInPath }),
    permission: () => 'held.read',
    run: (deps, person, { id }) => readHeld(deps, person, id),
  }),
  call.file('GET held/{id}/files/{sha256}', {
    input: z.object({ id: idInPath, sha256 }),
    permission: () => 'held.file',
    run: (deps, person, input) => readHeldFile(deps, person, input.id, input.sha256),
  }),
  call.json('GET books/{book}', {
    input: z.object({ book: z.enum(books), month: z.optional(monthText), cursor }),
    permission: () => 'books.read',
    run: (deps, _, input) => readBookPage(deps, input),
  }),
  call.json('GET documents/{id}', {
    input: z.object({ id: idInPath }),
    permission: () => 'documents.read',
    run: (deps, _, { id }) => readDocument(deps, id),
  }),
  call.json('GET documents/{id}/files/{sha256}', {
    input: z.object({ id: idInPath, sha256 }),
    permission: () => 'documents.file',
    run: (deps, _, input) => addressOfFile(deps, input.id, input.sha256),
  }),
  call.json('POST register', {
    input: registerRequest,
    permission: () => 'register',
    run: registerPaper,
  }),
  call.json('POST acts', {
    input: deskAct,
    permission: ({ kind }) => `acts.${kind}`,
    run: performAct,
  }),
];
