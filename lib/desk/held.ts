import { isOpeningEvent, type OpeningEventName } from '../events/catalogue.ts';
import { type EventOf, parseEventText } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import type { DocumentId } from '../kernel/ids.ts';
import type { DocumentFiles, UploadStore } from '../register/uploads.ts';
import { fileEnvelope } from '../secrecy/held-envelope.ts';
import { type DeskFile, MAX_ANSWER_BYTES } from './call.ts';
import type { DeskPerson, HeldDocument } from './contract.ts';
import { type DecideDeps, decidedAlready } from './decide.ts';
import { knownDocumentId } from './document-id.ts';
import type { ReadingLog } from './reading-log.ts';

export interface HeldDeps extends DecideDeps {
  readonly readings: ReadingLog;
  readonly uploads: Pick<UploadStore, 'find'>;
  readonly files: Pick<DocumentFiles, 'read'>;
}

type OpeningEvent = EventOf<OpeningEventName>;

interface HeldContent {
  readonly documentId: DocumentId;
  readonly source: string;
  readonly causes: readonly string[];
  readonly event: OpeningEvent;
}

/** @throws OfficeError DOCUMENT_UNKNOWN, ENVELOPE_GONE, and why it is not held any more */
const openHeld = async (deps: HeldDeps, id: string): Promise<HeldContent> => {
  const documentId = knownDocumentId(id);
  const state = await deps.store.load(documentId);
  if (state === undefined) throw new OfficeError('DOCUMENT_UNKNOWN', 'there is no such document');
  const { envelope, status, causes } = state.screening;
  if (state.core.status !== 'held' || status !== 'held' || envelope === undefined)
    throw await decidedAlready(deps, documentId, 'secrecy.decided');
  const event = parseEventText(new TextDecoder().decode(await deps.envelopes.open(envelope)));
  if (!isOpeningEvent(event.name)) throw new Error('an envelope holds an event of another kind');
  return { documentId, source: state.source, causes, event: event as OpeningEvent };
};

/** Written before anything is shown: nobody sees what no line of the history tells of (R8). */
const recordReading = (
  deps: HeldDeps,
  documentId: DocumentId,
  person: DeskPerson,
  reading: { readonly action: 'held.opened' | 'held.file-opened'; readonly reason?: string },
): Promise<void> =>
  deps.readings.append(documentId, {
    ...reading,
    by: person.personId,
    at: deps.now().toISOString(),
  });

/** What the clerk sees of a held document in order to declare its grade. Nobody else sees it. */
export const readHeld = async (
  deps: HeldDeps,
  person: DeskPerson,
  id: string,
): Promise<HeldDocument> => {
  const { documentId, source, causes, event } = await openHeld(deps, id);
  await recordReading(deps, documentId, person, { action: 'held.opened' });
  const { files, recipients: _, secrecy, ...facts } = event.data;
  const sender = await deps.sources.find(source);
  return {
    documentId,
    source: sender.title,
    causes: [...causes],
    ...(secrecy === undefined ? {} : { declared: secrecy }),
    facts,
    files: files.map(({ sha256, name, size, mediaType }) => ({ sha256, name, size, mediaType })),
  };
};

const PDF = 'application/pdf';
const PDF_HEADER = new TextEncoder().encode('%PDF-');

/**
 * What a browser may take the bytes for. Whoever sent them named their type, and what has not been
 * let in was never looked at: a page or a picture would run in the desk's own origin.
 */
const shownAs = (bytes: Uint8Array): string =>
  PDF_HEADER.every((byte, at) => bytes[at] === byte) ? PDF : 'application/octet-stream';

const assertFits = (size: number): void => {
  if (size > MAX_ANSWER_BYTES)
    throw new OfficeError('FILE_TOO_LARGE_TO_SHOW', 'the file is too large for an answer');
};

/**
 * One file of a held document, out of its envelope. The history names it by its place in the list,
 * such as `2/3`: no hash of what is held is kept (R1).
 * @throws OfficeError FILE_UNKNOWN, FILE_TOO_LARGE_TO_SHOW, FILE_HASH_DIFFERS and those of openHeld
 */
export const readHeldFile = async (
  deps: HeldDeps,
  person: DeskPerson,
  id: string,
  sha256: string,
): Promise<DeskFile> => {
  const { documentId, source, event } = await openHeld(deps, id);
  const { files } = event.data;
  const at = files.findIndex((named) => named.sha256 === sha256);
  const file = files[at];
  const upload = (await deps.uploads.find([sha256])).get(sha256);
  // A file that another source sent is another document's; this clerk's reading does not cover it.
  if (file === undefined || upload === undefined || upload.source !== source)
    throw new OfficeError('FILE_UNKNOWN', 'the document has no such file here');
  assertFits(upload.size);
  if (upload.status !== 'held' && upload.status !== 'admitted')
    throw new OfficeError('FILE_UNKNOWN', 'the file has not come or is not kept');
  await recordReading(deps, documentId, person, {
    action: 'held.file-opened',
    reason: `${at + 1}/${files.length}`,
  });
  const bytes =
    upload.status === 'held'
      ? await deps.envelopes.open(fileEnvelope(sha256))
      : await deps.files.read(sha256);
  // The size was only declared by the sender: the bytes count.
  assertFits(bytes.length);
  if (bytes.length !== upload.size)
    throw new OfficeError('FILE_HASH_DIFFERS', 'the kept bytes are not those that were announced');
  return { bytes, mediaType: shownAs(bytes), name: file.name };
};
