import { vietnamDate } from '../kernel/vietnam-time.ts';
import { loadCard, putCard, putGonePage, putMentioningPages, putPredecessor } from './cards.ts';
import type { DesiredPublication } from './desired-publication.ts';
import { putFixedTexts } from './fixed-site.ts';
import { listingTexts, loadChunk, openListings, withoutRow } from './listings.ts';
import type { Card, Gone } from './portal-data.ts';
import type { PublishDeps } from './publish-deps.ts';
import type { SiteSession } from './site-session.ts';

type Absent = Extract<DesiredPublication, { kind: 'absent' }>;

const goneFrom = (deps: PublishDeps, desired: Absent, known: Card): Gone => {
  const { reason, code, issuedOn, replacedBy } = desired;
  return {
    reason: reason === 'recalled' || reason === 'replaced' ? reason : 'removed',
    code,
    issuedOn,
    successor: replacedBy,
    since: known.gone?.since ?? vietnamDate(deps.now),
  };
};

const takeFromLists = async (deps: PublishDeps, session: SiteSession, card: Card) => {
  if (card.chunk === undefined) return;
  const listings = await openListings(session);
  const fixed = await putFixedTexts(session, deps.settings, listings.manifest.fixed);
  const changed = withoutRow(await loadChunk(session, card.chunk), card.documentId);
  const texts = listingTexts(deps.settings, listings, changed, fixed);
  for (const text of texts.toReversed()) await session.put(text.key, text.body);
};

/** Takes the subject out of every "Tin khác" that may show it. */
const takeFromMentions = async (deps: PublishDeps, session: SiteSession, card: Card) => {
  for (const documentId of card.mentionedBy) {
    const other = await loadCard(session, documentId);
    if (other === undefined) continue;
    const related = other.related.filter((id) => id !== card.documentId);
    await putCard(session, { ...other, related });
  }
  await putMentioningPages(session, deps.settings, card.mentionedBy);
};

/**
 * Takes one document off the portal, or makes good what an earlier attempt left: lists, mentions,
 * page, file. Its card loses the subject first and keeps what is still to be cleared. Afterwards
 * its address says that it is gone.
 */
export const takeDown = async (
  deps: PublishDeps,
  session: SiteSession,
  desired: Absent,
): Promise<{ slug?: string }> => {
  const known = await loadCard(session, desired.documentId);
  if (known === undefined) return {};
  const { version, documentId, slug, chunk, files, mentionedBy } = known;
  const gone = goneFrom(deps, desired, known);
  const card = { version, documentId, slug, chunk, files, related: [], mentionedBy, gone };
  await putCard(session, card);
  await takeFromLists(deps, session, card);
  await takeFromMentions(deps, session, card);
  if (gone.successor !== undefined) await putPredecessor(session, gone.successor, documentId);
  await putGonePage(session, deps.settings, card);
  for (const file of files) await session.remove(file);
  await putCard(session, {
    version,
    documentId,
    slug,
    files: [],
    related: [],
    mentionedBy: [],
    gone,
  });
  return { slug };
};
