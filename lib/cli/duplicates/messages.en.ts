/** What the commands of possible duplicates say, in English. */
export const en = {
  help: {
    duplicate: 'documents that seem to stand in the book already',
    list: 'possible duplicates that wait for the clerk, each with the document it resembles',
    join: 'record it as a copy of the first one: no number, notice or review of its own',
    keep: 'it is a document of its own: register it now',
    id: 'id in the office, document code, arrival number or the id at its source',
    as: 'id in the directory of the clerk who acts',
    reason: 'why; it goes into the history',
  },
  heads: {
    since: 'Since',
    id: 'Id',
    code: 'Code',
    first: 'First one',
    match: 'Alike by',
    number: 'Number',
    title: 'Abstract',
  },
  match: { identity: 'issuer, number, date', file: 'file' },
  withheld: 'withheld',
  joined: (document: string, first: string) =>
    `Recorded: ${document} is a copy of ${first}; it gets no number.`,
  kept: (document: string) => `Recorded: ${document} is a document of its own and goes on.`,
  errors: {
    NO_DUPLICATE: '{id} is no possible duplicate.',
    DUPLICATE_UNCLEAR: 'Several possible duplicates answer to {id}. Use an id: {ids}.',
  } as Readonly<Record<string, string>>,
};

export type DuplicateMessages = typeof en;
