import type { DeskAct, DeskDocument, DeskRole } from '../contract.ts';
import { isAllowed } from '../roles.ts';
import type { ActKind, ActSubject } from './act-plans.vi.ts';

const has = ({ openToDos }: DeskDocument, kind: string) => openToDos.includes(kind);
const stateOf = ({ states }: DeskDocument, concern: string) => states[concern] ?? 'none';

/** When an act makes sense; the office decides again, by the state it then finds. */
const offered: Readonly<Record<ActKind, (document: DeskDocument) => boolean>> = {
  // The room of held documents offers these two: a held document has no page of its own.
  release: () => false,
  refuse: () => false,
  seal: (document) => has(document, 'seal') && document.currentSha256 !== undefined,
  void: (document) => has(document, 'seal') || has(document, 'void'),
  publish: (document) =>
    document.currentSha256 !== undefined &&
    (has(document, 'review') || stateOf(document, 'review') === 'rejected'),
  'keep-back': (document) =>
    document.currentSha256 !== undefined &&
    (has(document, 'review') || stateOf(document, 'review') === 'approved'),
  return: (document) =>
    document.direction === 'incoming' &&
    stateOf(document, 'core') === 'active' &&
    document.refusal === undefined,
  'join-duplicate': (document) => has(document, 'duplicate'),
  'keep-duplicate': (document) => has(document, 'duplicate'),
};

/** Only a registered incoming document has a sheet: the office refuses any other as NO_SHEET. */
export const hasSheet = (document: DeskDocument): boolean =>
  document.direction === 'incoming' &&
  stateOf(document, 'numbering') !== 'none' &&
  ['ordinary', 'warned'].includes(stateOf(document, 'screening')) &&
  ['active', 'recalled', 'replaced', 'returned'].includes(stateOf(document, 'core'));

const inOrder: readonly ActKind[] = [
  'seal',
  'void',
  'publish',
  'keep-back',
  'join-duplicate',
  'keep-duplicate',
  'return',
];

/** What this person may do with this document now. */
export const offeredActs = (
  document: DeskDocument,
  roles: readonly DeskRole[],
): readonly ActKind[] =>
  inOrder.filter((kind) => isAllowed(`acts.${kind}`, roles) && offered[kind](document));

/** What an act on this document is about. */
export const subjectOf = (document: DeskDocument): ActSubject => ({
  number: document.number,
  sha256: document.currentSha256,
  twin: document.links.find(({ kind }) => kind.startsWith('doubles-'))?.code,
  isPublished: ['approved', 'published'].includes(stateOf(document, 'publication')),
});

export interface Decision {
  readonly kind: ActKind;
  readonly actId: string;
  readonly documentId: string;
  readonly reason: string;
  readonly sha256?: string | undefined;
  /** What the review's state was on the screen. */
  readonly reviewSeen?: string | undefined;
}

/** The act as the office takes it. */
export const actOf = (decision: Decision): DeskAct => {
  const { kind, actId, documentId, reason, sha256 = '', reviewSeen } = decision;
  const base = { actId, documentId };
  if (kind === 'seal') return { kind, ...base, sha256 };
  if (kind === 'publish' || kind === 'keep-back')
    return {
      kind,
      ...base,
      sha256,
      reason,
      ...(reviewSeen === undefined ? {} : { reviewSeen }),
    };
  return { kind, ...base, reason };
};
