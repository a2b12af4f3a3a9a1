import { vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { html, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels } from '../labels.vi.ts';
import type { Gone } from '../portal-data.ts';
import type { PortalSettings } from '../settings.ts';
import { renderPage } from './layout.ts';

/** What stands at the address of a document that was taken down: why and when, never its subject. */
export const gonePage = (
  settings: PortalSettings,
  slug: string,
  gone: Gone,
  successor: { slug: string; code?: string | undefined } | undefined,
): string => {
  const { title, text } = labels.gone[gone.reason];
  const named = labels.goneDocument(gone.code, gone.issuedOn && vietnamShortDate(gone.issuedOn));
  return renderPage(
    settings,
    { title, key: keys.document(slug), noIndex: true },
    html`<div class="gone">
<h1>${title}</h1>
${named !== '' && html`<p>${named}</p>`}
<p>${text}</p>
${successor !== undefined && html`<p>${labels.successor}: <a href="${url(pathOf(keys.document(successor.slug)))}">${successor.code ?? labels.noCode}</a></p>`}
<p class="note">${labels.goneSince(vietnamShortDate(gone.since))}</p>
</div>
<p class="more"><a href="${url(pathOf(keys.newest))}">${labels.allNewest}</a></p>`,
  );
};
