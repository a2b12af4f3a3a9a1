import * as z from 'zod/mini';
import { OfficeError } from '../kernel/errors.ts';
import { listOf, type Mapping, mapping, namedSchemas, ruleOf } from './mapping.ts';

const wherePaths = (issues: readonly { path: readonly PropertyKey[] }[]): string =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.') || '(mapping)'))]
    .slice(0, 8)
    .join(', ');

/**
 * The id of a held document is kept in clear: it must not be made of the subject (R1).
 * @throws OfficeError MAPPING_WRONG
 */
const assertIdTellsNothing = ({ documentId, fields }: Mapping): void => {
  const { abstract } = fields;
  const subject = abstract === undefined ? [] : listOf(ruleOf(abstract).from ?? []);
  if (listOf(documentId).some((column) => subject.includes(column)))
    throw new OfficeError('MAPPING_WRONG', 'the id is made of the abstract', {
      facts: { where: 'documentId' },
    });
};

/**
 * Reads a mapping file.
 * @throws OfficeError MAPPING_WRONG (fact `where`: the wrong paths)
 */
export const readMapping = (json: unknown): Mapping => {
  const read = mapping.safeParse(json);
  if (!read.success)
    throw new OfficeError('MAPPING_WRONG', 'not a mapping of this office', {
      facts: { where: wherePaths(read.error.issues) },
    });
  assertIdTellsNothing(read.data);
  return read.data;
};

/** JSON Schema (2020-12) of a mapping file, as its author writes it. */
export const mappingSchema = (): Record<string, unknown> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:vanthu:mapping:v1',
  title: 'Columns of a metadata file as fields of events',
  ...Object.fromEntries(
    Object.entries(z.toJSONSchema(mapping, { io: 'input', metadata: namedSchemas })).filter(
      ([key]) => key !== '$schema',
    ),
  ),
});
