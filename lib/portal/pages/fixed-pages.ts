import { html, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels } from '../labels.vi.ts';
import type { PortalSettings } from '../settings.ts';
import { renderPage } from './layout.ts';

export const aboutPage = (settings: PortalSettings): string =>
  renderPage(
    settings,
    { title: labels.about, key: keys.about, description: labels.aboutPurpose(settings.agency) },
    html`<div class="prose">
<h1>${labels.aboutTitle}</h1>
<p>${labels.aboutPurpose(settings.agency)}</p>
<h2>${labels.aboutReviewTitle}</h2>
<p>${labels.aboutReview}</p>
<h2>${labels.aboutFileTitle}</h2>
<p>${labels.aboutFile}</p>
<h2>${labels.aboutReuseTitle}</h2>
<p>${labels.aboutReuse} <a href="${url(pathOf(keys.feed))}">${labels.feed}</a></p>
<h2>${labels.aboutAccessTitle}</h2>
<p>${labels.aboutAccess}</p>
</div>`,
  );

export const notFoundPage = (settings: PortalSettings): string =>
  renderPage(
    settings,
    { title: labels.notFoundTitle, key: keys.notFound, noIndex: true },
    html`<div class="prose">
<h1>${labels.notFoundTitle}</h1>
<p>${labels.notFoundText}</p>
<p><a href="${url(pathOf(keys.newest))}">${labels.allNewest}</a></p>
</div>`,
  );
