import { sha256Of } from '../kernel/ids.ts';
import {
  findCard,
  loadCard,
  loadPredecessors,
  putCard,
  putDocumentPage,
  putGonePage,
  putMentioningPages,
} from './cards.ts';
import type { DesiredPublication } from './desired-publication.ts';
import { PublicationFileError } from './errors.ts';
import { putFixedTexts } from './fixed-site.ts';
import { keys } from './keys.ts';
import {
  type Listings,
  listingTexts,
  openListings,
  placeFor,
  recentRows,
  withRow,
} from './listings.ts';
import { type Card, rowOf, type ShownDocument } from './portal-data.ts';
import type { PublishDeps } from './publish-deps.ts';
import type { SiteSession } from './site-session.ts';
import { fileNameOf, slugOf } from './slug.ts';

/** How many other documents a page names under "Tin khác". */
const RELATED = 4;

type Shown = Extract<DesiredPublication, { kind: 'public' }>;

const shownDocument = (
  deps: PublishDeps,
  desired: Shown,
  slug: string,
  known: Card | undefined,
): ShownDocument => {
  const { facts, sha256, size } = desired;
  const sameVersion = known?.shown?.sha256 === sha256 ? known.shown : undefined;
  return {
    ...facts,
    sha256,
    size,
    file: keys.file(slug, sha256, fileNameOf(facts.code)),
    publishedAt: sameVersion?.publishedAt ?? deps.now.toISOString(),
  };
};

/** Chosen once, when the document is first shown: later ones of the same issuer name this one. */
const chooseRelated = (listings: Listings, desired: Shown, known: Card | undefined) =>
  known?.shown === undefined
    ? recentRows(listings)
        .filter(({ issuer, documentId }) => {
          return issuer === desired.facts.issuer && documentId !== desired.documentId;
        })
        .slice(0, RELATED)
        .map(({ documentId }) => documentId)
    : known.related;

/** Tells each related document who shows its subject, before anything shows it. */
const announceMention = async (
  session: SiteSession,
  related: readonly string[],
  by: string,
): Promise<readonly string[]> => {
  const standing: string[] = [];
  for (const documentId of related) {
    const other = await findCard(session, documentId);
    if (other?.shown === undefined) continue;
    standing.push(documentId);
    if (other.mentionedBy.includes(by)) continue;
    await putCard(session, { ...other, mentionedBy: [...other.mentionedBy, by] });
  }
  return standing;
};

const putFile = async (deps: PublishDeps, session: SiteSession, shown: ShownDocument) => {
  const bytes = await deps.readFile(shown.sha256);
  if (sha256Of(bytes) !== shown.sha256) throw new PublicationFileError();
  await session.putOnce(shown.file, bytes);
};

const removeOldFiles = async (session: SiteSession, card: Card, shown: ShownDocument) => {
  const old = card.files.filter((file) => file !== shown.file);
  if (old.length === 0) return;
  for (const file of old) await session.remove(file);
  await putCard(session, { ...card, files: [shown.file] });
};

/** Pages of documents that this one replaces now link to it. */
const linkPredecessors = async (deps: PublishDeps, session: SiteSession, documentId: string) => {
  for (const replaced of await loadPredecessors(session, documentId)) {
    const card = await loadCard(session, replaced);
    if (card !== undefined) await putGonePage(session, deps.settings, card);
  }
};

/**
 * Puts one document on the portal, or makes good what an earlier attempt left: card, file, page,
 * lists, manifest, in this order, so that whatever is linked is there.
 */
export const showDocument = async (
  deps: PublishDeps,
  session: SiteSession,
  desired: Shown,
): Promise<{ slug: string }> => {
  const { documentId } = desired;
  const listings = await openListings(session);
  const fixed = await putFixedTexts(session, deps.settings, listings.manifest.fixed);
  const newSlug = slugOf({ documentId, ...desired.facts });
  const known = await loadCard(session, documentId, newSlug);
  const slug = known?.slug ?? newSlug;
  const place = await placeFor(session, listings, documentId, known?.chunk);
  const shown = shownDocument(deps, desired, slug, known);
  const chosen = chooseRelated(listings, desired, known);
  const card: Card = {
    version: 1,
    documentId,
    slug,
    chunk: place.number,
    files: [...new Set([...(known?.files ?? []), shown.file])],
    related: [...(await announceMention(session, chosen, documentId))],
    mentionedBy: known?.mentionedBy ?? [],
    shown,
  };
  await putCard(session, card);
  const listed = place.rows.find((row) => row.documentId === documentId);
  // A listed file lies there: it is written before the lists and removed after them.
  if (listed?.file !== shown.file) await putFile(deps, session, shown);
  await putDocumentPage(session, deps.settings, card, shown);
  const changed = withRow(place, rowOf(card, shown));
  for (const text of listingTexts(deps.settings, listings, changed, fixed)) {
    await session.put(text.key, text.body);
  }
  await putMentioningPages(session, deps.settings, card.mentionedBy);
  await linkPredecessors(deps, session, documentId);
  await removeOldFiles(session, card, shown);
  return { slug };
};
