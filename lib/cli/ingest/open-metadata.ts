import { createReadStream, readFileSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { recogniseShape } from '../../intake/built-in.ts';
import type { Mapping } from '../../intake/mapping.ts';
import { readMapping } from '../../intake/read-mapping.ts';
import {
  MAX_WHOLE_BYTES,
  type ReadRow,
  readCsv,
  readJsonLines,
  readJsonText,
  readWorkbook,
} from '../../intake/read-rows.ts';
import { OfficeError } from '../../kernel/errors.ts';

/** A metadata file, opened: its rows, and how they are to be read. */
export interface Metadata {
  readonly mapping: Mapping;
  readonly rows: AsyncIterable<ReadRow>;
}

const usualTable: Mapping['table'] = { delimiter: ',', headerRow: 1 };

/** @throws OfficeError MAPPING_UNREADABLE, MAPPING_WRONG */
export const loadMapping = (file: string): Mapping => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new OfficeError('MAPPING_UNREADABLE', 'no JSON there', { facts: { file }, cause });
  }
  return readMapping(json);
};

const readWhole = async (file: string): Promise<Buffer> => {
  const { size } = await stat(file);
  if (size > MAX_WHOLE_BYTES)
    throw new OfficeError('METADATA_TOO_LARGE', 'too large to be read as a whole', {
      facts: { limit: `${MAX_WHOLE_BYTES / 1_000_000} MB` },
    });
  return readFile(file);
};

async function* readRows(file: string, table: Mapping['table']): AsyncGenerator<ReadRow> {
  switch (extname(file).toLowerCase()) {
    case '.jsonl':
    case '.ndjson':
      return yield* readJsonLines(createReadStream(file));
    case '.json':
      return yield* readJsonText((await readWhole(file)).toString('utf8'));
    case '.csv':
    case '.tsv':
    case '.txt':
      return yield* readCsv(createReadStream(file), table);
    case '.xlsx':
      return yield* readWorkbook(await readWhole(file), table);
    default:
      throw new OfficeError('METADATA_KIND', 'an unknown kind of file', { facts: { file } });
  }
}

/** The mapping of a shape the office knows, by the first record. */
const recognise = async (file: string): Promise<Mapping> => {
  for await (const row of readRows(file, usualTable)) {
    const found = row.kind === 'row' ? recogniseShape(row) : undefined;
    if (found !== undefined) return found;
    break;
  }
  throw new OfficeError('MAPPING_NEEDED', 'the shape is not known', { facts: { file } });
};

/**
 * Opens a metadata file for reading row by row.
 * @throws OfficeError METADATA_MISSING, METADATA_KIND, METADATA_BROKEN, METADATA_TOO_LARGE,
 * MAPPING_NEEDED, MAPPING_UNREADABLE, MAPPING_WRONG
 */
export const openMetadata = async (
  file: string,
  mappingFile: string | undefined,
): Promise<Metadata> => {
  try {
    await (await open(file)).close();
  } catch (cause) {
    throw new OfficeError('METADATA_MISSING', 'cannot be opened', { facts: { file }, cause });
  }
  const mapping = mappingFile === undefined ? await recognise(file) : loadMapping(mappingFile);
  return { mapping, rows: readRows(file, mapping.table) };
};
