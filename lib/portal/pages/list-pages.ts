import { html, type SafeMarkup, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels } from '../labels.vi.ts';
import type { ListRow } from '../portal-data.ts';
import type { PortalSettings } from '../settings.ts';
import { renderPage } from './layout.ts';
import { registerRows } from './register-rows.ts';

const link = (key: string | undefined, rel: 'prev' | 'next', label: string) =>
  key !== undefined && html`<a rel="${rel}" href="${url(pathOf(key))}">${label}</a>`;

/** `newer` and `older` are keys of neighbouring pages that exist. */
const pager = (newer: string | undefined, older: string | undefined): SafeMarkup | undefined =>
  newer === undefined && older === undefined
    ? undefined
    : html`<nav class="pager" aria-label="${labels.pages}">${link(newer, 'next', labels.newer)}${link(older, 'prev', labels.older)}</nav>`;

const list = (rows: readonly ListRow[], whenEmpty: string): SafeMarkup =>
  rows.length === 0 ? html`<p>${whenEmpty}</p>` : registerRows(rows);

/** Văn bản mới. `rows` newest first; `older` is the first archive page that is not shown here. */
export const newestPage = (
  settings: PortalSettings,
  page: { rows: readonly ListRow[]; total: number; older: string | undefined },
): string =>
  renderPage(
    settings,
    { title: labels.newest, key: keys.newest },
    html`<div class="head"><h1>${labels.newestLong}</h1><p class="note">${labels.total(page.total)}</p></div>
${list(page.rows, labels.empty)}
${pager(undefined, page.older)}`,
  );

/** One archive page. Once full it changes only for its link to the next, or for a take-down. */
export const archivePage = (
  settings: PortalSettings,
  page: { number: number; rows: readonly ListRow[]; hasNext: boolean },
): string => {
  const { number } = page;
  return renderPage(
    settings,
    { title: labels.archiveTitle(number), key: keys.archivePage(number) },
    html`<div class="head"><h1>${labels.archiveTitle(number)}</h1></div>
<p class="note">${labels.archiveNote}</p>
${list(page.rows, labels.emptyPage)}
${pager(page.hasNext ? keys.archivePage(number + 1) : keys.newest, number > 1 ? keys.archivePage(number - 1) : undefined)}`,
  );
};

/** Trang chủ: what this is and the newest few. */
export const homePage = (
  settings: PortalSettings,
  page: { rows: readonly ListRow[]; total: number },
): string =>
  renderPage(
    settings,
    { title: labels.home, key: keys.home, description: labels.lead(settings.agency) },
    html`<h1>${labels.homeTitle}</h1>
<p class="lead">${labels.lead(settings.agency)}</p>
<div class="head"><h2>${labels.newest}</h2><p class="note">${labels.total(page.total)}</p></div>
${list(page.rows, labels.empty)}
${page.rows.length > 0 && html`<p class="more"><a href="${url(pathOf(keys.newest))}">${labels.allNewest}</a></p>`}`,
  );
