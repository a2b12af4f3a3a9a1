/** The parts of the office that are looked at. */
export const checkNames = [
  'queues',
  'work',
  'pauses',
  'failures',
  'deadlines',
  'numbers',
  'certificates',
  'protection',
  'clock',
  'disk',
] as const;
export type CheckName = (typeof checkNames)[number];

/** What can be found; each has a title and, where something is to be done, a command. */
export type FindingCode =
  | 'QUEUES_FINE'
  | 'QUEUE_DEAD'
  | 'QUEUE_BUSY'
  | 'WORK_ON_TIME'
  | 'WORK_LATE'
  | 'WORK_WAITS'
  | 'NO_PAUSE'
  | 'EFFECT_PAUSED'
  | 'NO_FAILURE'
  | 'DOCUMENTS_FAILED'
  | 'NOTHING_OVERDUE'
  | 'TASKS_OVERDUE'
  | 'NO_BOOK'
  | 'BOOK_FINE'
  | 'NUMBERS_MISSING'
  | 'NUMBER_DOUBLE'
  | 'COUNTER_BEHIND'
  | 'COUNTER_AHEAD'
  | 'DATES_BACK'
  | 'EVIDENCE_AHEAD'
  | 'BOOKS_NOT_SEEN'
  | 'NO_SIGNER'
  | 'CERTIFICATE_FINE'
  | 'CERTIFICATE_ENDS'
  | 'CERTIFICATE_ENDED'
  | 'CERTIFICATE_UNREADABLE'
  | 'PROTECTED'
  | 'UNPROTECTED'
  | 'CLOCK_DIFFERS'
  | 'CLOCK_FINE'
  | 'DISK_FREE'
  | 'DISK_LOW'
  | 'FOLDER_SIZE'
  | 'NOT_READABLE';

/** One thing that was looked at. It holds codes, names and counts, never content of a document. */
export interface Finding {
  readonly check: CheckName;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly code: FindingCode;
  /** They fill the sentences of the code. */
  readonly facts: Readonly<Record<string, string>>;
  /** The documents it is about. */
  readonly documentIds?: readonly string[];
}

export const finding =
  (check: CheckName) =>
  (
    level: Finding['level'],
    code: FindingCode,
    facts: Readonly<Record<string, string | number>> = {},
  ): Finding => ({
    check,
    level,
    code,
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
  });

/** What a code says: the state of things, and what is to be done. `{fact}` is filled in. */
export interface FindingText {
  readonly title: string;
  /** Command or act; absent where nothing is to be done. */
  readonly act?: string;
}
export type FindingTexts = Readonly<Record<FindingCode, FindingText>>;

export const fillFacts = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '…');
