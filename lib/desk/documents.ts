import { OfficeError } from '../kernel/errors.ts';
import type { DocumentId } from '../kernel/ids.ts';
import { currentMainFile, type DocumentState } from '../register/document-state.ts';
import type { HistoryLine } from '../register/history.ts';
import type { Link } from '../register/links.ts';
import type { UploadStore } from '../register/uploads.ts';
import type { DeskDocument } from './contract.ts';
import type { DecideDeps } from './decide.ts';
import { knownDocumentId } from './document-id.ts';
import type { FileAddresses } from './file-address.ts';

export interface DocumentDeps extends DecideDeps {
  readonly uploads: Pick<UploadStore, 'find'>;
  readonly addresses: FileAddresses;
  readonly links: DocumentLinks;
}

/** The links of a document, both ways. */
interface DocumentLinks {
  links(documentId: string): Promise<readonly Link[]>;
}

/** One reading of states takes a hundred; no document has nearly so many links. */
const MAX_LINKS = 100;

type ShownFile = DeskDocument['files'][number];

/** Neither held nor secret: only of such a document are facts shown. */
const isOpen = ({ core }: DocumentState): boolean =>
  ['active', 'recalled', 'replaced', 'returned'].includes(core.status);

/** Its files have been found to be its own, and no secret ones. */
const isScreened = (state: DocumentState): boolean =>
  isOpen(state) && ['ordinary', 'warned'].includes(state.screening.status);

const loadDocument = async (deps: DecideDeps, id: string): Promise<DocumentState> => {
  const state = await deps.store.load(knownDocumentId(id));
  if (state === undefined) throw new OfficeError('DOCUMENT_UNKNOWN', 'there is no such document');
  return state;
};

/** Files that signing has made of the draft: PDF, each under the draft's name. */
const signedFiles = (state: DocumentState): ShownFile[] => {
  const { leaderSigned, sealed } = state.signing;
  const name = state.core.files.find(({ role }) => role === 'main')?.name ?? 'van-ban.pdf';
  return [
    { role: 'leader-signed', file: leaderSigned },
    { role: 'sealed', file: sealed },
  ].flatMap(({ role, file }) =>
    file === undefined ? [] : [{ ...file, name, mediaType: 'application/pdf', role }],
  );
};

/**
 * Files of the document that can be read: those whose upload was admitted, and those made here. A
 * hash that an event merely names opens nothing.
 */
const readableFiles = async (
  { uploads }: Pick<DocumentDeps, 'uploads'>,
  state: DocumentState,
): Promise<ShownFile[]> => {
  if (!isScreened(state)) return [];
  const { files } = state.core;
  const found =
    files.length === 0 ? new Map() : await uploads.find(files.map(({ sha256 }) => sha256));
  return [
    ...files.filter(({ sha256 }) => found.get(sha256)?.status === 'admitted'),
    ...signedFiles(state),
  ];
};

/** What an act is bound to: before the seal the bytes the leader signed, else what people read. */
const boundSha256 = (state: DocumentState): string | undefined =>
  state.signing.status === 'seal_waiting'
    ? state.signing.leaderSigned?.sha256
    : currentMainFile(state)?.sha256;

const assignmentOf = (
  { core }: DocumentState,
  nameOf: (id: string) => string,
): Pick<DeskDocument, 'assignment'> => {
  if (core.assignment === undefined) return {};
  const { leadId, cooperatingIds, dueOn, direction } = core.assignment;
  return {
    assignment: {
      leadName: nameOf(leadId),
      cooperatingNames: cooperatingIds.map(nameOf),
      ...(direction === undefined ? {} : { direction }),
      ...(dueOn === undefined ? {} : { dueOn }),
    },
  };
};

const PERSON = /^(assigned|presented):(.+)$/;

/** `assigned:` and `presented:` name a person by id. */
const withPerson = (state: string, nameOf: (id: string) => string): string =>
  state.replace(PERSON, (_, word: string, person: string) => `${word}:${nameOf(person)}`);

/** Why its files were refused; the causes of a secret document are another matter (R1). */
const refusalOf = (state: DocumentState): Pick<DeskDocument, 'refusal'> => {
  const [refusal] = state.screening.causes;
  return isOpen(state) && state.screening.status === 'refused' && refusal !== undefined
    ? { refusal }
    : {};
};

const historyOf = (
  lines: readonly HistoryLine[],
  nameOf: (id: string) => string,
): DeskDocument['history'] =>
  lines.map(({ at, by, action, from = '', to = '', reason }) => ({
    at,
    by: nameOf(by),
    action,
    from,
    to: withPerson(to, nameOf),
    ...(reason === undefined ? {} : { reason }),
  }));

const statesOf = (state: DocumentState): Record<string, string> => {
  const { core, screening, numbering, signing, review, publication, notices } = state;
  return Object.fromEntries(
    Object.entries({ core, screening, numbering, signing, review, publication, notices }).map(
      ([concern, { status }]) => [concern, status],
    ),
  );
};

/** Other documents it bears on; of one that is held or has not come the id alone is shown (R1). */
const linksOf = async (
  { links, reader }: Pick<DocumentDeps, 'links' | 'reader'>,
  { documentId, core }: DocumentState,
): Promise<DeskDocument['links']> => {
  const doubled = core.duplicateOf;
  const found = [
    ...(await links.links(documentId))
      // Said below, with how it stands.
      .filter(({ kind }) => kind !== 'duplicate-of')
      .map(({ kind, documentId: other }) => ({ kind, other })),
    ...(doubled === undefined
      ? []
      : [{ kind: `doubles-${doubled.status}`, other: doubled.documentId as DocumentId }]),
  ].slice(0, MAX_LINKS);
  const states = await reader.states(found.map(({ other }) => other));
  return found.map(({ kind, other }) => {
    const state = states.get(other);
    const code =
      state !== undefined && isOpen(state)
        ? (state.core.facts?.documentCode ?? state.numbering.code)
        : undefined;
    return { kind, documentId: other, ...(code === undefined ? {} : { code }) };
  });
};

/**
 * One document with its states, files, links and history. Of a held one nothing but its states is
 * shown here (R1).
 * @throws OfficeError DOCUMENT_UNKNOWN
 */
export const readDocument = async (deps: DocumentDeps, id: string): Promise<DeskDocument> => {
  const state = await loadDocument(deps, id);
  const { documentId, core, numbering } = state;
  const [history, openToDos, files, links] = await Promise.all([
    deps.reader.history(documentId),
    deps.reader.openToDos(documentId),
    readableFiles(deps, state),
    linksOf(deps, state),
  ]);
  const { assignment } = core;
  const people = [
    ...history.flatMap(({ by, to = '' }) => [by, ...(PERSON.exec(to)?.slice(2) ?? [])]),
    ...(assignment === undefined ? [] : [assignment.leadId, ...assignment.cooperatingIds]),
  ];
  const names = await deps.people.names(people);
  const nameOf = (person: string): string => names.get(person)?.name ?? person;
  const sha256 = boundSha256(state);
  return {
    documentId,
    states: statesOf(state),
    ...(core.direction === undefined ? {} : { direction: core.direction }),
    ...(numbering.code === undefined ? {} : { number: numbering.code }),
    ...refusalOf(state),
    facts: isOpen(state) ? { ...core.facts } : {},
    files,
    ...(isScreened(state) && sha256 !== undefined ? { currentSha256: sha256 } : {}),
    ...assignmentOf(state, nameOf),
    links,
    history: historyOf(history, nameOf),
    openToDos: [...openToDos],
  };
};

/**
 * Where to read one file of the document for five minutes.
 * @throws OfficeError DOCUMENT_UNKNOWN, FILE_UNKNOWN
 */
export const addressOfFile = async (
  deps: DocumentDeps,
  id: string,
  sha256: string,
): Promise<{ url: string }> => {
  const state = await loadDocument(deps, id as DocumentId);
  const file = (await readableFiles(deps, state)).find((one) => one.sha256 === sha256);
  if (file === undefined) throw new OfficeError('FILE_UNKNOWN', 'the document has no such file');
  return { url: await deps.addresses.readAddress(file) };
};
