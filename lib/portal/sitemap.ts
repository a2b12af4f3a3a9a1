import { html, toPage } from './html.ts';
import { keys, pathOf } from './keys.ts';
import type { ListRow } from './portal-data.ts';
import type { PortalSettings } from './settings.ts';

const XML = '<?xml version="1.0" encoding="utf-8"?>';

/** The documents of one archive page (sitemaps.org 0.9). */
export const sitemap = (settings: PortalSettings, rows: readonly ListRow[]): string =>
  toPage(
    XML,
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows.map((row) => html`<url><loc>${settings.baseUrl + pathOf(keys.document(row.slug))}</loc><lastmod>${row.publishedAt}</lastmod></url>`)}
</urlset>`,
  );

/** Names the sitemaps; changes only when an archive page is opened. */
export const sitemapIndex = (settings: PortalSettings, pages: number): string =>
  toPage(
    XML,
    html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${Array.from({ length: pages }, (_, at) => html`<sitemap><loc>${settings.baseUrl + pathOf(keys.sitemap(at + 1))}</loc></sitemap>`)}
</sitemapindex>`,
  );

export const robotsText = (settings: PortalSettings): string =>
  `User-agent: *\nDisallow: /data/\nSitemap: ${settings.baseUrl}${pathOf(keys.sitemapIndex)}\n`;
