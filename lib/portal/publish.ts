import type { DesiredPublication } from './desired-publication.ts';
import { putFixedTexts } from './fixed-site.ts';
import { listingTexts, openListings } from './listings.ts';
import type { PublishDeps } from './publish-deps.ts';
import { showDocument } from './show-document.ts';
import { openSession } from './site-session.ts';
import { takeDown } from './take-down.ts';

export interface PublicationOutcome {
  /** Was anything written or removed? A repetition changes nothing. */
  readonly changed: boolean;
  readonly puts: number;
  /** Present once the document has or had a page. */
  readonly slug?: string;
  /** The version that is on the portal now. */
  readonly onPortal?: string;
}

/**
 * Makes the portal show of one document what `desired` says. Safe to repeat after a crash at any
 * point: the same site comes of it. Costs the same number of writes however large the site is.
 * @throws SiteConflictError when another writer changed the site meanwhile: repeat the whole call
 * @throws PublicationFileError when the stored file is not the approved version (R2)
 */
export const reconcilePublication = async (
  deps: PublishDeps,
  desired: DesiredPublication,
): Promise<PublicationOutcome> => {
  const session = openSession(deps.site);
  const { slug } =
    desired.kind === 'public'
      ? await showDocument(deps, session, desired)
      : await takeDown(deps, session, desired);
  const { puts, removals } = session.tally;
  return {
    changed: puts + removals > 0,
    puts,
    ...(slug === undefined ? {} : { slug }),
    ...(desired.kind === 'public' ? { onPortal: desired.sha256 } : {}),
  };
};

/** The pages that need no document: for a new site, and after new wording or looks. */
export const openPortal = async (deps: Omit<PublishDeps, 'readFile'>): Promise<void> => {
  const session = openSession(deps.site);
  const listings = await openListings(session);
  const fixed = await putFixedTexts(session, deps.settings, listings.manifest.fixed);
  for (const { key, body } of listingTexts(deps.settings, listings, listings.tail, fixed)) {
    await session.put(key, body);
  }
};
