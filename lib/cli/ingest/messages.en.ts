import type { ValueClass } from '../../intake/cell.ts';

const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

const kinds: Readonly<Record<ValueClass['kind'], string>> = {
  empty: 'empty',
  text: 'text',
  number: 'number',
  date: 'date',
  boolean: 'yes or no',
  list: 'list',
  object: 'object',
};

/** What bulk ingest and the watched folder say, in English. */
export const en = {
  help: {
    ingest: 'take in many documents: a metadata file with a folder of files',
    metadata: 'metadata: .jsonl, .json, .csv or .xlsx',
    files: 'folder below which the metadata name files',
    texts: 'JSONL file with the texts of documents, found by document id',
    mapping: 'which column is which field (docs/connect.md); known shapes need none',
    source: 'registered source under which the documents enter (default: the clerk’s desk)',
    secretFile: 'file with the secret of that source, instead of VANTHU_SOURCE_SECRET',
    declare:
      'a clerk declares ordinary what carries no grade of secrecy; without it all of that is held',
    as: 'id in the directory of the clerk who declares',
    reason: 'number and date of the decision behind it; it goes into the history',
    own: 'a name of the agency itself, whose documents enter as issued (may be repeated; default: the name of the office)',
    dryRun: 'only check rows and files, send nothing',
    journal: 'file that remembers what is done (default: beside the metadata)',
    report: 'file for rows that are wrong (default: beside the metadata)',
    live: 'documents of today: open work and tell people',
    atOnce: 'rows sent at once',
    watch: 'take in what an e-office writes into a folder',
    folder: 'folder with *.json and the files they name',
    historical: 'old documents: open no work, tell nobody',
    once: 'take what is there and end',
    interval: 'seconds between two looks',
    wait: 'minutes a record waits for a file it names',
    examples: `Examples:
  vanthu ingest --metadata so-cong-van.csv --files scans --mapping so-cong-van.json --dry-run
  vanthu ingest --metadata so-cong-van.csv --files scans --mapping so-cong-van.json \\
    --declare-secrecy thuong --as van-thu --reason "Decision 12/QĐ-VP of 05/01/2026"`,
    watchExamples: `Examples:
  vanthu watch /srv/e-office/out --source e-office --secret-file /etc/vanthu/e-office.secret
Done records go to xong/, wrong ones to loi/ with a note why.`,
  },
  errors: {
    METADATA_MISSING: '{file} cannot be opened.',
    METADATA_KIND: '{file} is no .jsonl, .json, .csv or .xlsx.',
    METADATA_BROKEN: 'The metadata file cannot be read from line {line} on.',
    METADATA_TOO_LARGE:
      'The file is over the limit of {limit} for what is read as a whole. Use JSONL or CSV.',
    SHEET_MISSING: 'The workbook has no sheet {sheet}.',
    COLUMN_TWICE: 'Two columns are called {column}. Give each a name of its own.',
    MAPPING_NEEDED:
      'The columns of {file} are not known. Say with --mapping which is which (docs/connect.md).',
    MAPPING_UNREADABLE: '{file} cannot be read as JSON.',
    MAPPING_WRONG: 'The mapping is wrong at: {where}. See docs/mapping.v1.schema.json.',
    FOLDER_MISSING: '{folder} is not a folder.',
    JOURNAL_UNWRITABLE: '{file} cannot be written. Name another place with --journal.',
    REPORT_UNWRITABLE: '{file} cannot be written. Name another place with --report.',
    SECRET_NEEDED:
      'The source {source} needs its secret: in VANTHU_SOURCE_SECRET or in a file with --secret-file.',
    SECRET_FILE_UNREADABLE: '{file} cannot be read.',
    DECLARATION_INCOMPLETE: '--declare-secrecy needs --as and --reason.',
    SOURCE_REFUSED: 'The office does not take events of {source}: {code}. Nothing was sent on.',
  } as Readonly<Record<string, string>>,
  rowErrors: {
    ROW_BROKEN: 'The row cannot be read.',
    ID_MISSING: 'The document has no id: {column} is empty.',
    ID_REPEATED: 'An earlier row has the same id.',
    DIRECTION_UNKNOWN: '{column} does not say whether the document came in or went out.',
    VALUE_MISSING: '{column} is empty.',
    VALUE_NOT_TEXT: '{column} is no text.',
    VALUE_NOT_DATE: '{column} is no date.',
    VALUE_NOT_NUMBER: '{column} is no whole number.',
    VALUE_NOT_LISTED: '{column} has a value the mapping does not list.',
    VALUE_TOO_LONG: '{column} is too long.',
    VALUE_WRONG: '{column} has a value that cannot be used.',
    FILE_MISSING: 'The file that {column} names is not in the folder.',
    FILE_OUTSIDE: 'The file that {column} names is not below the folder.',
    FILE_EMPTY: 'The file that {column} names is empty.',
    FILE_TOO_LARGE: 'The file is over 100 MB.',
    FILE_INCOMPLETE: 'The file is still being written.',
    FILE_CHANGED: 'The file is not the one whose hash or size the record gives.',
    FILE_UNREADABLE: 'The file that {column} names cannot be read.',
    NOT_PDF: 'The file is called PDF but is none.',
    PDF_BROKEN: 'The PDF ends before its end.',
    SECRET_REFUSED:
      'Marked secret: not taken. Nothing of it was sent or kept. Deliver it as the law on state secrets requires.',
    ALREADY_KNOWN:
      'The office has this document with other content. What stands there was not changed; if it is held, a clerk decides on it.',
    EVENT_BROKEN: 'The file is no event and no record that could be mapped.',
    EVENT_OTHER_SOURCE: 'The event names another source.',
  } as Readonly<Record<string, string>>,
  valueClass: (kind: ValueClass['kind'], length?: number): string =>
    length === undefined
      ? kinds[kind]
      : `${kinds[kind]}, ${kind === 'list' ? counted(length, 'entry', 'entries') : counted(length, 'character')}`,
  reportHeads: ['row', 'column', 'code', 'value', 'what is wrong'] as readonly string[],
  progress: (rows: string, rate: string, held: string, failed: string) =>
    `${rows} rows · ${rate} each second · ${held} held · ${failed} wrong`,
  summary: {
    rows: (count: string) => `Rows read: ${count}`,
    checked: (count: string) => `  good, nothing sent (--dry-run): ${count}`,
    accepted: (count: string) => `  taken in: ${count}`,
    released: (count: string) => `  held before, declared ordinary now: ${count}`,
    held: (count: string) => `  held, wait for the clerk’s grade: ${count}`,
    before: (count: string) => `  done by an earlier run: ${count}`,
    known: (count: string) =>
      `  in the office already with other content, not changed: ${count} (see the report)`,
    failed: (count: string) => `  wrong: ${count}`,
    issued: (count: string) => `Documents of the agency itself (outgoing book): ${count}`,
    files: (files: string, uploaded: string) => `Files: ${files}, sent now: ${uploaded}`,
    paper: (count: string) => `Without a file (paper): ${count}`,
    filled: (field: string, count: string) =>
      `Filled by the mapping where the source has nothing: ${field}, ${count}`,
    cut: (field: string, count: string) =>
      `Cut to the length the mapping allows: ${field}, ${count}`,
    unknownColumns: (columns: string) => `Columns the mapping does not speak of: ${columns}`,
    first: (row: string, what: string) => `  row ${row}: ${what}`,
    more: (count: string) => `  … and ${count} more`,
    report: (file: string) => `All of them: ${file}`,
    took: (seconds: string, rate: string) => `Took ${seconds} s, ${rate} rows each second`,
    again: 'Correct the rows and run the same command again: what is done is passed over.',
  },
  watch: {
    watching: (folder: string) => `Watching ${folder}; Ctrl-C ends`,
    taken: (name: string, status: string) => `${name}: ${status}`,
    wrong: (name: string, code: string) => `${name}: ${code} → loi/`,
    ended: (taken: string, wrong: string, waiting: string) =>
      `Ended. Taken in: ${taken}, wrong: ${wrong}, waiting: ${waiting}`,
    statuses: {
      accepted: 'taken in',
      held: 'held, waits for the clerk’s grade',
      parked: 'waits for its document',
      stale: 'came too late, nothing changed',
      released: 'declared ordinary',
      known: 'known already, not changed',
      before: 'done before',
      checked: 'checked',
    } as Readonly<Record<string, string>>,
  },
};

export type IngestMessages = typeof en;
