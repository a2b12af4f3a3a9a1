/**
 * Never shown: control characters (XML 1.0 forbids them), overrides of writing direction (they
 * make a title read as another), zero-width marks, noncharacters.
 */
const UNSHOWABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as people may be shown it, where nothing needs escaping, such as on a PDF page. */
export const showableText = (text: string): string => text.replace(UNSHOWABLE, '');

/** Text for an element's content or a quoted attribute, in HTML and XML alike. */
export const escapeText = (text: string): string =>
  showableText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
