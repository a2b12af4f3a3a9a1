/** Where everything of the portal lies. A path is a key with a slash before it. */
export const keys = {
  home: 'index.html',
  newest: 'van-ban/index.html',
  about: 'gioi-thieu/index.html',
  notFound: '404.html',
  feed: 'van-ban/atom.xml',
  robots: 'robots.txt',
  sitemapIndex: 'sitemap.xml',
  styles: 'assets/portal.css',
  mark: 'assets/mark.svg',
  manifest: 'data/manifest.json',
  archivePage: (number: number): string => `van-ban/trang/${number}/index.html`,
  sitemap: (number: number): string => `sitemap/${number}.xml`,
  chunk: (number: number): string => `data/list/${number}.json`,
  card: (documentId: string): string => `data/docs/${documentId}.json`,
  /** Which withdrawn documents this one replaces. */
  predecessors: (documentId: string): string => `data/predecessors/${documentId}.json`,
  document: (slug: string): string => `van-ban/${slug}/index.html`,
  /** The hash in the key makes each version an object of its own. */
  file: (slug: string, sha256: string, name: string): string => `van-ban/${slug}/${sha256}/${name}`,
} as const;

/** The address of a key as links write it: folders without their index.html. */
export const pathOf = (key: string): string => `/${key.replace(/(^|\/)index\.html$/, '$1')}`;

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
  xml: 'application/xml; charset=utf-8',
};

const MINUTE = 'public, max-age=60';
/** Lists change with each document and may be shown a little late; what is taken down may not. */
const LISTS = 'public, max-age=30, stale-while-revalidate=60';
const HOUR = 'public, max-age=3600';

/** Content type and caching of a key. */
export const headersOf = (key: string): { contentType: string; cacheControl: string } => {
  const extension = key.slice(key.lastIndexOf('.') + 1);
  const contentType =
    key === keys.feed
      ? 'application/atom+xml; charset=utf-8'
      : (contentTypes[extension] ?? 'application/octet-stream');
  if (['css', 'svg', 'pdf'].includes(extension)) return { contentType, cacheControl: HOUR };
  if (extension === 'json') return { contentType, cacheControl: 'no-cache' };
  const isList = key === keys.home || key === keys.newest || key === keys.feed;
  return { contentType, cacheControl: isList ? LISTS : MINUTE };
};
