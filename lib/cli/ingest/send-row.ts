import { DESK_SOURCE } from '../../desk/desk-source.ts';
import { typeOf } from '../../events/catalogue.ts';
import type { MappedRow } from '../../intake/map-row.ts';
import { OfficeError } from '../../kernel/errors.ts';
import { hasSecrecyWord } from '../../secrecy/screening.ts';
import { CommandError } from '../errors.ts';
import type { DoorReply, EventDoor } from '../office/event-door.ts';
import { type FoundFile, findFile, textFile } from './find-file.ts';
import type { Gate } from './gate.ts';
import type { Journal } from './journal.ts';
import { putFile } from './put-file.ts';
import { type EventSettings, eventOfRow, isUndeclared, type RowEvent } from './row-event.ts';

type DocumentRow = Extract<MappedRow, { kind: 'document' }>;

/** How one row ended. */
export type RowOutcome =
  | {
      readonly kind: 'done';
      /** known: the office has this document with other content, which stands. */
      readonly status: 'accepted' | 'held' | 'released' | 'known' | 'before' | 'checked';
      readonly files: number;
      readonly uploaded: number;
    }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly column?: string;
      /** The sentence the office itself answered with. */
      readonly sentence?: string;
    };

export interface RowSender {
  readonly settings: EventSettings;
  readonly gate: Gate;
  readonly door: EventDoor;
  /** The desk's door, for the clerk's act on documents of other sources and on held ones. */
  readonly desk?: EventDoor;
  readonly journal: Journal;
  /** Folder below which files are named; none when there are no files. */
  readonly folder?: string;
  /** Columns of the mapping that name files, for reports. */
  readonly columns: { readonly main?: string; readonly attachments?: string };
  /** Only look: nothing is sent. */
  readonly dryRun: boolean;
  readonly now: () => Date;
}

/** With these every row would fail alike: the run ends, and goes on once it is put right. */
const FATAL = new Set([
  'BAD_SIGNATURE',
  'UNKNOWN_SOURCE',
  'STALE_EVENT',
  'SOURCE_NOT_ALLOWED',
  'SOURCE_DISABLED',
]);

/** @throws CommandError when no other row could fare better */
export const failedReply = (reply: DoorReply): RowOutcome => {
  const { code = `HTTP_${reply.httpStatus}`, message } = reply;
  if (FATAL.has(code)) throw new CommandError(code, { sentence: message });
  return { kind: 'failed', code, ...(message === undefined ? {} : { sentence: message }) };
};

const failedBy = (error: unknown, column: string | undefined): RowOutcome => {
  if (!(error instanceof OfficeError)) throw error;
  return { kind: 'failed', code: error.code, ...(column === undefined ? {} : { column }) };
};

/** The files of a row; its text stands where no main file is named. */
const filesOf = async (
  sender: RowSender,
  row: DocumentRow,
): Promise<readonly FoundFile[] | RowOutcome> => {
  const { folder = '.', columns } = sender;
  const { main, attachments, text } = row.files;
  const found: FoundFile[] = [];
  let column: string | undefined;
  try {
    column = columns.main;
    if (main !== undefined) found.push(await findFile(folder, main, 'main'));
    else if (text !== undefined) found.push(textFile(row.documentId, text));
    column = columns.attachments;
    for (const name of attachments) found.push(await findFile(folder, name, 'attachment'));
  } catch (error) {
    return failedBy(error, column);
  }
  return found;
};

/** @returns whether bytes went over; a refusal as it was answered */
const upload = async (
  { gate, door }: RowSender,
  { ref, content }: FoundFile,
  secrecy: string | undefined,
): Promise<boolean | DoorReply> => {
  const { sha256, size, mediaType } = ref;
  const asked = { sha256, size, mediaType, ...(secrecy === undefined ? {} : { secrecy }) };
  let place: DoorReply = { httpStatus: 0 };
  const put = await gate.call(async () => {
    // Asked anew each time: an address is good for minutes only, a busy office may take longer.
    place = await door.requestUpload(asked);
    return place.url === undefined ? place : putFile(place, content);
  });
  if (put.httpStatus >= 300) return put;
  return place.url !== undefined;
};

/** @returns how many were not here yet; a refusal as it was answered */
export const uploadAll = async (
  sender: RowSender,
  files: readonly FoundFile[],
  event: Pick<RowEvent, 'data'>,
): Promise<number | DoorReply> => {
  const secrecy = event.data['secrecy'];
  let sent = 0;
  for (const file of files) {
    const went = await upload(sender, file, typeof secrecy === 'string' ? secrecy : undefined);
    if (typeof went !== 'boolean') return went;
    if (went) sent += 1;
  }
  return sent;
};

const hasWord = (value: unknown): boolean =>
  (typeof value === 'string' && hasSecrecyWord(value)) ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasWord));

/** A declaration for many speaks of what carries no mark; a word such as "mật" is looked at alone. */
const mayRelease = ({ settings, desk }: RowSender, row: DocumentRow, event: RowEvent): boolean =>
  settings.declaration !== undefined &&
  desk !== undefined &&
  isUndeclared(row) &&
  !hasWord({ ...row.data, files: event.data['files'] });

/** The clerk's act on one document that is held (R1). @returns whether it let the document go */
const release = async (sender: RowSender, event: RowEvent, officeId: string): Promise<boolean> => {
  const { gate, desk, settings, now } = sender;
  const { personId = '', reason = '' } = settings.declaration ?? {};
  const decided = {
    specversion: '1.0',
    id: `${event.id}.release`,
    source: DESK_SOURCE,
    type: typeOf('secrecy.decided'),
    time: now().toISOString(),
    data: { officeId, decision: 'release', actor: { personId, role: 'clerk' }, reason },
  };
  const reply = await gate.call(async () => desk?.sendEvent(decided) ?? { httpStatus: 0 });
  // The same act of an earlier run, whose time differs: it counts already.
  return reply.status === 'accepted' || reply.code === 'EVENT_CHANGED';
};

/**
 * An earlier run may have sent the row without the declaration, which makes it another event: asked
 * for anew, that event tells whether what is held is this very row. Nothing else may be let go with
 * it, for nobody has looked at what another event brought (R1).
 */
const heldRow = async (
  sender: RowSender,
  row: DocumentRow,
  files: readonly FoundFile[],
): Promise<{ readonly event: RowEvent; readonly reply: DoorReply }> => {
  const { declaration: _, ...settings } = sender.settings;
  const event = eventOfRow(row, files, settings);
  return { event, reply: await sender.gate.call(() => sender.door.sendEvent(event)) };
};

const statusOf = async (
  sender: RowSender,
  row: DocumentRow,
  files: readonly FoundFile[],
  sent: { readonly event: RowEvent; readonly reply: DoorReply },
): Promise<'accepted' | 'held' | 'released' | 'known' | undefined> => {
  const isKnown = sent.reply.code === 'ALREADY_KNOWN';
  if (sent.reply.status !== 'held' && !isKnown)
    return sent.reply.httpStatus < 300 && sent.reply.code === undefined ? 'accepted' : undefined;
  if (mayRelease(sender, row, sent.event)) {
    const wasDeclared = isKnown && 'gradeDeclaration' in sent.event.data;
    const { event, reply } = wasDeclared ? await heldRow(sender, row, files) : sent;
    const { status, documentId } = reply;
    if (status === 'held' && documentId !== undefined && (await release(sender, event, documentId)))
      return 'released';
  }
  return isKnown ? 'known' : 'held';
};

/** Under another source's name the event is the same with and without the clerk's declaration. */
const keyOf = ({ settings }: RowSender, row: DocumentRow, event: RowEvent): string =>
  settings.declaration !== undefined && !settings.declaresInEvent && isUndeclared(row)
    ? `${event.id}.release`
    : event.id;

/**
 * One row through the public doors: its files first, then its event. Safe to repeat at any point.
 * @throws CommandError OFFICE_UNREACHABLE
 */
export const sendRow = async (sender: RowSender, row: DocumentRow): Promise<RowOutcome> => {
  const files = await filesOf(sender, row);
  if ('kind' in files) return files;
  const event = eventOfRow(row, files, sender.settings);
  const done = (status: Extract<RowOutcome, { kind: 'done' }>['status'], uploaded = 0) =>
    ({ kind: 'done', status, files: files.length, uploaded }) as const;
  if (sender.dryRun) return done('checked');
  const key = keyOf(sender, row, event);
  if (sender.journal.has(key)) return done('before');
  const uploaded = await uploadAll(sender, files, event).catch((error: unknown) =>
    failedBy(error, sender.columns.main),
  );
  if (typeof uploaded === 'object' && 'kind' in uploaded) return uploaded;
  if (typeof uploaded !== 'number') return failedReply(uploaded);
  const reply = await sender.gate.call(() => sender.door.sendEvent(event));
  const status = await statusOf(sender, row, files, { event, reply });
  if (status === undefined) return failedReply(reply);
  sender.journal.add({ key, status });
  return done(status, uploaded);
};
