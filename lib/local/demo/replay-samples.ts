import { documentIdOf } from '../../kernel/ids.ts';
import { currentMainFile, type DocumentState } from '../../register/document-state.ts';
import { SAMPLE_PEOPLE } from '../samples/people.vi.ts';
import type { SampleDocument } from '../samples/sample-document.ts';
import type { SampleFile } from '../samples/sample-file.ts';
import { BUS_SOURCE, DESK, E_OFFICE } from './demo-sources.ts';
import type { SampleDoors } from './sample-doors.ts';
import {
  assignedEvent,
  type CloudEvent,
  doorOf,
  type EventMaker,
  openingEvent,
  reviewDecidedEvent,
  sealOrderedEvent,
  sourceOf,
  takenBackEvent,
} from './sample-events.ts';
import { endOfOpening, isPublicationSettled, isTakenDown } from './sample-progress.ts';
import type { StepResult, TimelineEntry } from './timeline-entry.ts';

export interface ReplayOptions extends EventMaker {
  readonly samples: readonly SampleDocument[];
  readonly files: ReadonlyMap<string, SampleFile>;
  /** Approval proofs of the drafts by sample. */
  readonly proofs: ReadonlyMap<string, string>;
  readonly doors: SampleDoors;
  /** Resolves once the document is as asked; the last state it was seen in when time is over. */
  readonly waitFor: (
    documentId: string,
    done: (state: DocumentState) => boolean,
  ) => Promise<DocumentState | undefined>;
  readonly load: (documentId: string) => Promise<DocumentState | undefined>;
  /** Has the bus turned this event away, and noted no more than its id? */
  readonly wasRefused: (source: string, eventId: string) => Promise<boolean>;
  /** Resolves when the office has nothing left to do. */
  readonly quiet: () => Promise<void>;
  /** Messages that have reached phones so far. */
  readonly countMessages: () => { readonly messages: number; readonly phones: number };
  readonly now: () => Date;
  readonly tell: (entry: TimelineEntry) => void;
  readonly advance: () => void;
}

export interface ReplayOutcome {
  /** Samples that the register knew before, and whose events were answered as they had been. */
  readonly known: readonly string[];
  /** Known ones whose content differs by now: the sample itself was changed. */
  readonly changed: readonly string[];
}

const nameOfPerson = (personId: string): string =>
  SAMPLE_PEOPLE.find(({ key }) => key === personId)?.name ?? personId;

/** The e-office assigns its own documents; what came by another way is assigned at the desk. */
const doorOfAssignment = (sample: SampleDocument): TimelineEntry['door'] =>
  sourceOf(sample) === E_OFFICE ? 'http' : 'desk';

const officeIdOf = (sample: SampleDocument): string => documentIdOf(sourceOf(sample), sample.key);

/** Of a secret or held document nothing is shown, not even its number. */
const shownOf = (sample: SampleDocument, state?: DocumentState): TimelineEntry['shown'] => {
  if (state?.core.facts === undefined) return undefined;
  const code = state.core.facts.documentCode ?? `…/${sample.notation}`;
  return { code, title: state.core.facts.abstract };
};

class Replay {
  private readonly options: ReplayOptions;
  private readonly known = new Set<string>();
  private readonly changed = new Set<string>();

  constructor(options: ReplayOptions) {
    this.options = options;
  }

  async run(): Promise<ReplayOutcome> {
    const { samples, quiet } = this.options;
    for (const sample of samples)
      if (await this.options.load(officeIdOf(sample))) this.known.add(sample.key);
    await this.uploadFiles();
    for (const sample of samples) await this.open(sample);
    for (const sample of samples.filter(({ assignedTo }) => assignedTo)) await this.assign(sample);
    for (const sample of samples.filter(({ entry }) => entry === 'approved'))
      await this.seal(sample);
    for (const sample of samples.filter(({ review }) => review !== 'none'))
      await this.review(sample);
    // A recall is told to those who were told of the document: their messages come first.
    await quiet();
    for (const sample of samples.filter(({ fate }) => fate === 'recalled' || fate === 'replaced'))
      await this.takeBack(sample);
    await quiet();
    this.tellMessages();
    return { known: [...this.known], changed: [...this.changed] };
  }

  private async uploadFiles(): Promise<void> {
    const { samples, files, doors, quiet } = this.options;
    await Promise.all(
      samples.map(async (sample) => {
        const file = files.get(sample.key);
        if (file) await doors.upload(sourceOf(sample), file, sample.secrecy);
        this.options.advance();
      }),
    );
    // The files are checked before their events come, or the events would wait for them.
    await quiet();
  }

  private async open(sample: SampleDocument): Promise<void> {
    const { files, proofs, doors } = this.options;
    const file = files.get(sample.key);
    if (!file) throw new Error(`no file of sample ${sample.key}`);
    if (sample.fate === 'assigned-first')
      await this.send(sample, assignedEvent(this.options, sample));
    const event = openingEvent(this.options, sample, file, proofs.get(sample.key));
    const door = doorOf(sample);
    const reply = await doors.send(door, event);
    if (reply?.code === 'EVENT_CHANGED') this.changed.add(sample.key);
    const state = await this.options.waitFor(
      officeIdOf(sample),
      (now) => endOfOpening(now) !== undefined,
    );
    const end = state && endOfOpening(state);
    const named = end?.kind === 'signed' ? { ...end, by: nameOfPerson(end.by) } : end;
    const result: StepResult = named ?? {
      kind: 'unexpected',
      what: reply?.code ?? state?.screening.status ?? 'nothing',
    };
    this.tell(sample, door, result, state);
    if (sample.fate === 'secret') await this.sendSecretByBus(sample, event);
    if (sample.fate === 'sent-twice') await this.sendAgain(sample, event, state);
    this.options.advance();
  }

  /** The rules of the bus let the id of a secret event through, and nothing else of it (R1). */
  private async sendSecretByBus(sample: SampleDocument, event: CloudEvent): Promise<void> {
    const again = { ...event, id: `${event.id}.bus`, source: BUS_SOURCE };
    await this.options.doors.send('bus', again);
    await this.options.quiet();
    const refused = await this.options.wasRefused(again.source, again.id);
    const result: StepResult = refused
      ? { kind: 'refused', code: 'SECRET_REFUSED' }
      : { kind: 'unexpected', what: 'not refused on the bus' };
    this.tell(sample, 'bus', result, undefined);
  }

  /** The same event once more: the same answer, and no second number. */
  private async sendAgain(
    sample: SampleDocument,
    event: CloudEvent,
    before: DocumentState | undefined,
  ): Promise<void> {
    const reply = await this.options.doors.send(doorOf(sample), event);
    await this.options.quiet();
    const after = await this.options.load(officeIdOf(sample));
    const same = reply?.status === 'accepted' && after?.numbering.n === before?.numbering.n;
    const result: StepResult = same
      ? { kind: 'repeated' }
      : { kind: 'unexpected', what: reply?.code ?? reply?.status ?? 'nothing' };
    this.tell(sample, doorOf(sample), result, after);
  }

  private async assign(sample: SampleDocument): Promise<void> {
    if (sample.fate !== 'assigned-first')
      await this.send(sample, assignedEvent(this.options, sample));
    const state = await this.options.waitFor(
      officeIdOf(sample),
      (now) => now.core.assignment !== undefined,
    );
    const to = state?.core.assignment?.leadId;
    const early = sample.fate === 'assigned-first';
    const door = early ? 'office' : doorOfAssignment(sample);
    if (to !== undefined)
      this.tell(sample, door, { kind: 'assigned', to: nameOfPerson(to) }, state);
    this.options.advance();
  }

  private async seal(sample: SampleDocument): Promise<void> {
    const officeId = officeIdOf(sample);
    const sha256 = (await this.options.load(officeId))?.signing.leaderSigned?.sha256;
    if (sha256 !== undefined)
      await this.send(sample, sealOrderedEvent(this.options, sample, { officeId, sha256 }));
    const state = await this.options.waitFor(
      officeId,
      ({ signing }) => signing.status === 'issued' || signing.status === 'refused',
    );
    const result: StepResult =
      state?.signing.status === 'issued'
        ? { kind: 'issued', code: state.numbering.code ?? '' }
        : { kind: 'unexpected', what: state?.signing.code ?? state?.signing.status ?? 'nothing' };
    this.tell(sample, 'desk', result, state);
    this.options.advance();
  }

  private async review(sample: SampleDocument): Promise<void> {
    const officeId = officeIdOf(sample);
    const before = await this.options.load(officeId);
    const sha256 = before && currentMainFile(before)?.sha256;
    if (sha256 !== undefined)
      await this.send(sample, reviewDecidedEvent(this.options, sample, { officeId, sha256 }));
    const state = await this.options.waitFor(officeId, isPublicationSettled);
    const status = state?.publication.status;
    const kind = status === 'published' ? 'published' : 'kept-back';
    const asDecided = (sample.review === 'publish') === (kind === 'published');
    const result: StepResult =
      state !== undefined && (asDecided || this.known.has(sample.key))
        ? { kind }
        : { kind: 'unexpected', what: status ?? 'nothing' };
    this.tell(sample, 'desk', result, state);
    this.options.advance();
  }

  private async takeBack(sample: SampleDocument): Promise<void> {
    await this.send(sample, takenBackEvent(this.options, sample, sample.replacedBy));
    const state = await this.options.waitFor(officeIdOf(sample), isTakenDown);
    const successor = this.options.samples.find(({ key }) => key === sample.replacedBy);
    const done: StepResult =
      successor === undefined
        ? { kind: 'recalled' }
        : { kind: 'replaced', by: successor.documentCode ?? successor.key };
    const result: StepResult =
      state !== undefined && isTakenDown(state)
        ? done
        : { kind: 'unexpected', what: state?.publication.status ?? 'nothing' };
    this.tell(sample, doorOf(sample), result, state);
    this.options.advance();
  }

  /** A later event of a sample; one that came too early is told as such. */
  private async send(sample: SampleDocument, event: CloudEvent): Promise<void> {
    const reply = await this.options.doors.send('http', event);
    const door = event.source === DESK ? 'desk' : 'http';
    if (reply?.status === 'parked') this.tell(sample, door, { kind: 'parked' }, undefined);
    else if (reply?.code !== undefined && reply.code !== 'EVENT_CHANGED')
      this.tell(sample, door, { kind: 'unexpected', what: reply.code }, undefined);
  }

  private tellMessages(): void {
    const { messages, phones } = this.options.countMessages();
    const at = this.options.now();
    this.options.tell({
      at,
      door: 'office',
      urgent: false,
      result: { kind: 'told', messages, phones },
    });
  }

  /** What an earlier start has told is not told again. */
  private tell(
    sample: SampleDocument,
    door: TimelineEntry['door'],
    result: StepResult,
    state: DocumentState | undefined,
  ): void {
    if (this.known.has(sample.key) && result.kind !== 'unexpected') return;
    const shown = shownOf(sample, state);
    const urgent = shown !== undefined && sample.urgency === 'hoa_toc';
    const at = this.options.now();
    this.options.tell({
      at,
      door,
      sample: sample.key,
      ...(shown === undefined ? {} : { shown }),
      urgent,
      result,
    });
  }
}

/**
 * Plays the samples as an e-office, two partners, the clerk and the officer would: one step after
 * another, each waited for. A later start sends the same events again, which changes nothing.
 */
export const replaySamples = (options: ReplayOptions): Promise<ReplayOutcome> =>
  new Replay(options).run();
