import { foldText } from '../kernel/vietnamese.ts';

const MAX_CODE = 60;

/** Lower-case ASCII words joined by hyphens: "98/QĐ-UBDT" → "98-qd-ubdt". */
const toSlugPart = (text: string): string =>
  foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_CODE)
    .replace(/^-+|-+$/g, '');

/**
 * The last part of a document's permalink: code, date and eight characters of its id. It never
 * holds words of the subject, because the address outlives a take-down.
 */
export const slugOf = (document: {
  readonly documentId: string;
  readonly code?: string | undefined;
  readonly issuedOn?: string | undefined;
}): string =>
  [toSlugPart(document.code ?? '') || 'van-ban', document.issuedOn, document.documentId.slice(0, 8)]
    .filter((part) => part !== undefined)
    .join('-');

/** The name a reader's computer saves the file under. */
export const fileNameOf = (code: string | undefined): string =>
  `${toSlugPart(code ?? '') || 'van-ban'}.pdf`;
