import { pathOf } from '../../lib/portal/keys.ts';
import type { MemoryPortalSite } from './memory-portal-site.ts';

const plainText = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  );

/** The key a visitor's request for a path ends at, as the edge resolves it. */
const keyOf = (path: string): string => {
  const key = path.replace(/^\//, '').replace(/[?#].*$/, '');
  return key === '' || key.endsWith('/') ? `${key}index.html` : key;
};

const addressesIn = (page: string): readonly string[] =>
  [...page.matchAll(/(?:href|src)="([^"]*)"|<loc>([^<]*)<\/loc>|"contentUrl":"([^"]*)"/g)].map(
    ([, attribute, location, content]) => plainText(attribute ?? location ?? content ?? ''),
  );

/** Internal links of all pages, feeds and sitemaps that lead to nothing: "page → address". */
export const brokenLinks = (site: MemoryPortalSite, baseUrl: string): readonly string[] =>
  Object.entries(site.contents())
    .filter(([key]) => /\.(html|xml)$/.test(key))
    .flatMap(([key, page]) =>
      addressesIn(page)
        .filter((address) => !address.startsWith('#') && !address.startsWith('mailto:'))
        .map((address) => address.replace(baseUrl, ''))
        .filter((path) => !site.objects.has(keyOf(path)))
        .map((path) => `${pathOf(key)} → ${path}`),
    );

/** Keys of all objects that hold a text, in its own form or as pages and JSON write it. */
export const objectsHolding = (site: MemoryPortalSite, text: string): readonly string[] =>
  Object.entries(site.contents())
    .filter(([, content]) => content.includes(text) || plainText(content).includes(text))
    .map(([key]) => key);

/** Element names of an XML text in order. @throws when it is not well-formed */
export const parseXml = (xml: string): readonly string[] => {
  const open: string[] = [];
  const seen: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*/, '');
  const token =
    /([^<&]|&(?:amp|lt|gt|quot|#39);)+|<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#39);)*")*)\s*(\/?)>/gy;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const [whole, , closing, opening, , alone] = token.exec(body) ?? [];
    if (whole === undefined) throw new Error(`not well-formed at ${body.slice(at, at + 60)}`);
    if (opening !== undefined) seen.push(opening);
    if (opening !== undefined && alone !== '/') open.push(opening);
    if (closing !== undefined && open.pop() !== closing) throw new Error(`${closing} not open`);
  }
  if (open.length > 0) throw new Error(`${open.join(' ')} not closed`);
  return seen;
};
