import type { LostDocument } from '../../operations/recovery/recover-office.ts';

/** What `vanthu recover` and `vanthu replay` say. */
export const en = {
  help: {
    recover:
      'after a restore to an older copy: counters, books and SMS made whole; effects stay paused',
    reason: 'why; it goes into the book and into the history',
    dryRun: 'only show what would be done',
    replay: 'send events again through the door; what the office has already is not done twice',
    from: 'a file with one CloudEvent a line, a folder of such files, or inbox',
  },
  errors: {
    DOORS_OPEN:
      'The doors at {where} still take events. Close them first (docs/runbooks/restore.md).',
    EFFECTS_BUSY:
      'Work is still under way: {queues}. All effects are paused; run this again in a few minutes.',
    RECOVERY_MET_WRITER:
      'Something else writes to the register. Find out what, stop it, and run this again.',
    NOTHING_TO_REPLAY: 'There is no event in {from}.',
    REPLAY_UNREADABLE: '{from} cannot be read.',
  } as Readonly<Record<string, string>>,
  pausing: 'pausing all effects, and waiting for work that is under way',
  looking: { books: 'books', notices: 'notices' },
  dry: 'Nothing was changed: this was a dry run.',
  bookWhole: 'Every book is whole: no number of which there is evidence is missing.',
  book: (book: string, from: number, to: number) => `book ${book}: counter ${from} → ${to}`,
  voided: (numbers: string) => `  void: ${numbers}`,
  reinstated: (numbers: string) => `  row put back: ${numbers}`,
  documents: {
    missing: 'Documents the office does not know any more; their source must send them again:',
    decided:
      'Documents that were held and were decided on since; their source must send them again:',
    unnumbered: 'Documents that are here and get a new number when their work goes on:',
  } as Readonly<Record<LostDocument['state'], string>>,
  document: (id: string, numbers: string, source: string | undefined) =>
    `  ${id}${numbers === '' ? '' : `  had ${numbers}`}${source === undefined ? '' : `  from ${source}`}`,
  dropped:
    'Events that waited for such a document and were let go; their sources must send them again:',
  droppedEvent: (source: string, eventId: string, documentId: string) =>
    `  ${source}  ${eventId}  of ${documentId}`,
  files: (count: number) => `Held files that must be uploaded again: ${count}.`,
  notices: (open: number, unknown: number) =>
    `SMS: ${open} open, of which ${unknown} had been handed over and are now unknown.`,
  resendAll:
    'Evidence knows numbers only: let every source send again all it sent since the instant of the copy.',
  next: 'All effects are paused. When doctor finds nothing wrong: vanthu resume EFFECT --as PERSON.',
  sent: (sent: number, failed: number) =>
    `Events sent: ${sent}, refused or not answered: ${failed}.`,
  sending: (at: number, of: number) => `${at} of ${of}`,
  replayHeads: { where: 'Where', id: 'Event', outcome: 'Outcome' },
};
export type RecoveryMessages = typeof en;
