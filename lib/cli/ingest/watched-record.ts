import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseShape } from '../../intake/built-in.ts';
import { type MappedRow, mapRow, wantedFiles } from '../../intake/map-row.ts';
import type { Mapping, SourceRow } from '../../intake/mapping.ts';
import { plainName, type WatchedFolder } from './watched-folder.ts';

/** An event as the e-office writes it; its files are named, hash and size may be left to us. */
export interface WrittenEvent {
  readonly [attribute: string]: unknown;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface NamedFile {
  readonly name: string;
  readonly role: 'main' | 'attachment';
  /** What an event says of its bytes. */
  readonly declared?: { readonly sha256?: unknown; readonly size?: unknown };
}

/** What a `*.json` of the folder holds. */
export type WatchedRecord =
  | { readonly kind: 'event'; readonly event: WrittenEvent; readonly files: readonly NamedFile[] }
  | { readonly kind: 'row'; readonly row: MappedRow; readonly files: readonly NamedFile[] }
  | { readonly kind: 'broken' };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
};

const isEvent = (value: Readonly<Record<string, unknown>>): value is WrittenEvent =>
  typeof value['id'] === 'string' &&
  typeof value['type'] === 'string' &&
  value['type'].startsWith('vn.vanthu.') &&
  isRecord(value['data']);

const namedFiles = (data: Readonly<Record<string, unknown>>): NamedFile[] => {
  const files: readonly unknown[] = Array.isArray(data['files']) ? data['files'] : [];
  return files.filter(isRecord).map((file) => ({
    name: plainName(String(file['name'] ?? '')),
    role: file['role'] === 'attachment' ? 'attachment' : 'main',
    declared: file,
  }));
};

const rowFiles = (mapping: Mapping, row: SourceRow): NamedFile[] => {
  const { main, attachments } = wantedFiles(mapping, row);
  return [
    ...(main === undefined ? [] : [{ name: plainName(main), role: 'main' as const }]),
    ...attachments.map((name) => ({ name: plainName(name), role: 'attachment' as const })),
  ];
};

/** Only files beside the record are its own, not one of the same name that lies in `xong/`. */
const besideRecord = (row: MappedRow): MappedRow => {
  if (row.kind !== 'document') return row;
  const { main, attachments } = row.files;
  const files = {
    ...row.files,
    ...(main === undefined ? {} : { main: plainName(main) }),
    attachments: attachments.map(plainName),
  };
  return { ...row, files };
};

/** Reads one record: an event as it is, anything else by the mapping. */
export const readRecord = (
  path: string,
  mapping: Mapping | undefined,
  isOwn: (issuer: string) => boolean,
): WatchedRecord => {
  const value = parse(path);
  if (!isRecord(value)) return { kind: 'broken' };
  if (isEvent(value)) return { kind: 'event', event: value, files: namedFiles(value.data) };
  const source: SourceRow = { row: 1, cells: value };
  const shape = mapping ?? recogniseShape(source);
  if (shape === undefined) return { kind: 'broken' };
  const row = besideRecord(mapRow(shape, source, isOwn));
  return { kind: 'row', row, files: rowFiles(shape, source) };
};

/** How long the record has been there, in milliseconds. */
export const ageOf = (folder: WatchedFolder, name: string, now: Date): number =>
  now.getTime() - statSync(join(folder.folder, name)).mtimeMs;

/** When a record was written: the time of an event that gives none. */
export const writtenAt = (folder: WatchedFolder, name: string): string =>
  statSync(join(folder.folder, name)).mtime.toISOString();
