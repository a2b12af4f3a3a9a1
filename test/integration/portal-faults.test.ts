import { describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/kernel/ids.ts';
import {
  type DesiredPublication,
  desiredPublication,
} from '../../lib/portal/desired-publication.ts';
import { SiteConflictError } from '../../lib/portal/errors.ts';
import { keys } from '../../lib/portal/keys.ts';
import { reconcilePublication } from '../../lib/portal/publish.ts';
import type { PublishDeps } from '../../lib/portal/publish-deps.ts';
import { brokenLinks, objectsHolding } from '../support/check-portal.ts';
import {
  InjectedFault,
  type MemoryPortalSite,
  memoryPortalSite,
} from '../support/memory-portal-site.ts';
import {
  clearedState,
  goneOf,
  pdfOf,
  portalSettings,
  shownOf,
  takenBack,
} from '../support/portal-documents.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const names = Array.from({ length: 70 }, (_, at) => `số ${at + 1}`);
const files = new Map<string, Uint8Array>(
  names.map((name) => [sha256Of(pdfOf(name)), pdfOf(name)]),
);
const depsFor = (site: MemoryPortalSite): PublishDeps => ({
  site,
  readFile: async (sha256) => files.get(sha256) ?? new Uint8Array(),
  settings: portalSettings,
  now: NOW,
});

const siteWith = async (count: number): Promise<MemoryPortalSite> => {
  const site = memoryPortalSite();
  for (const name of names.slice(0, count))
    await reconcilePublication(depsFor(site), shownOf(name));
  site.calls.length = 0;
  return site;
};
const copyOf = (site: MemoryPortalSite): MemoryPortalSite => {
  const copy = memoryPortalSite();
  for (const [key, object] of site.objects) copy.objects.set(key, object);
  return copy;
};
const fault = (): never => {
  throw new InjectedFault('injected');
};

/** Fails the n-th call before or after it has taken effect, then repeats undisturbed. */
const failThenRepeat = async (
  start: MemoryPortalSite,
  at: number,
  when: 'before' | 'after',
  desired: DesiredPublication,
  between: readonly DesiredPublication[] = [],
): Promise<MemoryPortalSite> => {
  const site = copyOf(start);
  site.intercept = (_, number) => {
    if (number !== at) return undefined;
    return when === 'before' ? fault() : fault;
  };
  await expect(reconcilePublication(depsFor(site), desired)).rejects.toThrow(InjectedFault);
  site.intercept = undefined;
  for (const other of [...between, desired]) await reconcilePublication(depsFor(site), other);
  return site;
};

const replaced = desiredPublication(takenBack(clearedState('số 2'), 'replaced', 'số 3'));
const scenes: readonly (readonly [string, number, DesiredPublication])[] = [
  ['the first document of a new portal', 0, shownOf('số 1')],
  ['one more document', 5, shownOf('số 6')],
  ['the document that opens a new archive page', 50, shownOf('số 51')],
  ['a corrected document', 5, shownOf('số 2', { abstract: 'Đính chính', documentCode: '1/QĐ' })],
  ['a document corrected that others name', 6, shownOf('số 2', { abstract: 'Đính chính' })],
  ['a recall', 5, goneOf('số 2')],
  ['a recall from a full archive page', 51, goneOf('số 48')],
  ['a replacement', 5, replaced],
];

describe.each(scenes)('%s, stopped at any call and repeated', (_, count, desired) => {
  test('ends in the site an undisturbed run makes, byte for byte', async () => {
    const start = await siteWith(count);
    const undisturbed = copyOf(start);
    await reconcilePublication(depsFor(undisturbed), desired);
    const expected = undisturbed.contents();
    const calls = undisturbed.calls.length;
    expect(calls).toBeGreaterThan(20);
    for (let at = 1; at <= calls; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const site = await failThenRepeat(start, at, when, desired);
        expect({ at, when, contents: site.contents() }).toEqual({ at, when, contents: expected });
      }
    }
  });
});

test('a publication stopped at any call and then recalled leaves no subject and no file', async () => {
  const start = await siteWith(5);
  const trial = copyOf(start);
  await reconcilePublication(depsFor(trial), shownOf('số 6'));
  for (let at = 1; at < trial.calls.length; at += 1) {
    const site = copyOf(start);
    site.intercept = (_, number) => (number === at ? fault : undefined);
    await expect(reconcilePublication(depsFor(site), shownOf('số 6'))).rejects.toThrow(
      InjectedFault,
    );
    site.intercept = undefined;
    await reconcilePublication(depsFor(site), goneOf('số 6'));
    expect(objectsHolding(site, 'Trích yếu số 6')).toEqual([]);
    expect([...site.objects.keys()].filter((key) => key.endsWith('.pdf'))).toHaveLength(5);
    expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
  }
});

test('a document recalled while another that names it is stopped half-way is not shown by it', async () => {
  const start = await siteWith(5);
  const trial = copyOf(start);
  await reconcilePublication(depsFor(trial), shownOf('số 6'));
  for (let at = 1; at < trial.calls.length; at += 1) {
    const site = await failThenRepeat(start, at, 'after', shownOf('số 6'), [
      goneOf('số 5'),
      shownOf('số 7'),
    ]);
    expect(objectsHolding(site, 'Trích yếu số 5')).toEqual([]);
    expect(objectsHolding(site, 'Trích yếu số 6')).toContain(keys.newest);
    expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
  }
});

test('a new archive page that the manifest does not know yet is not lost by a take-down', async () => {
  const start = await siteWith(50);
  const desired = shownOf('số 51');
  const trial = copyOf(start);
  await reconcilePublication(depsFor(trial), desired);
  let listedEarly = 0;
  for (let at = 1; at < trial.calls.length; at += 1) {
    const site = copyOf(start);
    site.intercept = (_, number) => (number === at ? fault : undefined);
    await expect(reconcilePublication(depsFor(site), desired)).rejects.toThrow(InjectedFault);
    site.intercept = undefined;
    const isListed = objectsHolding(site, 'Trích yếu số 51').includes(keys.chunk(2));
    listedEarly += Number(isListed);
    await reconcilePublication(depsFor(site), goneOf('số 3'));
    const total = isListed ? '50 văn bản' : '49 văn bản';
    expect({ at, newest: site.text(keys.newest) }).toMatchObject({
      newest: expect.stringContaining(total),
    });
    expect(brokenLinks(site, portalSettings.baseUrl)).toEqual([]);
  }
  expect(listedEarly).toBeGreaterThan(0);
});

describe('two writers', () => {
  /** Lets `other` run whole inside the n-th call of `mine`. */
  const interleave = async (
    start: MemoryPortalSite,
    at: number,
    mine: DesiredPublication,
    other: DesiredPublication,
  ) => {
    const site = copyOf(start);
    site.intercept = (_, number) => {
      if (number !== at) return undefined;
      site.intercept = undefined;
      return () => reconcilePublication(depsFor(site), other).then(() => undefined);
    };
    const outcome = await reconcilePublication(depsFor(site), mine).catch(
      (error: unknown) => error,
    );
    return { site, outcome };
  };

  test('never lose a document: whoever is late is told, and succeeds on repeating', async () => {
    const start = await siteWith(5);
    const trial = copyOf(start);
    await reconcilePublication(depsFor(trial), shownOf('số 6'));
    let conflicts = 0;
    for (let at = 1; at < trial.calls.length; at += 1) {
      const { site, outcome } = await interleave(start, at, shownOf('số 6'), shownOf('số 7'));
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(SiteConflictError);
        conflicts += 1;
        await reconcilePublication(depsFor(site), shownOf('số 6'));
      }
      for (const key of [keys.home, keys.newest, keys.feed, keys.archivePage(1)]) {
        expect({ at, page: site.text(key) }).toMatchObject({
          page: expect.stringMatching(/số 7[\s\S]*số 6|số 6[\s\S]*số 7/),
        });
      }
      expect(site.text(keys.newest)).toContain('7 văn bản');
    }
    expect(conflicts).toBeGreaterThan(0);
  });

  test('a recall inside a publication leaves the recalled subject nowhere', async () => {
    const start = await siteWith(5);
    const trial = copyOf(start);
    await reconcilePublication(depsFor(trial), shownOf('số 6'));
    for (let at = 1; at < trial.calls.length; at += 1) {
      const { site, outcome } = await interleave(start, at, shownOf('số 6'), goneOf('số 5'));
      if (outcome instanceof Error) await reconcilePublication(depsFor(site), shownOf('số 6'));
      expect({ at, holding: objectsHolding(site, 'Trích yếu số 5') }).toEqual({ at, holding: [] });
    }
  });

  test('correcting two documents of one full page leave both corrections on it', async () => {
    const start = await siteWith(70);
    const mine = shownOf('số 3', { abstract: 'Đính chính ba' });
    const other = shownOf('số 4', { abstract: 'Đính chính bốn' });
    const trial = copyOf(start);
    await reconcilePublication(depsFor(trial), mine);
    for (let at = 1; at < trial.calls.length; at += 1) {
      const { site, outcome } = await interleave(start, at, mine, other);
      if (outcome instanceof Error) await reconcilePublication(depsFor(site), mine);
      const page = site.text(keys.archivePage(1)) ?? '';
      expect({ at, page }).toMatchObject({ page: expect.stringContaining('Đính chính ba') });
      expect({ at, page }).toMatchObject({ page: expect.stringContaining('Đính chính bốn') });
    }
  });
});
