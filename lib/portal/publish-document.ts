import { ConcurrencyError } from '../kernel/errors.ts';
import type { DocumentState } from '../register/document-state.ts';
import type { Act, Outcome } from '../register/effect-runner.ts';
import { newWork } from '../register/work.ts';
import { desiredPublication } from './desired-publication.ts';
import { SiteConflictError } from './errors.ts';
import { type PublicationOutcome, reconcilePublication } from './publish.ts';
import type { PublishDeps } from './publish-deps.ts';

/** Recall, review and grade must still be what the site was made from, or it is made again. */
const GUARDS = ['core', 'screening', 'review'] as const;

const shown = (state: DocumentState, result: PublicationOutcome, now: Date): Outcome => {
  const { publication } = state;
  const news = publication.onPortal !== result.onPortal;
  return {
    kind: 'done',
    next: {
      ...state,
      publication: {
        ...publication,
        status: 'published',
        ...(result.onPortal === undefined ? {} : { onPortal: result.onPortal }),
        ...(result.slug === undefined ? {} : { slug: result.slug }),
        publishedAt: publication.publishedAt ?? now.toISOString(),
      },
    },
    works: news ? [newWork('answer', `published-${publication.rev}`)] : [],
    guards: GUARDS,
    to: 'published',
  };
};

const hidden = (state: DocumentState): Outcome => {
  const { onPortal, ...publication } = state.publication;
  return {
    kind: 'done',
    next: {
      ...state,
      publication: {
        ...publication,
        status: publication.status === 'none' ? 'none' : 'withdrawn',
      },
    },
    works: onPortal === undefined ? [] : [newWork('answer', `withdrawn-${publication.rev}`)],
    guards: GUARDS,
    to: 'absent',
  };
};

/**
 * The effect `publish`: whatever the step was called, the portal is made to show what the state
 * says now (R2), so late, repeated and crossing messages all end in the same site.
 */
export const publishDocument =
  (deps: Omit<PublishDeps, 'now'>): Act =>
  async (_work, state, { now }) => {
    const desired = desiredPublication(state);
    try {
      const result = await reconcilePublication({ ...deps, now }, desired);
      return desired.kind === 'public' ? shown(state, result, now) : hidden(state);
    } catch (error) {
      if (error instanceof SiteConflictError) throw new ConcurrencyError('the portal', error);
      throw error;
    }
  };
