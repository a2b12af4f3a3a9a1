import { html, type SafeMarkup, toPage, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels } from '../labels.vi.ts';
import type { PortalSettings } from '../settings.ts';

export interface PageHead {
  readonly title: string;
  /** The page's own key: its address and place in the menu come from it. */
  readonly key: string;
  readonly description?: string | undefined;
  /** Pages about documents that are gone, and errors, stay out of search engines. */
  readonly noIndex?: boolean;
  readonly jsonLd?: SafeMarkup;
}

const menu = [
  { key: keys.home, label: labels.home },
  { key: keys.newest, label: labels.newest },
  { key: keys.about, label: labels.about },
];

const menuItem = (item: (typeof menu)[number], current: string): SafeMarkup =>
  item.key === current
    ? html`<li><a href="${url(pathOf(item.key))}" aria-current="page">${item.label}</a></li>`
    : html`<li><a href="${url(pathOf(item.key))}">${item.label}</a></li>`;

const footerLine = (label: string, text: string | undefined): SafeMarkup | undefined =>
  text === undefined ? undefined : html`<div><dt>${label}</dt><dd>${text}</dd></div>`;

const footer = (
  settings: PortalSettings,
): SafeMarkup => html`<footer class="footer"><dl class="wrap">
${footerLine(labels.footerAgency, settings.agency)}${footerLine(labels.footerResponsible, settings.responsible)}${footerLine(labels.footerAddress, settings.address)}${footerLine(labels.footerContact, settings.contact)}
</dl></footer>`;

const head = (settings: PortalSettings, page: PageHead): SafeMarkup => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${labels.siteName}, ${settings.agency}</title>
${page.description !== undefined && html`<meta name="description" content="${page.description}">`}
${page.noIndex ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${url(settings.baseUrl + pathOf(page.key))}">`}
<link rel="stylesheet" href="${url(pathOf(keys.styles))}">
<link rel="icon" type="image/svg+xml" href="${url(pathOf(keys.mark))}">
<link rel="alternate" type="application/atom+xml" title="${labels.newest}" href="${url(pathOf(keys.feed))}">
${page.jsonLd}
</head>`;

/** A whole page around its main content. */
export const renderPage = (settings: PortalSettings, page: PageHead, content: SafeMarkup): string =>
  toPage(
    '<!doctype html>',
    html`<html lang="${labels.language}">
${head(settings, page)}
<body>
<a class="skip" href="#noi-dung">${labels.skip}</a>
${settings.banner !== undefined && html`<p class="banner">${settings.banner}</p>`}
<header class="masthead"><div class="wrap">
<a class="letterhead" href="${url(pathOf(keys.home))}"><img src="${url(pathOf(keys.mark))}" alt="" width="48" height="48"><span>${settings.parentAgency !== undefined && html`<span class="parent">${settings.parentAgency}</span>`}<span class="agency">${settings.agency}</span><span class="site">${labels.siteName}</span></span></a>
<nav class="menu" aria-label="${labels.navigation}"><ul>${menu.map((item) => menuItem(item, page.key))}</ul></nav>
</div></header>
<main id="noi-dung" class="wrap">
${content}
</main>
${footer(settings)}
</body>
</html>`,
  );
