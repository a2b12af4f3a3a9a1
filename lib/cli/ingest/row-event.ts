import { createHmac } from 'node:crypto';
import { typeOf } from '../../events/catalogue.ts';
import type { MappedRow } from '../../intake/map-row.ts';
import { toBase32 } from '../../kernel/ids.ts';
import type { FoundFile } from './find-file.ts';

type DocumentRow = Extract<MappedRow, { kind: 'document' }>;

/** Who declares documents without a grade ordinary, and why. */
export interface Declaration {
  readonly personId: string;
  readonly reason: string;
}

export interface EventSettings {
  readonly source: string;
  /** The source's HMAC secret. */
  readonly secret: Uint8Array;
  readonly declaration?: Declaration;
  /** May this source send the declaration itself? Only the office's desks may. */
  readonly declaresInEvent: boolean;
  /** Documents of today, for which work is opened and people are told. */
  readonly live: boolean;
}

export interface RowEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** An event of an old document happened on its day; the same row must always give the same time. */
const timeOf = (data: Readonly<Record<string, unknown>>): string =>
  `${text(data['arrivedOn']) ?? text(data['issuedOn']) ?? '1970-01-01'}T00:00:00+07:00`;

/** Only what carries no grade of its own may be declared. */
export const isUndeclared = (row: DocumentRow): boolean => row.data['secrecy'] === undefined;

const declared = (row: DocumentRow, { declaration, declaresInEvent }: EventSettings): object =>
  declaration !== undefined && declaresInEvent && isUndeclared(row)
    ? { secrecy: 'thuong', gradeDeclaration: declaration }
    : {};

/**
 * The event of one row. The same row of the same source always gives the same id, so that the
 * office answers a second run as it did the first. The id is made with the source's secret: the
 * office keeps it, and a plain hash of a short secret subject could be guessed back (R1).
 */
export const eventOfRow = (
  row: DocumentRow,
  files: readonly FoundFile[],
  settings: EventSettings,
): RowEvent => {
  const data = {
    ...row.data,
    ...declared(row, settings),
    // Old documents open no work and nobody is told of them.
    ...(settings.live ? {} : { historical: true }),
    files: files.map(({ ref }) => ref),
  };
  const { source, secret } = settings;
  const seal = createHmac('sha256', secret).update(JSON.stringify([source, row.name, data]));
  return {
    specversion: '1.0',
    id: `ingest-${toBase32(seal.digest()).slice(0, 32)}`,
    source,
    type: typeOf(row.name),
    time: timeOf(row.data),
    data,
  };
};
