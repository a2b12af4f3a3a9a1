import { beforeAll, expect, test } from '@jest/globals';
import { keys } from '../../lib/portal/keys.ts';
import { reconcilePublication } from '../../lib/portal/publish.ts';
import { brokenLinks, objectsHolding, parseXml } from '../support/check-portal.ts';
import { memoryPortalSite } from '../support/memory-portal-site.ts';
import { goneOf, pdfOf, portalSettings, shownOf } from '../support/portal-documents.ts';

/** 120 documents, published one by one; the tests below read the site or work on a copy. */
const names = Array.from({ length: 120 }, (_, at) => `số ${String(at + 1).padStart(3, '0')}`);
const grown = memoryPortalSite();
const puts: number[] = [];

const reconcile = async (site: typeof grown, name: string, desired = shownOf(name)) =>
  reconcilePublication(
    {
      site,
      readFile: async () => pdfOf(name),
      settings: portalSettings,
      now: new Date(Date.UTC(2026, 10, 23, 0, Number(name.slice(3)))),
    },
    desired,
  );
const rowsOn = (site: typeof grown, key: string): readonly string[] =>
  [...(site.text(key)?.matchAll(/Trích yếu (số \d+)<\/a>/g) ?? [])].map(([, name = '']) => name);
const copyOf = (): typeof grown => {
  const copy = memoryPortalSite();
  for (const [key, object] of grown.objects) copy.objects.set(key, object);
  return copy;
};

beforeAll(async () => {
  for (const name of names) puts.push((await reconcile(grown, name)).puts);
});

test('each costs at most 25 writes, and the last ones no more than the first', () => {
  expect(Math.max(...puts)).toBeLessThanOrEqual(25);
  expect(Math.max(...puts.slice(60))).toBeLessThanOrEqual(Math.max(...puts.slice(1, 60)));
});

test('archive pages hold 50 each, counted from the oldest, newest first on the page', () => {
  expect(rowsOn(grown, keys.archivePage(1))).toEqual(names.slice(0, 50).toReversed());
  expect(rowsOn(grown, keys.archivePage(2))).toEqual(names.slice(50, 100).toReversed());
  expect(rowsOn(grown, keys.archivePage(3))).toEqual(names.slice(100).toReversed());
});

test('the newest list and its older pages together hold every document once', () => {
  const older = /rel="prev" href="\/([^"]+)\/"/.exec(grown.text(keys.newest) ?? '')?.[1];
  expect(older).toBe('van-ban/trang/2');
  const all = [keys.newest, keys.archivePage(2), keys.archivePage(1)].flatMap((key) =>
    rowsOn(grown, key),
  );
  expect(all).toEqual(names.toReversed());
});

test('a full page is not written again by later publications', () => {
  const writes = grown.calls.filter((call) => call === `write ${keys.archivePage(1)}`);
  expect(writes).toHaveLength(51);
});

test('a take-down from a full page rewrites that page and shifts no other', async () => {
  const site = copyOf();
  const desired = goneOf('số 007');
  await reconcile(site, 'số 007', desired);
  const left = names
    .slice(0, 50)
    .toReversed()
    .filter((name) => name !== 'số 007');
  expect(rowsOn(site, keys.archivePage(1))).toEqual(left);
  expect(site.text(keys.archivePage(2))).toBe(grown.text(keys.archivePage(2)));
  expect(site.text(keys.newest)).toContain('119 văn bản đang được công khai');
  expect(objectsHolding(site, 'Trích yếu số 007')).toEqual([]);
  await reconcile(site, 'số 121');
  expect(rowsOn(site, keys.archivePage(1))).toEqual(left);
  expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
});

test('every link of every page, feed and sitemap leads to an object', () => {
  expect(brokenLinks(grown, portalSettings.baseUrl)).toEqual([]);
});

test('the feed is well-formed and names the newest 30', () => {
  const elements = parseXml(grown.text(keys.feed) ?? '');
  expect(elements[0]).toBe('feed');
  expect(elements.filter((name) => name === 'entry')).toHaveLength(30);
  expect(parseXml(grown.text(keys.sitemap(3)) ?? '').filter((name) => name === 'loc')).toHaveLength(
    20,
  );
});
