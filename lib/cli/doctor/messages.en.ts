import type { FindingTexts } from '../../operations/finding.ts';

const texts: FindingTexts = {
  QUEUES_FINE: { title: 'queues without dead messages: {count}' },
  QUEUE_DEAD: {
    title: '{queue}: dead messages: {count}',
    act: 'look into the log of the function, mend the cause, then vanthu dlq redrive {queue}',
  },
  QUEUE_BUSY: { title: '{queue}: messages that wait: {count}' },
  WORK_ON_TIME: { title: 'no work is late' },
  WORK_LATE: {
    title: '{effect}: work is late by {minutes} minutes',
    act: 'vanthu dlq list; look into the logs of {effect} and of sweep',
  },
  WORK_WAITS: { title: '{effect}: the oldest due work has waited for {minutes} min' },
  NO_PAUSE: { title: 'no effect is paused' },
  EFFECT_PAUSED: {
    title: '{effect} is paused by {by} since {at}',
    act: 'when done: vanthu resume {effect} --as PERSON',
  },
  NO_FAILURE: { title: 'no document waits because of a failure' },
  DOCUMENTS_FAILED: {
    title: 'documents that failed and wait for the clerk: {count}: {ids}',
    act: 'vanthu status ID; mend the cause, then vanthu retry ID',
  },
  NOTHING_OVERDUE: { title: 'no task is past its deadline' },
  TASKS_OVERDUE: { title: 'tasks past their deadline: {count}', act: "see the clerk's lists" },
  NO_BOOK: { title: 'no number has been given yet' },
  BOOK_FINE: { title: 'book {book}: numbers without a gap: {count}' },
  NUMBERS_MISSING: {
    title: 'book {book}: numbers missing: {numbers}',
    act: 'close the doors, then vanthu recover --as PERSON --reason TEXT --dry-run',
  },
  NUMBER_DOUBLE: {
    title: 'book {book}: one document holds the numbers {numbers}',
    act: 'vanthu history {document}; void the one too many',
  },
  COUNTER_BEHIND: {
    title: 'book {book}: the counter says {last}, the highest number is {highest}',
    act: 'vanthu pause screen and sign, then vanthu recover --dry-run',
  },
  COUNTER_AHEAD: {
    title: 'book {book}: the counter says {last}, the highest number is {highest}',
    act: 'close the doors, then vanthu recover --dry-run',
  },
  DATES_BACK: {
    title: 'book {book}: the date runs back at number {number}',
    act: 'compare the documents beside number {number}; put an explanation into the book',
  },
  EVIDENCE_AHEAD: {
    title: 'book {book}: the counter says {last}, but there is evidence of number {highest}',
    act: 'the tables are an older copy: vanthu pause screen and sign, then vanthu recover',
  },
  BOOKS_NOT_SEEN: {
    title: 'books that were not looked at: {books}',
    act: 'vanthu doctor --thorough',
  },
  NO_SIGNER: { title: 'no signer is registered' },
  CERTIFICATE_FINE: { title: 'certificate of {signer} until {date}' },
  CERTIFICATE_ENDS: {
    title: 'certificate of {signer} ends on {date}, in {days} days',
    act: 'ask for a new one and enter it (docs/runbooks/certificates.md)',
  },
  CERTIFICATE_ENDED: {
    title: 'certificate of {signer} ended on {date}',
    act: 'vanthu pause sign; enter the new one (docs/runbooks/certificates.md)',
  },
  CERTIFICATE_UNREADABLE: {
    title: 'certificate of {signer} cannot be read',
    act: 'enter it again (docs/runbooks/certificates.md)',
  },
  PROTECTED: { title: '{count} tables and buckets are protected' },
  UNPROTECTED: {
    title: '{resource}: no {missing}',
    act: 'turn it on again (docs/runbooks/restore.md)',
  },
  CLOCK_FINE: { title: 'clock of {what}: {seconds} s off' },
  CLOCK_DIFFERS: {
    title: 'clock of {what}: {seconds} s off',
    act: 'set the clock; requests more than 300 s off are refused',
  },
  DISK_FREE: { title: '{free} free on disk' },
  DISK_LOW: {
    title: 'only {free} free on disk',
    act: 'make room, or move the folder of the office',
  },
  FOLDER_SIZE: { title: 'the folder of the office holds {size}' },
  NOT_READABLE: {
    title: 'could not be looked at: {what} ({reason})',
    act: 'grant the operator the right to read it, or look in AWS',
  },
};

/** What `vanthu doctor` says. */
export const en = {
  help: {
    doctor: 'look for what is wrong, and say what to do; exit code 1 if something is',
    thorough: 'scan the whole register for books of every year',
  },
  texts,
  levels: { ok: 'ok', warning: 'look', fault: 'WRONG' },
  clocks: { office: 'the office', store: 'the store' },
  fine: 'Nothing is wrong.',
  looks: (count: number) => `Nothing is wrong; ${count} to look at.`,
  wrong: (count: number) => `Wrong: ${count}.`,
};
export type DoctorMessages = typeof en;
