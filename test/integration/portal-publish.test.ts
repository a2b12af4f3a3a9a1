import { beforeEach, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/kernel/ids.ts';
import { desiredPublication } from '../../lib/portal/desired-publication.ts';
import { keys } from '../../lib/portal/keys.ts';
import { openPortal, reconcilePublication } from '../../lib/portal/publish.ts';
import type { PublishDeps } from '../../lib/portal/publish-deps.ts';
import { brokenLinks, objectsHolding, parseXml } from '../support/check-portal.ts';
import { type MemoryPortalSite, memoryPortalSite } from '../support/memory-portal-site.ts';
import {
  clearedState,
  goneOf,
  pdfOf,
  portalSettings,
  shownOf,
  takenBack,
} from '../support/portal-documents.ts';

const abstractOf = (name: string): string => `Trích yếu ${name}`;

let site: MemoryPortalSite;
let deps: PublishDeps;
const store = new Map<string, Uint8Array>();
const keep = (...names: readonly string[]): void => {
  for (const name of names) store.set(sha256Of(pdfOf(name)), pdfOf(name));
};
const readFile = async (sha256: string): Promise<Uint8Array> => {
  const bytes = store.get(sha256);
  if (bytes === undefined) throw new Error('not stored');
  return bytes;
};
const publish = (name: string, facts: Parameters<typeof shownOf>[1] = {}) => {
  keep(name);
  return reconcilePublication(deps, shownOf(name, facts));
};
const pageOf = (slug: string | undefined): string => site.text(keys.document(slug ?? '')) ?? '';

beforeEach(() => {
  site = memoryPortalSite();
  deps = { site, readFile, settings: portalSettings, now: new Date('2026-11-23T02:00:00Z') };
});

test('a new portal has its pages before it has a document, and every link leads somewhere', async () => {
  await openPortal(deps);
  expect(site.text(keys.home)).toContain('Chưa có văn bản nào được công khai.');
  expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
});

test('a published document has its page, its file byte for byte, and is in every list', async () => {
  const { slug, onPortal, changed } = await publish('một');
  expect({ changed, onPortal }).toEqual({ changed: true, onPortal: sha256Of(pdfOf('một')) });
  expect(pageOf(slug)).toContain('<h1>Trích yếu một</h1>');
  for (const key of [keys.home, keys.newest, keys.feed, keys.archivePage(1)])
    expect(site.text(key)).toContain(abstractOf('một'));
  expect(site.text(keys.sitemap(1))).toContain(`/van-ban/${slug}/`);
  const [file = ''] = [...site.objects.keys()].filter((key) => key.endsWith('.pdf'));
  expect(site.objects.get(file)).toMatchObject({
    body: pdfOf('một'),
    contentType: 'application/pdf',
  });
  expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
});

test('the page tells the facts, the hash and the size, and nothing from inside the office', async () => {
  const { slug } = await publish('một', {
    signerName: 'Hầu A Lềnh',
    signerTitle: 'Bộ trưởng, Chủ nhiệm',
  });
  const page = pageOf(slug);
  for (const told of ['98/QĐ-UBDT', '20/11/2026', 'Hầu A Lềnh', sha256Of(pdfOf('một')), '1 KB'])
    expect(page).toContain(told);
  for (const inside of ['0912345678', 'person-7', 'ban-thao', 'officer-1', 'e-office'])
    expect(objectsHolding(site, inside)).toEqual([]);
});

test('what a visitor can follow on a page stays on the host it was opened from', async () => {
  const { slug } = await publish('một');
  await publish('hai');
  for (const key of [keys.document(slug ?? ''), keys.home, keys.newest, keys.archivePage(1)]) {
    const [, body = ''] = (site.text(key) ?? '').split('<body>');
    expect(body).toContain('href="/van-ban/');
    expect(body).not.toContain(portalSettings.baseUrl);
  }
});

test('an abstract that begins with a small letter is shown with a capital one everywhere', async () => {
  const { slug } = await publish('một', { abstract: 'báo cáo nhanh' });
  const { slug: later } = await publish('hai');
  const shownOn = [keys.home, keys.newest, keys.archivePage(1), keys.feed];
  for (const key of [keys.document(slug ?? ''), keys.document(later ?? ''), ...shownOn]) {
    expect(site.text(key)).toContain('Báo cáo nhanh');
    expect(site.text(key)).not.toContain('báo cáo nhanh');
  }
});

test('repeating a publication changes nothing, at whatever time', async () => {
  await publish('một');
  await publish('hai');
  const before = site.contents();
  deps = { ...deps, now: new Date('2026-12-24T02:00:00Z') };
  const again = await publish('một');
  expect(again).toMatchObject({ changed: false, puts: 0 });
  expect(site.contents()).toEqual(before);
});

test('a file that is not the approved version is not published', async () => {
  const desired = shownOf('một');
  const altered = reconcilePublication({ ...deps, readFile: async () => pdfOf('khác') }, desired);
  await expect(altered).rejects.toMatchObject({ code: 'PUBLICATION_FILE_MISMATCH' });
  expect([...site.objects.keys()].filter((key) => /pdf$|van-ban/.test(key))).toEqual([]);
});

test('a corrected fact reaches the page, every list and the pages that name it', async () => {
  const { slug } = await publish('một');
  await publish('hai');
  const corrected = await publish('một', { abstract: 'Trích yếu đã đính chính' });
  expect(corrected.slug).toBe(slug);
  expect(objectsHolding(site, abstractOf('một'))).toEqual([]);
  expect(objectsHolding(site, 'Trích yếu đã đính chính')).toContain(keys.home);
});

test('a corrected number keeps the address and leaves no second file', async () => {
  const { slug } = await publish('một');
  const corrected = await publish('một', { documentCode: '99/QĐ-UBDT' });
  expect(corrected.slug).toBe(slug);
  const files = [...site.objects.keys()].filter((key) => key.endsWith('.pdf'));
  expect(files.map((key) => key.split('/').at(-1))).toEqual(['99-qd-ubdt.pdf']);
});

describe('a take-down', () => {
  test('leaves the subject and the file nowhere, and says why at the address', async () => {
    for (const name of ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu']) await publish(name);
    const { slug, onPortal, changed } = await reconcilePublication(deps, goneOf('hai'));
    expect({ changed, onPortal }).toEqual({ changed: true, onPortal: undefined });
    expect(objectsHolding(site, abstractOf('hai'))).toEqual([]);
    expect([...site.objects.keys()].filter((key) => key.endsWith('.pdf'))).toHaveLength(5);
    expect(pageOf(slug)).toContain('Văn bản này đã được thu hồi');
    expect(pageOf(slug)).toContain('Văn bản số 98/QĐ-UBDT ngày 20/11/2026');
    expect(pageOf(slug)).toContain('content="noindex"');
    expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
  });

  test('takes it out of the other pages that named it', async () => {
    await publish('một');
    const { slug } = await publish('hai');
    expect(pageOf(slug)).toContain(abstractOf('một'));
    await reconcilePublication(deps, goneOf('một'));
    expect(pageOf(slug)).not.toContain(abstractOf('một'));
    expect(pageOf(slug)).toContain(abstractOf('hai'));
  });

  test('repeated changes nothing and keeps its first date', async () => {
    await publish('một');
    await reconcilePublication(deps, goneOf('một'));
    const before = site.contents();
    deps = { ...deps, now: new Date('2026-12-24T02:00:00Z') };
    expect(await reconcilePublication(deps, goneOf('một'))).toMatchObject({ changed: false });
    expect(site.contents()).toEqual(before);
  });

  test('of a document that never was there writes nothing', async () => {
    expect(await reconcilePublication(deps, goneOf('một'))).toEqual({ changed: false, puts: 0 });
    expect(site.objects.size).toBe(0);
  });

  test('for another reason than recall tells neither number nor reason', async () => {
    const { slug } = await publish('một');
    const state = clearedState('một');
    const rejected = { ...state, review: { ...state.review, status: 'rejected' as const } };
    await reconcilePublication(deps, desiredPublication(rejected));
    expect(pageOf(slug)).toContain('Văn bản này đã được gỡ');
    expect(pageOf(slug)).not.toContain('98/QĐ-UBDT');
  });

  test('a document cleared again comes back under its old address', async () => {
    const { slug } = await publish('một');
    await reconcilePublication(deps, goneOf('một'));
    expect(await publish('một')).toMatchObject({ slug });
    expect(pageOf(slug)).toContain('<h1>Trích yếu một</h1>');
    expect(site.text(keys.newest)?.match(/Trích yếu một/g)).toHaveLength(1);
  });
});

describe('a replaced document', () => {
  const replaced = desiredPublication(takenBack(clearedState('cũ'), 'replaced', 'mới'));
  const newCode = { documentCode: '99/QĐ-UBDT' };

  test('points to its successor', async () => {
    const { slug } = await publish('cũ');
    const successor = await publish('mới', newCode);
    await reconcilePublication(deps, replaced);
    expect(pageOf(slug)).toContain(`href="/van-ban/${successor.slug}/">99/QĐ-UBDT</a>`);
  });

  test('points to a successor that is published only later', async () => {
    const { slug } = await publish('cũ');
    await reconcilePublication(deps, replaced);
    expect(pageOf(slug)).not.toContain('Được thay thế bởi');
    const successor = await publish('mới', newCode);
    expect(pageOf(slug)).toContain(`href="/van-ban/${successor.slug}/">99/QĐ-UBDT</a>`);
    expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
  });
});

test('hostile texts leave feed and sitemap well-formed and run nowhere', async () => {
  const abstract = `"><script>alert(1)</script>]]>&<!-- \u202e\u0000\ud800`;
  await publish('một', { abstract, issuer: abstract, documentCode: abstract });
  expect(parseXml(site.text(keys.feed) ?? '').filter((name) => name === 'entry')).toHaveLength(1);
  for (const [key, page] of Object.entries(site.contents()))
    if (!key.endsWith('.json')) expect(page).not.toContain('<script>');
  expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
});
