import type { DocumentId } from '../kernel/ids.ts';
import { keys } from './keys.ts';
import { documentPage } from './pages/document-page.ts';
import { gonePage } from './pages/gone-page.ts';
import {
  type Card,
  type ListRow,
  readCard,
  readPredecessors,
  rowOf,
  type ShownDocument,
  toCardJson,
  toStoredJson,
} from './portal-data.ts';
import type { PortalSettings } from './settings.ts';
import type { SiteSession } from './site-session.ts';

/** The card as it lies there; decides nothing about the document's own page. */
export const findCard = async (
  session: SiteSession,
  documentId: string,
): Promise<Card | undefined> => {
  const key = keys.card(documentId);
  const body = await session.read(key);
  return body && readCard(key, body);
};

/** The card after its page, so that whoever changes either in between is noticed. */
export const loadCard = async (
  session: SiteSession,
  documentId: string,
  newSlug?: string,
): Promise<Card | undefined> => {
  const key = keys.card(documentId);
  const first = await session.peek(key);
  const slug = first === undefined ? newSlug : readCard(key, first).slug;
  if (slug !== undefined) await session.read(keys.document(slug));
  return findCard(session, documentId);
};

export const putCard = (session: SiteSession, card: Card): Promise<void> =>
  session.put(keys.card(card.documentId), toCardJson(card));

/** The rows of those documents that are still public. */
const publicRows = async (
  session: SiteSession,
  documentIds: readonly string[],
): Promise<readonly ListRow[]> => {
  const cards = await Promise.all(documentIds.map((id) => findCard(session, id)));
  return cards.flatMap((card) => (card?.shown === undefined ? [] : [rowOf(card, card.shown)]));
};

export const putDocumentPage = async (
  session: SiteSession,
  settings: PortalSettings,
  card: Card,
  shown: ShownDocument,
): Promise<void> => {
  const related = await publicRows(session, card.related);
  await session.put(keys.document(card.slug), documentPage(settings, card.slug, shown, related));
};

/** Pages that name a document under "Tin khác", made again from what its card says now. */
export const putMentioningPages = async (
  session: SiteSession,
  settings: PortalSettings,
  mentionedBy: readonly string[],
): Promise<void> => {
  for (const documentId of mentionedBy) {
    const other = await loadCard(session, documentId);
    if (other?.shown === undefined) continue;
    // A publication that has not come as far as its page will make it from the cards of then.
    if ((await session.read(keys.document(other.slug))) === undefined) continue;
    await putDocumentPage(session, settings, other, other.shown);
  }
};

export const putGonePage = async (
  session: SiteSession,
  settings: PortalSettings,
  card: Card,
): Promise<void> => {
  if (card.gone === undefined) return;
  const { successor } = card.gone;
  const [row] = successor === undefined ? [] : await publicRows(session, [successor]);
  await session.put(keys.document(card.slug), gonePage(settings, card.slug, card.gone, row));
};

/** Ids of withdrawn documents that this one replaces. */
export const loadPredecessors = async (
  session: SiteSession,
  documentId: string,
): Promise<readonly string[]> => {
  const key = keys.predecessors(documentId);
  const body = await session.read(key);
  return body === undefined ? [] : readPredecessors(key, body).of;
};

/** Remembers that `documentId` is replaced by `successor`, which may be published only later. */
export const putPredecessor = async (
  session: SiteSession,
  successor: DocumentId | string,
  documentId: string,
): Promise<void> => {
  const of = await loadPredecessors(session, successor);
  if (of.includes(documentId)) return;
  const body = toStoredJson({ version: 1, of: [...of, documentId] });
  await session.put(keys.predecessors(successor), body);
};
