import {
  vietnamDate,
  vietnamIso,
  vietnamLongDate,
  vietnamShortDate,
} from '../../kernel/vietnam-time.ts';
import { html, jsonLd, type SafeMarkup, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels, sizeText } from '../labels.vi.ts';
import type { ShownDocument } from '../portal-data.ts';
import type { PortalSettings } from '../settings.ts';
import { documentTitle, shownAbstract } from '../shown-abstract.ts';
import { fileNameOf } from '../slug.ts';
import { renderPage } from './layout.ts';
import { registerRows } from './register-rows.ts';

type Related = Pick<ShownDocument, 'code' | 'issuedOn' | 'issuer' | 'abstract'> & { slug: string };

/** Wall-clock time and date in Vietnam. */
const signingTime = (instant: string): string => {
  const iso = vietnamIso(new Date(instant));
  return labels.at(iso.slice(11, 19), vietnamShortDate(iso.slice(0, 10)));
};

const fact = (label: string, value: SafeMarkup | string | undefined, kind = 'plain') =>
  value !== undefined && html`<dt class="${kind}">${label}</dt><dd class="${kind}">${value}</dd>`;

const signerText = ({ signerName, signerTitle }: ShownDocument): string | undefined =>
  [signerName, signerTitle].filter((part) => part !== undefined).join(', ') || undefined;

const factsTable = (shown: ShownDocument): SafeMarkup => html`<dl class="facts">
${fact(labels.code, shown.code ?? labels.noCode)}
${fact(labels.issuer, shown.issuer)}
${fact(labels.type, shown.typeName)}
${fact(labels.issuedOn, shown.issuedOn && vietnamShortDate(shown.issuedOn))}
${fact(labels.field, shown.field)}
${fact(labels.signer, signerText(shown))}
${fact(labels.pageCount, shown.pageCount === undefined ? undefined : String(shown.pageCount))}
${fact(labels.publishedOn, vietnamShortDate(vietnamDate(new Date(shown.publishedAt))))}
${fact(labels.signature, shown.signedHere && labels.signedHere(signingTime(shown.signedHere.leaderAt), signingTime(shown.signedHere.agencyAt)))}
${fact(labels.checksum, shown.sha256, 'hash')}
</dl>`;

/** schema.org Legislation; the same allow-list as the page. */
const legislation = (settings: PortalSettings, shown: ShownDocument, address: string): SafeMarkup =>
  jsonLd({
    '@context': 'https://schema.org',
    '@type': 'Legislation',
    name: shownAbstract(shown.abstract),
    url: address,
    inLanguage: labels.language,
    legislationIdentifier: shown.code,
    legislationType: shown.typeName,
    legislationDate: shown.issuedOn,
    datePublished: shown.publishedAt,
    legislationPassedBy: { '@type': 'GovernmentOrganization', name: shown.issuer },
    publisher: { '@type': 'GovernmentOrganization', name: settings.agency },
    encoding: {
      '@type': 'MediaObject',
      contentUrl: settings.baseUrl + pathOf(shown.file),
      encodingFormat: 'application/pdf',
      contentSize: String(shown.size),
      sha256: shown.sha256,
    },
  });

/** The page of one public document. */
export const documentPage = (
  settings: PortalSettings,
  slug: string,
  shown: ShownDocument,
  related: readonly Related[],
): string => {
  const key = keys.document(slug);
  const address = settings.baseUrl + pathOf(key);
  const kind = [shown.typeName, shown.issuer].filter((part) => part !== undefined).join(' · ');
  const dateline = [
    shown.code && labels.numbered(shown.code),
    shown.issuedOn && vietnamLongDate(shown.issuedOn),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  return renderPage(
    settings,
    {
      title: documentTitle(shown),
      key,
      description: shownAbstract(shown.abstract),
      jsonLd: legislation(settings, shown, address),
    },
    html`<article class="document">
<p class="kicker">${kind}</p>
<h1>${shownAbstract(shown.abstract)}</h1>
<p class="dateline">${dateline}</p>
<div class="actions"><a class="button" href="${url(pathOf(shown.file))}" type="application/pdf" download="${fileNameOf(shown.code)}">${labels.download} <span class="size">(${sizeText(shown.size)})</span></a>
<p class="note">${labels.downloadNote}</p>
<p class="note print-note">${labels.printNote}</p></div>
<h2>${labels.facts}</h2>
${factsTable(shown)}
</article>
${related.length > 0 && html`<aside class="others"><h2>${labels.others}</h2>${registerRows(related)}</aside>`}`,
  );
};
