import { join } from 'node:path';
import type { Mapping } from '../../intake/mapping.ts';
import { OfficeError } from '../../kernel/errors.ts';
import { isSecret, readGrade } from '../../secrecy/grades.ts';
import type { BadRow } from './bad-rows.ts';
import { type FoundFile, findFile } from './find-file.ts';
import { failedReply, type RowOutcome, type RowSender, sendRow, uploadAll } from './send-row.ts';
import type { WatchedFolder } from './watched-folder.ts';
import {
  ageOf,
  type NamedFile,
  readRecord,
  type WatchedRecord,
  writtenAt,
} from './watched-record.ts';

/** What one look did with one record. */
export type Taken = 'waiting' | { readonly status: string } | { readonly wrong: BadRow };

/** Hears of a record that is through; says why when it was wrong. */
export type Tell = (name: string, taken: Exclude<Taken, 'waiting'>) => string | undefined;

const wrong = (code: string, more: Partial<BadRow> = {}): Taken => ({
  wrong: { row: 1, code, ...more },
});

const takenFrom = (outcome: RowOutcome): Taken =>
  outcome.kind === 'failed' ? wrong(outcome.code, outcome) : { status: outcome.status };

/** @throws OfficeError FILE_CHANGED when an event says other things of a file than its bytes do */
const asDeclared = ({ declared }: NamedFile, found: FoundFile): FoundFile => {
  const { sha256, size } = {
    sha256: declared?.sha256 || undefined,
    size: declared?.size ?? undefined,
  };
  const isOther =
    (sha256 !== undefined && String(sha256).toLowerCase() !== found.ref.sha256) ||
    (size !== undefined && size !== found.ref.size);
  if (isOther) throw new OfficeError('FILE_CHANGED', 'the file is not the one the event names');
  return found;
};

type EventRecord = Extract<WatchedRecord, { kind: 'event' }>;

/** Takes the records of a watched folder, one after another. */
export class RecordTaker {
  readonly counts = { taken: 0, wrong: 0, waiting: 0 };
  readonly #folder: WatchedFolder;
  readonly #sender: RowSender;
  readonly #mapping: Mapping | undefined;
  readonly #isOwn: (issuer: string) => boolean;
  readonly #waitMs: number;

  constructor(options: {
    readonly folder: WatchedFolder;
    readonly sender: RowSender;
    readonly mapping: Mapping | undefined;
    readonly isOwn: (issuer: string) => boolean;
    readonly waitMs: number;
  }) {
    this.#folder = options.folder;
    this.#sender = options.sender;
    this.#mapping = options.mapping;
    this.#isOwn = options.isOwn;
    this.#waitMs = options.waitMs;
  }

  /** One look; `tell` hears of every record that is through. */
  async look(stopped: () => boolean, tell: Tell): Promise<void> {
    this.counts.waiting = 0;
    for (const { to } of this.#folder.finishMoves())
      this.counts[to === 'xong' ? 'taken' : 'wrong'] += 1;
    for (const name of this.#folder.look()) {
      if (stopped()) return;
      if (this.#folder.isComplete(name)) await this.#settle(name, tell);
      else this.counts.waiting += 1;
    }
  }

  async #settle(name: string, tell: Tell): Promise<void> {
    const path = join(this.#folder.folder, name);
    const record = readRecord(path, this.#mapping, this.#isOwn);
    const taken = await this.#take(name, record);
    if (taken === 'waiting') {
      this.counts.waiting += 1;
      return;
    }
    this.counts['wrong' in taken ? 'wrong' : 'taken'] += 1;
    const files = record.kind === 'broken' ? [] : record.files;
    this.#folder.settle(
      name,
      files.map((file) => file.name),
      tell(name, taken),
    );
  }

  async #take(name: string, record: WatchedRecord): Promise<Taken> {
    if (record.kind === 'broken') return wrong('EVENT_BROKEN');
    if (record.kind === 'row' && record.row.kind === 'secret') return wrong('SECRET_REFUSED');
    const states = record.files.map((file) => this.#folder.stateOf(file.name));
    if (states.includes('growing')) return 'waiting';
    if (states.includes('missing'))
      return ageOf(this.#folder, name, this.#sender.now()) < this.#waitMs
        ? 'waiting'
        : wrong('FILE_MISSING', { column: 'files' });
    const sender = { ...this.#sender, folder: this.#folder.folder };
    if (record.kind === 'event') return this.#sendEvent(name, record, sender);
    if (record.row.kind === 'document') return takenFrom(await sendRow(sender, record.row));
    const [fault] = record.row.kind === 'faulty' ? record.row.faults : [];
    return wrong(fault?.code ?? 'EVENT_BROKEN', fault);
  }

  async #findFiles(files: EventRecord['files']): Promise<FoundFile[] | Taken> {
    const found: FoundFile[] = [];
    try {
      for (const file of files)
        found.push(asDeclared(file, await findFile(this.#folder.folder, file.name, file.role)));
      return found;
    } catch (error) {
      if (error instanceof OfficeError) return wrong(error.code, { column: 'data.files' });
      throw error;
    }
  }

  async #sendEvent(name: string, { event, files }: EventRecord, sender: RowSender): Promise<Taken> {
    const { source } = sender.settings;
    if (event['source'] !== undefined && event['source'] !== source)
      return wrong('EVENT_OTHER_SOURCE');
    const secrecy = event.data['secrecy'];
    if (typeof secrecy === 'string' && isSecret(readGrade(secrecy))) return wrong('SECRET_REFUSED');
    const found = await this.#findFiles(files);
    if (!Array.isArray(found)) return found;
    const full = {
      specversion: '1.0',
      time: writtenAt(this.#folder, name),
      ...event,
      source,
      data: { ...event.data, ...(found.length > 0 ? { files: found.map(({ ref }) => ref) } : {}) },
    };
    const uploaded = await uploadAll(sender, found, full).catch((error: unknown) => {
      if (error instanceof OfficeError) return wrong(error.code, { column: 'data.files' });
      throw error;
    });
    if (typeof uploaded === 'string') return uploaded;
    if (typeof uploaded === 'object' && !('httpStatus' in uploaded)) return uploaded;
    if (typeof uploaded !== 'number') return takenFrom(failedReply(uploaded));
    const reply = await sender.gate.call(() => sender.door.sendEvent(full));
    if (reply.code !== undefined || reply.httpStatus >= 300) return takenFrom(failedReply(reply));
    return { status: reply.status ?? 'accepted' };
  }
}
