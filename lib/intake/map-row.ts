import type * as z from 'zod/mini';
import { catalogue } from '../events/catalogue.ts';
import { isSecret, readGrade } from '../secrecy/grades.ts';
import { cellAt, classOf, textsOf } from './cell.ts';
import { type Fault, type FaultCode, mapField } from './map-field.ts';
import {
  listOf,
  type MappedField,
  type Mapping,
  mappedFields,
  ruleOf,
  type SourceRow,
} from './mapping.ts';

/** Where the files of a document are, as its row says. */
export interface WantedFiles {
  readonly main?: string;
  readonly attachments: readonly string[];
  /** Kept as a text file where there is no main file. */
  readonly text?: string;
}

export type MappedRow =
  | {
      readonly kind: 'document';
      readonly row: number;
      readonly documentId: string;
      readonly name: 'document.received' | 'document.issued';
      /** Data of the event without its files; fits the event's schema. */
      readonly data: Readonly<Record<string, unknown>>;
      readonly files: WantedFiles;
      /** Fields that the mapping's own words filled. */
      readonly filled: readonly string[];
      /** Fields that were cut. */
      readonly cut: readonly string[];
    }
  /** Marked Mật, Tối mật or Tuyệt mật: nothing of it is kept, not even its id (R1). */
  | { readonly kind: 'secret'; readonly row: number }
  | { readonly kind: 'faulty'; readonly row: number; readonly faults: readonly Fault[] };

const MAX_ID = 200;

const fault = (code: FaultCode, field: string, column: string, value: unknown): Fault => ({
  code,
  field,
  column,
  value: classOf(value),
});

const idOf = ({ documentId }: Mapping, { cells }: SourceRow): string | Fault => {
  const names = listOf(documentId);
  const parts = names.map((name) => (textsOf(cellAt(cells, name)) ?? []).join(' '));
  const missing = parts.indexOf('');
  const column = names[missing] ?? '';
  if (missing >= 0) return fault('ID_MISSING', 'documentId', column, cellAt(cells, column));
  const id = parts.join('|');
  return id.length > MAX_ID ? fault('VALUE_TOO_LONG', 'documentId', names.join(', '), id) : id;
};

type Direction = 'incoming' | 'outgoing';

const directionOf = (
  { direction }: Mapping,
  row: SourceRow,
  isOwn: (issuer: string) => boolean,
): Direction | Fault => {
  if (typeof direction === 'string') return direction;
  const column = 'own' in direction ? direction.own : direction.from;
  const value = cellAt(row.cells, column);
  const text = (textsOf(value) ?? []).join('; ');
  if ('own' in direction) return isOwn(text) ? 'outgoing' : 'incoming';
  const rule = { from: column, values: direction.values, unlisted: 'refuse' as const };
  const found = mapField('typeName', rule, row).value;
  return found === 'incoming' || found === 'outgoing'
    ? found
    : fault('DIRECTION_UNKNOWN', 'direction', column, value);
};

const columnOf = ({ fields }: Mapping, field: string): string => {
  const source = fields[field as MappedField];
  return source === undefined ? '' : (listOf(ruleOf(source).from ?? [])[0] ?? '');
};

const codeOf = (issue: z.core.$ZodIssue, value: unknown): FaultCode => {
  if (value === undefined || issue.code === 'too_small') return 'VALUE_MISSING';
  return issue.code === 'too_big' ? 'VALUE_TOO_LONG' : 'VALUE_WRONG';
};

/** What the event's own schema has against the data, as faults of columns. */
const schemaFaults = (
  mapping: Mapping,
  data: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
): Fault[] => {
  const seen = new Map<string, Fault>();
  for (const issue of issues) {
    const field = String(issue.path[0] ?? '');
    if (seen.has(field)) continue;
    const value = data[field];
    seen.set(field, fault(codeOf(issue, value), field, columnOf(mapping, field), value));
  }
  return [...seen.values()];
};

/** Which files a row names, whatever else is wrong with it. */
export const wantedFiles = ({ files }: Mapping, { cells }: SourceRow): WantedFiles => {
  const one = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : textsOf(cellAt(cells, column))?.[0];
  const main = one(files.main);
  const attached =
    files.attachments === undefined ? [] : (textsOf(cellAt(cells, files.attachments)) ?? []);
  // The text is taken as it stands: its bytes are the version that a reviewer decides on (R2).
  const text = files.text === undefined ? undefined : cellAt(cells, files.text);
  return {
    ...(main === undefined ? {} : { main }),
    attachments: attached
      .flatMap((names) => names.split(files.split))
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    ...(typeof text === 'string' && text.trim() !== '' ? { text } : {}),
  };
};

interface Mapped {
  readonly data: Record<string, unknown>;
  readonly faults: Fault[];
  readonly filled: string[];
  readonly cut: string[];
}

const mapFields = (mapping: Mapping, row: SourceRow): Mapped => {
  const mapped: Mapped = { data: {}, faults: [], filled: [], cut: [] };
  for (const field of mappedFields) {
    const source = mapping.fields[field];
    if (source === undefined) continue;
    const { value, fault: found, filled, cut } = mapField(field, ruleOf(source), row);
    if (found !== undefined) mapped.faults.push(found);
    if (value !== undefined) mapped.data[field] = value;
    if (filled) mapped.filled.push(field);
    if (cut) mapped.cut.push(field);
  }
  return mapped;
};

const isSecretMark = (text: string): boolean => isSecret(readGrade(text));

/** Every column of the mark counts as it stands: a table of the mapping must not talk it away (R1). */
const isMarkedSecret = ({ fields: { secrecy } }: Mapping, row: SourceRow): boolean => {
  if (secrecy === undefined) return false;
  const rule = ruleOf(secrecy);
  const marks = listOf(rule.from ?? []).flatMap(
    (column) => textsOf(cellAt(row.cells, column)) ?? [],
  );
  const { value } = mapField('secrecy', rule, row);
  return marks.some(isSecretMark) || (typeof value === 'string' && isSecretMark(value));
};

/**
 * One record of a metadata file as the data of an event. Pure: the same row always gives the same
 * data. A row that says it is secret is looked at no further (R1).
 */
export const mapRow = (
  mapping: Mapping,
  row: SourceRow,
  isOwn: (issuer: string) => boolean,
): MappedRow => {
  if (isMarkedSecret(mapping, row)) return { kind: 'secret', row: row.row };
  const [documentId, direction] = [idOf(mapping, row), directionOf(mapping, row, isOwn)];
  const { data, faults, filled, cut } = mapFields(mapping, row);
  faults.push(...[documentId, direction].filter((found) => typeof found !== 'string'));
  const name = direction === 'outgoing' ? 'document.issued' : 'document.received';
  const read = catalogue[name].safeParse({ ...data, documentId });
  if (!read.success) {
    const known = new Set(faults.map(({ field }) => field));
    const found = schemaFaults(mapping, data, read.error.issues);
    faults.push(...found.filter(({ field }) => !known.has(field)));
  }
  if (faults.length > 0 || !read.success) return { kind: 'faulty', row: row.row, faults };
  const { files: _, ...facts } = read.data;
  return {
    kind: 'document',
    row: row.row,
    documentId: read.data.documentId,
    name,
    data: facts,
    files: wantedFiles(mapping, row),
    filled,
    cut,
  };
};

/** Columns the mapping speaks of, by their first step in JSON. */
export const knownColumns = (mapping: Mapping): ReadonlySet<string> => {
  const { fields, files, direction, documentId, ignore } = mapping;
  const rules = Object.values(fields).flatMap((source) =>
    source === undefined ? [] : ruleOf(source),
  );
  const templates = rules.flatMap(({ otherwise = '' }) =>
    [...otherwise.matchAll(/\{([^{}]+)\}/g)].map(([, column]) => column ?? ''),
  );
  const named = [
    ...listOf(documentId),
    ...rules.flatMap(({ from }) => listOf(from ?? [])),
    ...templates,
    ...ignore,
    ...[files.main, files.attachments, files.text].filter((column) => column !== undefined),
    ...(typeof direction === 'string' ? [] : ['own' in direction ? direction.own : direction.from]),
  ];
  return new Set(named.flatMap((column) => [column, column.split('.')[0] ?? column]));
};
