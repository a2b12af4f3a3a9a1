import { type DocumentId, sha256Of } from '../kernel/ids.ts';
import { canonicalTonePlace, normalizeText } from '../kernel/vietnamese.ts';
import type { IdentityTaken } from './commit.ts';
import type { DocumentState } from './document-state.ts';
import type { DocumentStore } from './document-store.ts';

/** SAME#…: the document that stands first under an identity or a file. */
export interface IdentityRow {
  readonly key: string;
  readonly documentId: DocumentId;
  /** The identity key of the document whose file this is. */
  readonly identity?: string;
}

export interface IdentityStore {
  /** The rows that are there, in the order of the keys; one consistent read. */
  find(keys: readonly string[]): Promise<readonly IdentityRow[]>;
}

/** One spelling of a name: form of Unicode, case, spaces, place of the tone. Accents tell apart. */
const foldName = (text: string): string => canonicalTonePlace(normalizeText(text)).toLowerCase();

/** One spelling of a number and symbol: "Số: 05 /QĐ–UBDT" and "5/qđ-ubdt" are the same. */
export const foldCode = (code: string): string =>
  foldName(code)
    .replace(/^số\s*:?\s*/u, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/gu, '')
    .replace(/^0+(?=\d)/, '');

const keyOf = (...parts: readonly string[]): string => sha256Of(JSON.stringify(parts)).slice(0, 40);

/**
 * What makes two documents of one book the same: issuer, number and symbol, date; or the bytes of
 * the main file. Without a number or a date there is no identity, only the file.
 */
export const identityKeysOf = ({
  core,
}: Pick<DocumentState, 'core'>): { readonly identity?: string; readonly file?: string } => {
  const { direction = '', facts, files } = core;
  const main = files.find(({ role }) => role === 'main');
  const { documentCode, issuedOn, issuer = '' } = facts ?? {};
  return {
    ...(documentCode === undefined || issuedOn === undefined
      ? {}
      : {
          identity: keyOf(
            'identity',
            direction,
            foldName(issuer),
            foldCode(documentCode),
            issuedOn,
          ),
        }),
    ...(main === undefined ? {} : { file: keyOf('file', direction, main.sha256) }),
  };
};

/** Whom a document seems to double. */
export interface Likeness {
  readonly first: DocumentState;
  readonly match: 'identity' | 'file';
  /** false: alike, and yet the clerk is only told (another code, or the other one is taken back). */
  readonly isCopy: boolean;
}

export interface Comparison {
  readonly likeness?: Likeness;
  /** The identities that are free for this document. */
  readonly identities: readonly IdentityTaken[];
}

/** Does a document still stand in its book, so that a copy of it needs no number? */
const stands = ({ core, numbering }: DocumentState): boolean =>
  core.status === 'active' && (numbering.status === 'given' || numbering.status === 'allocated');

const isTakenBack = ({ core }: DocumentState): boolean =>
  core.status === 'recalled' || core.status === 'replaced';

type Match = Likeness['match'];

/** Pure: what the rows and the documents they name say about one that is to be registered. */
export const compareDocument = (
  state: Pick<DocumentState, 'documentId' | 'core'>,
  rows: readonly IdentityRow[],
  others: ReadonlyMap<DocumentId, DocumentState>,
): Comparison => {
  const keys = identityKeysOf(state);
  const found = (['identity', 'file'] as const).flatMap((match: Match) => {
    const key = keys[match];
    if (key === undefined) return [];
    const row = rows.find((one) => one.key === key && one.documentId !== state.documentId);
    const own = rows.some((one) => one.key === key && one.documentId === state.documentId);
    return [{ match, key, row, own, first: row && others.get(row.documentId) }];
  });
  const likenesses = found.flatMap(({ match, row, first }): Likeness[] => {
    if (row === undefined || first === undefined || !(stands(first) || isTakenBack(first)))
      return [];
    const otherCode =
      match === 'file' &&
      keys.identity !== undefined &&
      row.identity !== undefined &&
      row.identity !== keys.identity;
    return [{ first, match, isCopy: stands(first) && !otherCode }];
  });
  const likeness = likenesses.find(({ isCopy }) => isCopy) ?? likenesses[0];
  return {
    ...(likeness === undefined ? {} : { likeness }),
    identities: found
      .filter(({ own, first, row }) => !own && (row === undefined || !(first && stands(first))))
      .map(({ match, key, row }) => ({
        key,
        ...(match === 'file' && keys.identity !== undefined ? { identity: keys.identity } : {}),
        ...(row === undefined ? {} : { replaces: row.documentId }),
      })),
  };
};

/** Looks for the documents that this one may double: one read, and one more for each that is found. */
export const findLikeness = async (
  deps: { readonly identities: IdentityStore; readonly store: Pick<DocumentStore, 'load'> },
  state: DocumentState,
): Promise<Comparison> => {
  const keys = Object.values(identityKeysOf(state));
  if (keys.length === 0) return { identities: [] };
  const rows = await deps.identities.find(keys);
  const ids = new Set(rows.map(({ documentId }) => documentId));
  ids.delete(state.documentId);
  const others = await Promise.all([...ids].map((id) => deps.store.load(id)));
  return compareDocument(
    state,
    rows,
    new Map(others.flatMap((other) => (other ? [[other.documentId, other] as const] : []))),
  );
};
