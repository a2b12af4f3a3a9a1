import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ConcurrencyError } from '../../kernel/errors.ts';
import { type DocumentState, documentState } from '../document-state.ts';
import { stateKey } from '../item-keys.dynamo.ts';
import { linksOf } from '../links.ts';
import { type BookEntry, type Codes, standsInBook } from './book.ts';

const BATCH = 100;

/** States by document id; those the register does not know are left out. */
const readStates = async (
  client: DynamoDBClient,
  table: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DocumentState>> => {
  const states = new Map<string, DocumentState>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const Keys = ids.slice(from, from + BATCH).map((id) => marshall(stateKey(id)));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }),
    );
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new ConcurrencyError('a throttled read');
    for (const item of Responses?.[table] ?? []) {
      const state = documentState.parse(unmarshall(item));
      states.set(state.documentId, state);
    }
  }
  return states;
};

/** How one document names another; nothing is said of one that stands in no book (R1). */
const codeOf = (state: DocumentState | undefined): string | undefined =>
  state !== undefined && standsInBook(state)
    ? (state.signing.code ?? state.core.facts.documentCode ?? state.numbering.code)
    : undefined;

const relatedIds = (entries: readonly BookEntry[]): string[] => [
  ...new Set(
    entries.flatMap((entry) => {
      if (entry.kind === 'copy') return [entry.copy.documentId as string];
      return entry.kind === 'document'
        ? linksOf(entry.state).map(({ documentId }) => documentId as string)
        : [];
    }),
  ),
];

/** Gives copies their originals, and documents the codes of those that bear on them. */
export const withRelated = async (
  client: DynamoDBClient,
  table: string,
  entries: readonly BookEntry[],
): Promise<BookEntry[]> => {
  const ids = relatedIds(entries);
  if (ids.length === 0) return [...entries];
  const states = await readStates(client, table, ids);
  const codes: Codes = new Map(
    ids.flatMap((id) => {
      const code = codeOf(states.get(id));
      return code === undefined ? [] : [[id, code] as const];
    }),
  );
  return entries.map((entry): BookEntry => {
    if (entry.kind === 'document') return { ...entry, codes };
    if (entry.kind === 'void') return entry;
    const original = states.get(entry.copy.documentId);
    return original === undefined ? entry : { ...entry, original };
  });
};
