import { escapeText, showableText } from '../kernel/escape-text.ts';

/** Markup that is safe to put into a page as it is. Made only in this file. */
class SafeMarkup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}
/** An address that passed `url()`. Made only in this file. */
class SafeUrl {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type { SafeMarkup, SafeUrl };

type Fragment = SafeMarkup | SafeUrl | string | number | undefined | false;
export type Value = Fragment | readonly Fragment[];

type HoleKind = 'text' | 'attribute' | 'url';
const URL_ATTRIBUTES = ['href', 'src', 'action', 'cite', 'formaction', 'poster', 'srcset'];

/** Where a value would stand after this much markup. Refuses places where escaping is not enough. */
const holeAfter = (before: string): HoleKind => {
  if (before.lastIndexOf('<') <= before.lastIndexOf('>')) return 'text';
  const attribute = /\s([a-zA-Z:-]+)="([^"]*)$/.exec(before.slice(before.lastIndexOf('<')));
  const [, name = '', soFar = ''] = attribute ?? [];
  if (attribute === null || /^(on|style$|srcdoc$)/i.test(name)) {
    throw new TypeError('a value must stand in text or in a quoted, harmless attribute');
  }
  return URL_ATTRIBUTES.includes(name.toLowerCase()) && soFar === '' ? 'url' : 'attribute';
};

const known = new WeakMap<TemplateStringsArray, readonly HoleKind[]>();
const holesOf = (strings: TemplateStringsArray): readonly HoleKind[] => {
  const seen = known.get(strings);
  if (seen !== undefined) return seen;
  if (/<\/?(script|style|iframe|object|embed|base)\b/i.test(strings.join(''))) {
    throw new TypeError('a template holds no scripts, styles or embedded pages');
  }
  const holes = strings.slice(0, -1).map((_, at) => holeAfter(strings.slice(0, at + 1).join('x')));
  known.set(strings, holes);
  return holes;
};

const render = (value: Value, hole: HoleKind): string => {
  if (value === undefined || value === false) return '';
  if (value instanceof SafeUrl) return escapeText(value.toString());
  if (hole === 'url') throw new TypeError('an address must pass url()');
  if (value instanceof SafeMarkup) {
    if (hole !== 'text') throw new TypeError('markup cannot stand in an attribute');
    return value.toString();
  }
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return value.map((item) => render(item, hole)).join('');
};

/**
 * Auto-escaping template for HTML and XML. Every value is escaped unless it is markup made here;
 * addresses must have passed `url()`.
 * @throws TypeError for a template in which escaping would not protect (a fault of the program)
 */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): SafeMarkup => {
  const holes = holesOf(strings);
  let text = strings[0] ?? '';
  values.forEach((value, at) => {
    text += render(value, holes[at] ?? 'text') + (strings[at + 1] ?? '');
  });
  return new SafeMarkup(text);
};

/**
 * An address for a link: a path of this site, https, http or mailto.
 * @throws TypeError for any other scheme, and for what browsers would read as one
 */
export const url = (address: string): SafeUrl => {
  const plain = /^[\x21-\x7e]+$/.test(address) && !/["'<>\\`]/.test(address);
  if (!plain || !/^(\/(?!\/)|https?:\/\/|mailto:|#)/i.test(address)) {
    throw new TypeError('not a safe address');
  }
  return new SafeUrl(address);
};

/** Data for search engines. `<`, `>` and `&` are escaped, so no text can end the script element. */
export const jsonLd = (data: object): SafeMarkup => {
  const json = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? showableText(value) : value,
  ).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new SafeMarkup(`<script type="application/ld+json">${json}</script>`);
};

/** A whole page or feed as it is stored. */
export const toPage = (prologue: string, markup: SafeMarkup): string =>
  `${prologue}\n${markup.toString()}\n`;
