import { sha256Of } from '../kernel/ids.ts';
import type { NumberTaken } from './commit.ts';

/** The register's key schema (DESIGN §4). Every key of the table is made here. */
export const stateKey = (documentId: string) => ({ pk: `DOC#${documentId}`, sk: 'STATE' });

export const workKey = (work: { documentId: string; effect: string; step: string }) => ({
  pk: `DOC#${work.documentId}`,
  sk: `WORK#${work.effect}#${work.step}`,
});

export const toDoKey = (documentId: string, kind: string) => ({
  pk: `DOC#${documentId}`,
  sk: `TODO#${kind}`,
});

export const openedKey = (documentId: string, personId: string) => ({
  pk: `DOC#${documentId}`,
  sk: `OPENED#${personId}`,
});

/** A row beside each of two linked documents. */
export const linkKey = (documentId: string, kind: string, other: string) => ({
  pk: `DOC#${documentId}`,
  sk: `LINK#${kind}#${other}`,
});

export const copyKey = (documentId: string, copyId: string) => ({
  pk: `DOC#${documentId}`,
  sk: `COPY#${copyId}`,
});

export const eventKeyOf = (source: string, eventId: string) => ({
  pk: `EVENT#${source}`,
  sk: eventId,
});

const PARKED = 'PARKED#';
export const parkedPartition = (documentId: string): string => `${PARKED}${documentId}`;
export const parkedKey = (documentId: string, source: string, eventId: string) => ({
  pk: parkedPartition(documentId),
  sk: `${source}#${eventId}`,
});

export const counterKey = (seriesId: string, year: number) => ({
  pk: `SERIES#${seriesId}#${year}`,
  sk: 'COUNTER',
});

export const numberKey = ({ seriesId, year, n }: Pick<NumberTaken, 'seriesId' | 'year' | 'n'>) => ({
  pk: `SERIES#${seriesId}#${year}`,
  sk: `N#${String(n).padStart(6, '0')}`,
});

/** Which document bears a code of the agency's own, whatever series its number comes from. */
export const ownCodeKey = (ownCode: string, year: number) => ({
  pk: `CODE#${year}#${ownCode}`,
  sk: 'TAKEN',
});

/** Lines sort by time, then by how far the document had come; the hash keeps two of one step apart. */
export const historyKey = (
  documentId: string,
  line: { readonly at: string; readonly revision: number; readonly cause: string },
) => ({
  pk: `DOC#${documentId}`,
  sk: `${line.at}#${String(line.revision).padStart(6, '0')}#${sha256Of(line.cause).slice(0, 12)}`,
});

/** Who stands first under an identity or a file (duplicates.ts makes the key). */
export const identityKey = (key: string) => ({ pk: `SAME#${key}`, sk: 'FIRST' });

/** The record of a closed year of a book; its line of history stands under the same key. */
export const closingKey = (book: string, year: number) => ({
  pk: `BOOK#${book}#${year}`,
  sk: 'CLOSED',
});

export const uploadKey = (sha256: string) => ({ pk: `FILE#${sha256}`, sk: 'UPLOAD' });

/** A webhook whose receiver wants no more (HTTP 410). */
export const stoppedWebhookKey = (sourceId: string) => ({
  pk: `WEBHOOK#${sourceId}`,
  sk: 'STOPPED',
});

/** Keys of the directory table. */
export const sourceKey = (sourceId: string) => ({ pk: `SOURCE#${sourceId}`, sk: 'SOURCE' });
export const signerKey = (signerId: string) => ({ pk: `SIGNER#${signerId}`, sk: 'SIGNER' });
export const pausedKey = () => ({ pk: 'SETTING#paused', sk: 'SETTING' });

/** History of a registration; lines sort by time. */
export const sourceHistoryKey = (sourceId: string, line: { at: string; id: string }) => ({
  pk: `SOURCE#${sourceId}`,
  sk: `${line.at}#${line.id}`,
});
export const calendarKey = () => ({ pk: 'SETTING#calendar', sk: 'SETTING' });

/** History of a person's entry: who gave which role. */
export const personHistoryKey = (personId: string, line: { at: string; id: string }) => ({
  pk: `PERSON#${personId}`,
  sk: `${line.at}#${line.id}`,
});

/** The same event refused twice is one line. */
export const refusalKey = (source: string, eventId: string) => ({
  pk: `REFUSED#${source}`,
  sk: eventId,
});
