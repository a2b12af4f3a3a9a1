import { vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { html, type SafeMarkup, url } from '../html.ts';
import { keys, pathOf } from '../keys.ts';
import { labels } from '../labels.vi.ts';
import type { ListRow } from '../portal-data.ts';
import { shownAbstract } from '../shown-abstract.ts';

type Row = Pick<ListRow, 'slug' | 'code' | 'issuedOn' | 'issuer' | 'abstract'>;

const row = (entry: Row): SafeMarkup => html`<li>
<p class="facts-line"><span class="number">${entry.code ?? labels.noCode}</span>${entry.issuedOn !== undefined && html`<time datetime="${entry.issuedOn}">${vietnamShortDate(entry.issuedOn)}</time>`}<span>${entry.issuer}</span></p>
<p class="title"><a href="${url(pathOf(keys.document(entry.slug)))}">${shownAbstract(entry.abstract)}</a></p>
</li>`;

/** Rows as a clerk reads a register: number · date · issuer over the abstract. */
export const registerRows = (rows: readonly Row[]): SafeMarkup =>
  html`<ol class="rows">${rows.map(row)}</ol>`;
