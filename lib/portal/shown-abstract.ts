/**
 * A trích yếu as pages and feeds show it. In a công văn it follows "V/v" and begins with a small
 * letter (Decree 30/2020, Annex I); on its own line it begins with a capital one.
 */
export const shownAbstract = (abstract: string): string =>
  abstract.replace(/^\s*\p{Ll}/u, (start) => start.toLocaleUpperCase('vi'));

/** Code and abstract, as page titles and feed entries name a document. */
export const documentTitle = (document: {
  readonly code?: string | undefined;
  readonly abstract: string;
}): string =>
  [document.code, shownAbstract(document.abstract)]
    .filter((part) => part !== undefined)
    .join(' – ');
