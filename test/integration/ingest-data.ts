import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sha256Of } from '../../lib/kernel/ids.ts';

/** The developers' shared data lie beside the checkout and are never part of it. */
export const DATA = resolve(import.meta.dirname, '../../../shared/data');

const isHere = existsSync(join(DATA, 'SOURCES.md'));

/** Tests that read real documents; where those are not, one test says so instead. */
export const describeData = (title: string, tests: () => void): void =>
  describe(
    title,
    isHere
      ? tests
      : () => {
          it(`are known to be missing at ${DATA}`, () => {
            expect(existsSync(DATA) && existsSync(join(DATA, 'SOURCES.md'))).toBe(false);
          });
        },
  );

export interface DataRecord {
  readonly id: string;
  readonly soKyHieu: string | null;
  readonly coQuanBanHanh: string | null;
  readonly ngayBanHanh: string | null;
  readonly tepPdf?: string;
  readonly toanVan?: string | null;
}

export const recordsOf = (name: string): readonly DataRecord[] =>
  readFileSync(join(DATA, 'documents', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DataRecord);

/** How many records SOURCES.md says a file has. */
export const countInSources = (pattern: RegExp): number =>
  Number(pattern.exec(readFileSync(join(DATA, 'SOURCES.md'), 'utf8'))?.[1]);

/** SHA-256 of the bytes that stand for a record: its PDF, else its text. */
export const hashOfRecord = ({ tepPdf, toanVan }: DataRecord): string | undefined => {
  if (tepPdf !== undefined) return sha256Of(readFileSync(join(DATA, tepPdf)));
  return toanVan ? sha256Of(toanVan) : undefined;
};
