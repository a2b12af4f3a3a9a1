const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What the commands of the books say, in English; the books themselves are Vietnamese. */
export const en = {
  help: {
    register: 'the books: list, print, export, check, close, enter paper documents',
    list: 'show one month of a book',
    print: 'write a book to print and bind: .pdf, .html, .xlsx or .csv',
    export: 'write a book, or what is looked for in it, as .xlsx or .csv',
    gaps: 'missing, double and backdated numbers of a year, of every sequence',
    closeYear: 'close a year of a book: its numbers can no longer be taken',
    add: 'enter a paper document by hand; it takes the next number of the same book',
    book: 'which book',
    month: 'one month, YYYY-MM (default: this month)',
    printMonth: 'only this month, YYYY-MM',
    year: 'year',
    out: 'file to write; its ending says the format',
    csvOut: 'file to write also: the CSV whose SHA-256 is recorded',
    volume: 'number of the volume (quyển số)',
    series: 'only this sequence: den, di, quyet-dinh …, or given for numbers kept by an e-office',
    type: 'only this type, such as "Quyết định" or "công văn"',
    issuer: 'only issuers whose name holds this',
    text: 'only documents that hold these words in code, abstract, issuer or signer',
    urgency: 'only this urgency',
    from: 'from this number on',
    to: 'up to this number',
    direction: 'incoming or outgoing',
    abstract: 'abstract (trích yếu)',
    docIssuer: 'issuing agency (default for outgoing: the agency itself)',
    code: 'number and symbol as written on an incoming document',
    issuedOn: 'date on the document, YYYY-MM-DD',
    typeName: 'name of its type; none for an official letter (công văn)',
    secrecy:
      'grade of secrecy as marked (thường, mật, tối mật, tuyệt mật); without it the document is held until the clerk declares it',
    docUrgency: 'urgency',
    circulation: 'limit of circulation',
    signer: 'who signed it',
    addressee: 'addressee (may be repeated)',
    recipient: 'id of a person who is told by SMS (may be repeated)',
    dueOn: 'to be done until, YYYY-MM-DD',
    copies: 'number of copies made',
    keeper: 'who keeps the file copy',
    docSeries: 'book of an outgoing document its number comes from (default: di)',
    suffix: 'symbol after the number of an outgoing document, such as QĐ-UBDT',
    as: 'id in the directory of the clerk',
  },
  errors: {
    BOOK_FORMAT: 'The ending of {file} says no format: use {formats}.',
    PERIOD_MISSING: 'Say which part: --year YYYY or --month YYYY-MM.',
    FILE_UNWRITABLE: '{file} cannot be written.',
    ISSUER_MISSING: 'An incoming document needs --issuer.',
    SUFFIX_NOT_INCOMING: '--suffix and --series are for outgoing documents only.',
    YEAR_NOT_OVER: 'The year {year} is not over in Vietnam.',
    NUMBERS_OPEN:
      '{count} numbers were given to documents that are neither issued nor void: {numbers}. Issue or void them first.',
    BOOK_NOT_WHOLE:
      'Series {series} lacks numbers or has them twice: {numbers}. See vanthu doctor.',
    NUMBER_CODE_TAKEN:
      'Another series has already given this number and symbol this year; series {series} would give it twice. The document did not enter the book ({id}). Enter it again with --series as the other documents of this symbol.',
    SECRET_REFUSED: 'A secret document is not entered here. Nothing of it was kept.',
  } as Readonly<Record<string, string>>,
  training: 'Training office: not an official book',
  empty: 'Nothing stands in this book for the time asked.',
  written: (rows: number, file: string) => `${counted(rows, 'line')} written to ${file}.`,
  heads: { sequence: 'Sequence', count: 'Count', first: 'First', last: 'Last' },
  gap: (from: number, to: number) =>
    from === to ? `missing: ${from}` : `missing: ${from}–${to} (${to - from + 1})`,
  double: (n: number, ids: string) => `double: ${n} (${ids})`,
  backwards: (n: number, date: string, after: string) =>
    `date runs back: ${n} of ${date} after ${after}`,
  unreadable: (written: string, id: string) => `no readable number: "${written}" (${id})`,
  whole: 'No gap, no double, no date that runs back.',
  groupedBy: {
    type: (source: string) => `${source}: read as one sequence for each type of document.`,
    source: (source: string) => `${source}: read as one sequence.`,
  },
  otherwise: {
    type: (count: number, numbers: string) =>
      `  Seen as one sequence: ${count} missing: ${numbers}. Ask which way its keeper numbers.`,
    source: (count: number, numbers: string) =>
      `  Seen as one for each type: ${count} missing: ${numbers}.`,
  },
  elsewhere: 'Of the numbers in this book (those kept elsewhere are told, not refused):',
  closed: (book: string, year: number, by: string, at: string) =>
    `${book} ${year} is closed, by ${by}, ${at}.`,
  closedBefore: 'It had been closed before; this is its record.',
  closedSeries: (seriesId: string, last: number, voids: number) =>
    last === 0 ? `series ${seriesId}: none given` : `series ${seriesId}: 1–${last}, ${voids} void`,
  closedFacts: (count: number, voids: number, sha256: string) =>
    `${counted(count, 'line')}, ${voids} void, SHA-256 of the CSV ${sha256}`,
  changed: 'The book reads otherwise now than when it was closed (a recall, for example).',
  entered: (number: string, date: string) => `Entered: number ${number}, ${date}.`,
  held: 'The document is held until its grade is declared: vanthu held release.',
  waiting: 'Taken in; its number follows (vanthu status).',
  enteredId: (id: string) => `Id ${id}`,
};
export type RegisterMessages = typeof en;
