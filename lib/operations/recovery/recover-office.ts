import type { NoticeRow } from '../../notices/notice-row.ts';
import { stepNotice } from '../../notices/outbox.ts';
import type { OutboxStore } from '../../notices/outbox-store.ts';
import { nextHandOver, type SmsEvidence } from '../../notices/sms-evidence.ts';
import type {
  NumberClaim,
  NumberEvidenceReader,
  SeriesYear,
} from '../../register/number-evidence.ts';
import { type Effect, effects } from '../../register/work.ts';
import { holderOf } from '../check-numbers.ts';
import type { SeriesBook } from '../readers.ts';
import { type BookRepair, type CopyName, type LostNumber, planBook } from './plan-numbers.ts';
import { type DroppedEvent, type EnvelopeLook, type HeldStore, settleHeld } from './settle-held.ts';

/** What recovery reads and writes in the restored tables. */
export interface RecoveryStore {
  pause(effect: Effect, by: string, at: Date): Promise<void>;
  /** Books that have a counter or a number; a scan, as this is the one time to look everywhere. */
  books(): Promise<readonly SeriesYear[]>;
  /** Consistent. */
  book(book: SeriesYear): Promise<SeriesBook>;
  /**
   * Writes a void row for each lost number, a line of history beside it, and raises the counter,
   * page by page and in order: after a crash in the middle the next run goes on.
   * @throws ConcurrencyError when the book has changed since it was read
   */
  repair(repair: BookRepair, act: RecoveryAct): Promise<void>;
  /** Those of these documents that the register knows, with the number each holds, if any. */
  documents(documentIds: readonly string[]): Promise<ReadonlyMap<string, HeldNumber>>;
  /** Those of these copies that the register knows. */
  copies(copies: readonly CopyName[]): Promise<readonly HeldCopy[]>;
  /** Who sent the document, where its history still says so. */
  sourceOf(documentId: string): Promise<string | undefined>;
  /** Notices that wait or are being sent. */
  openNotices(): AsyncIterable<NoticeRow>;
}

export interface HeldNumber {
  readonly seriesId?: string | undefined;
  readonly year?: number | undefined;
  readonly n?: number | undefined;
}

/** A copy of a document (sao y, trích sao, sao lục) with the number it holds, if any. */
export interface HeldCopy extends CopyName {
  readonly year?: number | undefined;
  readonly n?: number | undefined;
}

export interface RecoveryAct {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

export interface RecoveryDeps {
  readonly store: RecoveryStore;
  readonly numbers: NumberEvidenceReader;
  readonly outbox: Pick<OutboxStore, 'save'>;
  readonly sms: Pick<SmsEvidence, 'has'>;
  readonly held: HeldStore;
  readonly envelopes: EnvelopeLook;
  readonly now: () => Date;
  readonly progress: (what: 'books' | 'notices', count: number) => void;
}

export interface LostDocument {
  readonly documentId: string;
  /** The numbers it had: `12 di/2026`. */
  readonly numbers: readonly string[];
  /**
   * missing: its source must send it again. unnumbered: it is here and gets a new number.
   * decided: it was held and a clerk has decided since; its source must send it again.
   */
  readonly state: 'missing' | 'unnumbered' | 'decided';
  readonly source?: string;
}

export interface RecoveryReport {
  readonly books: readonly BookRepair[];
  readonly documents: readonly LostDocument[];
  readonly notices: { readonly open: number; readonly unknown: number };
  /** Events the office had accepted and had to let go: they must be sent again. */
  readonly dropped: readonly DroppedEvent[];
  /** Held files whose envelope is gone: they must be uploaded again. */
  readonly files: number;
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const everyBook = async ({ store, numbers }: RecoveryDeps): Promise<SeriesYear[]> => {
  const found = [...(await numbers.series()), ...(await store.books())];
  const named = new Map(found.map((book) => [`${book.seriesId}/${book.year}`, book]));
  return [...named.values()].toSorted((a, b) =>
    `${a.seriesId}/${a.year}`.localeCompare(`${b.seriesId}/${b.year}`),
  );
};

const idsOf = (books: readonly BookRepair[]): string[] => [
  ...new Set(books.flatMap(({ lost }) => lost.flatMap(({ documentIds }) => documentIds))),
];

const copiesOf = (books: readonly BookRepair[]): CopyName[] => {
  const named = books.flatMap(({ lost }) => lost.flatMap(({ copies = [] }) => copies));
  return [...new Map(named.map((copy) => [holderOf(copy), copy])).values()];
};

/**
 * A restored table may hold a document, or a copy made of one, with its number and lack the
 * number's row.
 */
const keepHeld = (
  book: BookRepair,
  documents: ReadonlyMap<string, HeldNumber>,
  copies: readonly HeldCopy[],
): BookRepair => ({
  ...book,
  lost: book.lost.map((lost): LostNumber => {
    const copy = copies.find(
      ({ documentId, copyId, year, n }) =>
        year === book.year &&
        n === lost.n &&
        lost.copies?.some((one) => one.documentId === documentId && one.copyId === copyId),
    );
    if (copy !== undefined) {
      const { documentId, copyId } = copy;
      return {
        ...lost,
        status: 'issued',
        documentIds: [documentId],
        copies: [{ documentId, copyId }],
      };
    }
    const holder = lost.documentIds.find((id) => {
      const held = documents.get(id);
      return held?.seriesId === book.seriesId && held.year === book.year && held.n === lost.n;
    });
    return holder === undefined ? lost : { ...lost, status: 'issued', documentIds: [holder] };
  }),
});

const planBooks = async (deps: RecoveryDeps): Promise<BookRepair[]> => {
  const repairs: BookRepair[] = [];
  for (const [at, name] of (await everyBook(deps)).entries()) {
    deps.progress('books', at + 1);
    // All claims: also a number below the counter may have lost its row.
    const claims: NumberClaim[] = await collect(deps.numbers.claimsAbove(name, 0));
    const repair = planBook(await deps.store.book(name), claims);
    if (repair !== undefined) repairs.push(repair);
  }
  const documents = await deps.store.documents(idsOf(repairs));
  const copies = await deps.store.copies(copiesOf(repairs));
  return repairs.map((repair) => keepHeld(repair, documents, copies));
};

const lostDocument = async (
  { store }: RecoveryDeps,
  documentId: string,
  numbers: readonly string[],
  state: LostDocument['state'],
): Promise<LostDocument> => {
  const source = await store.sourceOf(documentId);
  return { documentId, numbers, state, ...(source === undefined ? {} : { source }) };
};

const documentsOf = async (
  deps: RecoveryDeps,
  books: readonly BookRepair[],
  decided: readonly string[],
): Promise<LostDocument[]> => {
  const numbersOf = new Map<string, string[]>(decided.map((documentId) => [documentId, []]));
  const note = ({ seriesId, year }: BookRepair, { n, documentIds }: LostNumber): void => {
    for (const documentId of documentIds)
      numbersOf.set(documentId, [...(numbersOf.get(documentId) ?? []), `${n} ${seriesId}/${year}`]);
  };
  for (const book of books)
    for (const lost of book.lost) if (lost.status === 'void') note(book, lost);
  const known = await deps.store.documents([...numbersOf.keys()]);
  const stateOf = (documentId: string): LostDocument['state'] => {
    if (decided.includes(documentId)) return 'decided';
    return known.has(documentId) ? 'unnumbered' : 'missing';
  };
  return Promise.all(
    [...numbersOf].map(([documentId, numbers]) =>
      lostDocument(deps, documentId, numbers, stateOf(documentId)),
    ),
  );
};

/** Open notices that were handed over after the copy was made: their fate is unknown (R6). */
const settleNotices = async (
  deps: RecoveryDeps,
  dryRun: boolean,
): Promise<RecoveryReport['notices']> => {
  let open = 0;
  let unknown = 0;
  for await (const row of deps.store.openNotices()) {
    open += 1;
    deps.progress('notices', open);
    if (!(await deps.sms.has(nextHandOver(row)))) continue;
    unknown += 1;
    if (!dryRun)
      await deps.outbox.save(row, stepNotice(row, { kind: 'handed-over-before' }, deps.now()));
  }
  return { open, unknown };
};

/**
 * Makes the register fit to go on after its tables were put back to an older copy: no number is
 * given to a second document (R4) and no SMS is sent a second time (R6). Effects are paused first
 * and stay so. Running it again changes nothing more.
 * @throws ConcurrencyError when functions still write to the register
 */
export const recoverOffice = async (
  deps: RecoveryDeps,
  act: { readonly by: string; readonly reason: string; readonly dryRun: boolean },
): Promise<RecoveryReport> => {
  const done = { ...act, at: deps.now() };
  const books = await planBooks(deps);
  if (!act.dryRun) for (const repair of books) await deps.store.repair(repair, done);
  const { documentIds, dropped, files } = await settleHeld(deps, done);
  return {
    books,
    documents: await documentsOf(deps, books, documentIds),
    notices: await settleNotices(deps, act.dryRun),
    dropped,
    files,
  };
};

/** Every effect, so that nothing acts on the restored tables until they are made whole. */
export const pauseEverything = async (
  store: Pick<RecoveryStore, 'pause'>,
  by: string,
  at: Date,
): Promise<void> => {
  for (const effect of effects) await store.pause(effect, by, at);
};
