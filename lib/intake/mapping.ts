import * as z from 'zod/mini';

/** How sources write a date; `excel` is the day number of a spreadsheet (1900 date system). */
const dateFormat = z.enum(['yyyy-MM-dd', 'dd/MM/yyyy', 'excel']);
export type DateFormat = z.infer<typeof dateFormat>;

const column = z.string().check(z.minLength(1), z.maxLength(200));
const columns = z.union([column, z.array(column).check(z.minLength(1), z.maxLength(20))]);
/** A value of the source (compared without case and accents) and what stands for it; null: nothing. */
const valueTable = z.record(z.string(), z.nullable(z.string()));

const fieldRule = z.strictObject({
  /** One column, or several of which the first that is not empty counts. */
  from: z.optional(columns),
  /** Instead of the first: all columns that are not empty, with this between them. */
  join: z.optional(z.string().check(z.maxLength(20))),
  /** Used where the columns are empty; `{column}` stands for a column of the row. */
  otherwise: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  values: z.optional(valueTable),
  /** What becomes of a value the table does not list. */
  unlisted: z._default(z.enum(['keep', 'leave-out', 'refuse']), 'keep'),
  dates: z.optional(z.array(dateFormat).check(z.minLength(1))),
  /** Parts of one cell, for fields that hold a list. */
  split: z.optional(z.string().check(z.minLength(1), z.maxLength(5))),
  /** Longer texts are cut to so many characters, which the report counts. */
  cut: z.optional(z.int().check(z.minimum(10), z.maximum(4_000))),
});
export type FieldRule = z.infer<typeof fieldRule>;
const fieldSource = z.union([column, fieldRule]);

/**
 * The mark of secrecy may be put into other words, but not left out or made up: what carries none is
 * a clerk's to declare (R1).
 */
const secrecyRule = z.strictObject({
  from: columns,
  join: z.optional(z.string().check(z.maxLength(20))),
  values: z.optional(z.record(z.string(), z.string().check(z.minLength(1)))),
  unlisted: z._default(z.enum(['keep', 'refuse']), 'keep'),
});
const secrecySource = z.union([column, secrecyRule]);

/** Schemas that docs/mapping.v1.schema.json writes once, under these names. */
export const namedSchemas = z.registry<{ id: string }>();
namedSchemas.add(fieldSource, { id: 'field' }).add(secrecySource, { id: 'secrecy' });

const field = z.optional(fieldSource);
/** Event fields a mapping may fill; everything else of an event is the office's own business. */
const fieldSources = {
  documentCode: field,
  abstract: field,
  issuer: field,
  issuedOn: field,
  typeName: field,
  urgency: field,
  circulation: field,
  signerName: field,
  signerTitle: field,
  field,
  addressees: field,
  dueOn: field,
  pageCount: field,
  secrecy: z.optional(secrecySource),
  arrivalNumber: field,
  arrivedOn: field,
  recipients: field,
};
export type MappedField = keyof typeof fieldSources;
export const mappedFields = Object.keys(fieldSources) as readonly MappedField[];

/** văn bản đến (document.received) or văn bản đi (document.issued). */
const directionRule = z.union([
  z.enum(['incoming', 'outgoing']),
  /** Outgoing where this column names the agency itself, else incoming. */
  z.strictObject({ own: column }),
  z.strictObject({ from: column, values: z.record(z.string(), z.enum(['incoming', 'outgoing'])) }),
]);

const fileRules = z.strictObject({
  /** Column with the path of the main file below the folder of files. */
  main: z.optional(column),
  attachments: z.optional(column),
  /** Between several attachments in one cell. */
  split: z._default(z.string().check(z.minLength(1), z.maxLength(5)), ';'),
  /** Column with the document's text, kept as a text file where there is no main file. */
  text: z.optional(column),
});

/**
 * How the columns of a metadata file become event data. `fields` maps a field of the event to a
 * column (a path such as `a.b` in JSON) or to a rule.
 */
export const mapping = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  title: z.optional(z.string().check(z.maxLength(200))),
  table: z._default(
    z.strictObject({
      /** Between the cells of a CSV row. */
      delimiter: z._default(z.enum([',', ';', '\t', '|']), ','),
      /** Row with the names of the columns, counted from 1. */
      headerRow: z._default(z.int().check(z.minimum(1), z.maximum(100)), 1),
      /** Sheet of a workbook by name; the first one by default. */
      sheet: z.optional(z.string()),
    }),
    { delimiter: ',', headerRow: 1 },
  ),
  /** Columns that together name the document at its source; never its abstract. */
  documentId: columns,
  direction: directionRule,
  fields: z.strictObject(fieldSources),
  files: z._default(fileRules, { split: ';' }),
  /** Columns that are known and left out on purpose. */
  ignore: z._default(z.array(column), []),
});
export type Mapping = z.infer<typeof mapping>;

/** One record of a metadata file; `row` counts as the people who see the file count. */
export interface SourceRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

export const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

export const ruleOf = (
  source: z.infer<typeof fieldSource> | z.infer<typeof secrecySource>,
): FieldRule => (typeof source === 'string' ? { from: source, unlisted: 'keep' } : source);
