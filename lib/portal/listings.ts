import { atomFeed } from './feed.ts';
import { keys } from './keys.ts';
import { archivePage, homePage, newestPage } from './pages/list-pages.ts';
import {
  CHUNK_SIZE,
  type Chunk,
  type ListRow,
  type Manifest,
  readChunk,
  readManifest,
  toStoredJson,
} from './portal-data.ts';
import type { PortalSettings } from './settings.ts';
import type { SiteSession } from './site-session.ts';
import { sitemap, sitemapIndex } from './sitemap.ts';

/** Below this the list of new documents shows the archive page before the last too. */
const FEW = 15;
const ON_HOME = 12;
const IN_FEED = 30;

/** The end of the register, from which every list is made: never the whole of it. */
export interface Listings {
  readonly manifest: Manifest;
  readonly tail: Chunk;
  readonly previous: Chunk | undefined;
}

export interface SiteText {
  readonly key: string;
  readonly body: string;
}

const findChunk = async (session: SiteSession, number: number): Promise<Chunk | undefined> => {
  await Promise.all([keys.archivePage(number), keys.sitemap(number)].map(session.read));
  const key = keys.chunk(number);
  const body = await session.read(key);
  return body && readChunk(key, body);
};

/** Archive page data; an empty one where nothing lies yet. */
export const loadChunk = async (session: SiteSession, number: number): Promise<Chunk> =>
  (await findChunk(session, number)) ?? { version: 1, number, used: 0, rows: [] };

const lastChunk = async (session: SiteSession, from: number): Promise<Chunk> => {
  const chunk = await loadChunk(session, from);
  // A publication may have opened a page and stopped before the manifest could say so.
  const next = chunk.used >= CHUNK_SIZE ? await findChunk(session, from + 1) : undefined;
  return next === undefined ? chunk : lastChunk(session, next.number);
};

export const openListings = async (session: SiteSession): Promise<Listings> => {
  await Promise.all(
    [keys.newest, keys.home, keys.feed, keys.sitemapIndex].map((key) => session.read(key)),
  );
  const stored = await session.read(keys.manifest);
  const manifest: Manifest =
    stored === undefined
      ? { version: 1, counts: [], fixed: '' }
      : readManifest(keys.manifest, stored);
  const tail = await lastChunk(session, Math.max(1, manifest.counts.length));
  const previous = tail.number > 1 ? await loadChunk(session, tail.number - 1) : undefined;
  return { manifest, tail, previous };
};

/** Rows at hand, newest first. */
export const recentRows = ({ tail, previous }: Listings): readonly ListRow[] => [
  ...tail.rows.toReversed(),
  ...(previous?.rows.toReversed() ?? []),
];

/** The archive page a document is on, or the last one with room for it. */
export const placeFor = async (
  session: SiteSession,
  { tail }: Listings,
  documentId: string,
  knownChunk: number | undefined,
): Promise<Chunk> => {
  const holds = (chunk: Chunk): boolean => chunk.rows.some((row) => row.documentId === documentId);
  const known = knownChunk === undefined ? undefined : await loadChunk(session, knownChunk);
  if (known !== undefined && holds(known)) return known;
  return tail.used < CHUNK_SIZE ? tail : loadChunk(session, tail.number + 1);
};

export const withRow = (chunk: Chunk, row: ListRow): Chunk => {
  const at = chunk.rows.findIndex(({ documentId }) => documentId === row.documentId);
  return at < 0
    ? { ...chunk, used: chunk.used + 1, rows: [...chunk.rows, row] }
    : { ...chunk, rows: chunk.rows.with(at, row) };
};

export const withoutRow = (chunk: Chunk, documentId: string): Chunk => ({
  ...chunk,
  rows: chunk.rows.filter((row) => row.documentId !== documentId),
});

const pageTexts = (settings: PortalSettings, chunk: Chunk, last: number): readonly SiteText[] => {
  const { number } = chunk;
  const rows = chunk.rows.toReversed();
  return [
    { key: keys.chunk(number), body: toStoredJson(chunk) },
    {
      key: keys.archivePage(number),
      body: archivePage(settings, { number, rows, hasNext: number < last }),
    },
    { key: keys.sitemap(number), body: sitemap(settings, chunk.rows) },
  ];
};

/**
 * Everything that follows from one changed archive page, in the order of publishing: data, archive
 * pages, newest lists, manifest. A take-down writes it backwards. Constant in number.
 */
export const listingTexts = (
  settings: PortalSettings,
  { manifest, tail, previous }: Listings,
  changed: Chunk,
  fixed: string,
): readonly SiteText[] => {
  const atHand = [previous, tail].filter((chunk) => chunk !== undefined);
  const chunks = [...atHand.filter(({ number }) => number !== changed.number), changed];
  const last = Math.max(...chunks.map(({ number }) => number));
  const counts = Array.from({ length: last }, (_, at) => {
    const chunk = chunks.find(({ number }) => number === at + 1);
    return chunk?.rows.length ?? manifest.counts[at] ?? 0;
  });
  const rowsOf = (number: number): readonly ListRow[] =>
    chunks.find((chunk) => chunk.number === number)?.rows.toReversed() ?? [];
  const lastRows = rowsOf(last);
  const pagesShown = lastRows.length < FEW && last > 1 ? 2 : 1;
  const recent = [...lastRows, ...rowsOf(last - 1)];
  const rows = pagesShown === 1 ? lastRows : recent;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const older = last > pagesShown ? keys.archivePage(last - pagesShown) : undefined;
  return [
    ...chunks.flatMap((chunk) => pageTexts(settings, chunk, last)),
    { key: keys.newest, body: newestPage(settings, { rows, total, older }) },
    { key: keys.home, body: homePage(settings, { rows: recent.slice(0, ON_HOME), total }) },
    { key: keys.feed, body: atomFeed(settings, recent.slice(0, IN_FEED)) },
    { key: keys.sitemapIndex, body: sitemapIndex(settings, last) },
    { key: keys.manifest, body: toStoredJson({ version: 1, counts, fixed } satisfies Manifest) },
  ];
};
