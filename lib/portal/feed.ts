import { html, type SafeMarkup, toPage, url } from './html.ts';
import { keys, pathOf } from './keys.ts';
import { labels } from './labels.vi.ts';
import type { ListRow } from './portal-data.ts';
import type { PortalSettings } from './settings.ts';
import { documentTitle, shownAbstract } from './shown-abstract.ts';

/** Of an empty feed: Atom demands a date, and a clock would change the bytes each time. */
const NEVER = '1970-01-01T00:00:00Z';

const entry = (settings: PortalSettings, row: ListRow): SafeMarkup => {
  const address = settings.baseUrl + pathOf(keys.document(row.slug));
  return html`<entry>
<id>${address}</id>
<title>${documentTitle(row)}</title>
<link rel="alternate" type="text/html" href="${url(address)}"/>
<updated>${row.publishedAt}</updated>
<published>${row.publishedAt}</published>
<author><name>${row.issuer}</name></author>
<summary>${shownAbstract(row.abstract)}</summary>
</entry>`;
};

/** Atom (RFC 4287) of the newest documents, newest first. */
export const atomFeed = (settings: PortalSettings, rows: readonly ListRow[]): string => {
  const self = settings.baseUrl + pathOf(keys.feed);
  const updated = rows.reduce(
    (latest, row) => (row.publishedAt > latest ? row.publishedAt : latest),
    NEVER,
  );
  return toPage(
    '<?xml version="1.0" encoding="utf-8"?>',
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${labels.language}">
<id>${self}</id>
<title>${labels.newestLong} – ${settings.agency}</title>
<link rel="self" type="application/atom+xml" href="${url(self)}"/>
<link rel="alternate" type="text/html" href="${url(settings.baseUrl + pathOf(keys.newest))}"/>
<updated>${updated}</updated>
<author><name>${settings.agency}</name></author>
${rows.map((row) => entry(settings, row))}
</feed>`,
  );
};
