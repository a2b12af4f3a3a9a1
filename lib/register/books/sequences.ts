import { foldText } from '../../kernel/vietnamese.ts';
import { type BookEntry, standsInBook } from './book.ts';
import { officialLetter } from './book-texts.vi.ts';
import { readGivenNumber } from './given-number.ts';
import { placeOf } from './place.ts';

/** One number of a sequence, as it was read. */
interface Numbered {
  readonly n: number;
  /** A letter right after the number: "15a" is no double of "15". */
  readonly letter: string;
  readonly date: string;
  /** As its keeper wrote it. */
  readonly written: string;
  readonly documentId: string;
}

/** What is wrong with one sequence of numbers (Decree 30/2020, Art. 15, 22: one after another). */
export interface SequenceReport {
  /** `den`, `di` …; of numbers kept elsewhere the source, with the type where each has its own. */
  readonly sequence: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Missing numbers between first and last, both ends included. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly doubles: readonly { readonly n: number; readonly documentIds: readonly string[] }[];
  /** Numbers whose date lies before that of a lower number. */
  readonly backwards: readonly {
    readonly n: number;
    readonly date: string;
    readonly after: string;
  }[];
}

/** How the numbers of one source were read, and what the other way of reading them would miss. */
export interface GroupingReport {
  readonly source: string;
  readonly by: 'source' | 'type';
  /** Gaps of the reading that was not taken; of types they stand one after another. */
  readonly otherGaps: SequenceReport['gaps'];
}

export interface BookReport {
  readonly sequences: readonly SequenceReport[];
  /** Of sources whose numbers can be read as one sequence or as one for each type. */
  readonly groupings: readonly GroupingReport[];
  /** Documents whose number cannot be read as one, or that have none. */
  readonly unreadable: readonly { readonly documentId: string; readonly written: string }[];
}

const gapsOf = (numbers: readonly number[]): SequenceReport['gaps'] =>
  numbers.slice(1).flatMap((n, at) => {
    const before = numbers[at] ?? n;
    return n - before > 1 ? [{ from: before + 1, to: n - 1 }] : [];
  });

const doublesOf = (members: readonly Numbered[]): SequenceReport['doubles'] => {
  const byNumber = new Map<string, Numbered[]>();
  for (const member of members) {
    const key = `${member.n}${member.letter}`;
    const same = byNumber.get(key) ?? [];
    same.push(member);
    byNumber.set(key, same);
  }
  return [...byNumber.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      n: same[0]?.n ?? 0,
      documentIds: same.map(({ documentId }) => documentId),
    }));
};

const backwardsOf = (members: readonly Numbered[]): SequenceReport['backwards'] => {
  let latest = '';
  return members.flatMap(({ n, date }) => {
    const after = latest;
    if (date >= latest) latest = date;
    return date < after ? [{ n, date, after }] : [];
  });
};

const reportOf = (sequence: string, unsorted: readonly Numbered[]): SequenceReport => {
  const members = unsorted.toSorted((a, b) => a.n - b.n || a.letter.localeCompare(b.letter));
  const numbers = [...new Set(members.map(({ n }) => n))];
  return {
    sequence,
    count: members.length,
    first: numbers[0] ?? 0,
    last: numbers.at(-1) ?? 0,
    gaps: gapsOf(numbers),
    doubles: doublesOf(members),
    backwards: backwardsOf(members),
  };
};

/** The letter of "15a" or "15 b/TB-VP"; a ký hiệu such as "QĐ-UBDT" is none. */
const letterOf = (rest: string): string =>
  /^([a-zđ])(?![\p{L}])/iu.exec(rest)?.[1]?.toLowerCase() ?? '';

interface Placed extends Numbered {
  readonly owner: string;
  /** tên loại, by which an agency may number each kind of document on its own: folded. */
  readonly type: string;
  /** … and as it was written. */
  readonly typeName: string;
}

const placedOf = (entry: BookEntry): Placed | undefined => {
  const { n, seriesId, date } = placeOf(entry);
  if (n === undefined) return undefined;
  const own = { n, letter: '', date, type: '', typeName: '' };
  if (entry.kind === 'void')
    return { ...own, owner: entry.seriesId, written: String(n), documentId: '' };
  if (entry.kind === 'copy')
    return {
      ...own,
      owner: seriesId ?? '',
      written: entry.copy.code ?? '',
      documentId: entry.copy.documentId,
    };
  const { state } = entry;
  const written = state.numbering.code ?? '';
  const known = { n, date, written, documentId: state.documentId };
  if (seriesId !== undefined) return { ...own, ...known, owner: seriesId };
  const rest = readGivenNumber(written)?.rest ?? '';
  const typeName = state.core.facts?.typeName ?? officialLetter;
  const type = foldText(typeName);
  return { ...known, letter: letterOf(rest), owner: state.source, type, typeName };
};

const grouped = (
  members: readonly Placed[],
  keyOf: (member: Placed) => string,
  nameOf: (first: Placed) => string,
) => {
  const groups = new Map<string, Placed[]>();
  for (const member of members) {
    const group = groups.get(keyOf(member)) ?? [];
    group.push(member);
    groups.set(keyOf(member), group);
  }
  return [...groups.values()].map((group) =>
    reportOf(group[0] === undefined ? '' : nameOf(group[0]), group),
  );
};

const faultsIn = (reports: readonly SequenceReport[]): number =>
  reports.reduce(
    (sum, { gaps, doubles }) =>
      sum + doubles.length + gaps.reduce((missing, { from, to }) => missing + to - from + 1, 0),
    0,
  );

const readOwner = (
  source: string,
  own: readonly Placed[],
): { readonly sequences: readonly SequenceReport[]; readonly grouping?: GroupingReport } => {
  const together = grouped(
    own,
    () => source,
    () => source,
  );
  const byType = grouped(
    own,
    ({ type }) => type,
    ({ typeName }) => `${source} · ${typeName}`,
  );
  if (byType.length < 2) return { sequences: together };
  const isByType = faultsIn(byType) < faultsIn(together);
  return {
    sequences: isByType ? byType : together,
    grouping: {
      source,
      by: isByType ? 'type' : 'source',
      otherGaps: (isByType ? together : byType).flatMap(({ gaps }) => gaps),
    },
  };
};

/**
 * Reads the sequences of a book: own series by their names, numbers kept elsewhere by their
 * source. Whether a source numbers each type of document on its own is not known here: of the two
 * readings the one with fewer faults is told, and what the other one misses is noted.
 */
export const reportSequences = (entries: readonly BookEntry[]): BookReport => {
  const placed = new Map(entries.map((entry) => [entry, placedOf(entry)]));
  const members = [...placed.values()].filter((member) => member !== undefined);
  const owners = [...new Set(members.map(({ owner }) => owner))].toSorted();
  const read = owners.map((owner) =>
    readOwner(
      owner,
      members.filter((member) => member.owner === owner),
    ),
  );
  const unreadable = entries.flatMap((entry) => {
    if (entry.kind !== 'document' || placed.get(entry) !== undefined) return [];
    if (!standsInBook(entry.state)) return [];
    const { documentId, numbering } = entry.state;
    return [{ documentId, written: numbering.code ?? '' }];
  });
  return {
    sequences: read.flatMap(({ sequences }) => sequences),
    groupings: read.flatMap(({ grouping }) => grouping ?? []),
    unreadable,
  };
};
