import type { DocumentState } from '../../register/document-state.ts';
import type { StepResult } from './timeline-entry.ts';

/** How the opening of a document has ended; undefined while the office still works on it. */
export const endOfOpening = (state: DocumentState): StepResult | undefined => {
  const { core, screening, numbering, signing } = state;
  if (core.status === 'refused') return { kind: 'refused', code: 'SECRET_REFUSED' };
  if (core.status === 'held') return { kind: 'held' };
  if (screening.status === 'refused')
    return { kind: 'returned', code: screening.causes[0] ?? 'REFUSED' };
  if (signing.status === 'refused') return { kind: 'returned', code: signing.code ?? 'REFUSED' };
  if (numbering.status === 'none') return undefined;
  if (signing.status !== 'none')
    return { kind: 'signed', code: numbering.code ?? '', by: signing.signerId ?? '' };
  const number = numbering.code ?? '';
  return core.direction === 'incoming'
    ? { kind: 'registered', number, own: numbering.status === 'allocated' }
    : { kind: 'entered', number };
};

/** Has the portal caught up with the officer's decision? */
export const isPublicationSettled = ({ review, publication, core }: DocumentState): boolean => {
  if (core.status === 'recalled' || core.status === 'replaced') return true;
  if (review.status === 'rejected') return publication.status !== 'published';
  return publication.status === 'published' && publication.onPortal === publication.sha256;
};

export const isTakenDown = ({ core, publication }: DocumentState): boolean =>
  ['recalled', 'replaced'].includes(core.status) &&
  publication.onPortal === undefined &&
  publication.status !== 'approved' &&
  publication.status !== 'published';
