import { type DocumentId, documentIdOf, isDocumentId } from '../kernel/ids.ts';
import type { DocumentState } from './document-state.ts';

/**
 * How one document bears on another (Decree 30/2020, Art. 18.3, 18.4). Each link has two names:
 * what the first is to the second, and the other way round.
 */
export const inverseLinks = {
  'replaced-by': 'replaces',
  'recalled-by': 'recalls',
  'corrected-by': 'corrects',
  'duplicate-of': 'duplicated-by',
} as const;
/** Links as the document holds them to which something was done. */
export type HeldLink = keyof typeof inverseLinks;
export type LinkKind = HeldLink | (typeof inverseLinks)[HeldLink];

export interface Link<Kind extends LinkKind = LinkKind> {
  readonly kind: Kind;
  /** The other document; it may not have come yet, or be held: nothing of it is said here (R1). */
  readonly documentId: DocumentId;
}

/**
 * The document that an event names beside its own. A source names its documents by its own ids;
 * whoever acts for the office may use office ids as well.
 */
export const namedDocument = (
  named: string,
  from: { readonly source: string; readonly actsForOffice: boolean },
): DocumentId =>
  from.actsForOffice && isDocumentId(named) ? named : documentIdOf(from.source, named);

/** All links that a document's state asks for; those no longer among them are taken away. */
export const linksOf = (state: DocumentState | undefined): readonly Link<HeldLink>[] => {
  if (state === undefined) return [];
  const { takenBack, corrections = [], duplicateOf } = state.core;
  const link = (kind: HeldLink, other: string | undefined): Link<HeldLink>[] =>
    other === undefined ? [] : [{ kind, documentId: other as DocumentId }];
  return [
    ...link('replaced-by', takenBack?.replacedBy),
    ...link('recalled-by', takenBack?.recalledBy),
    ...link('duplicate-of', duplicateOf?.status === 'joined' ? duplicateOf.documentId : undefined),
    ...corrections.flatMap(({ by }) => link('corrected-by', by)),
  ];
};
