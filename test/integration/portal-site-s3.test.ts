import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import { createS3 } from '../../lib/local/s3/s3-service.ts';
import { SiteConflictError } from '../../lib/portal/errors.ts';
import { headersOf, keys } from '../../lib/portal/keys.ts';
import { reconcilePublication } from '../../lib/portal/publish.ts';
import { s3PortalSite } from '../../lib/portal/site.s3.ts';
import type { PortalSite } from '../../lib/portal/site.ts';
import { startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';
import { memoryPortalSite } from '../support/memory-portal-site.ts';
import { goneOf, pdfOf, portalSettings, shownOf } from '../support/portal-documents.ts';

const Bucket = 'portal-of-the-office';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const how = headersOf('data/x.json');

let endpoints: TestEndpoints;
let s3: S3Client;

beforeAll(async () => {
  endpoints = await startTestEndpoints({
    services: async (context) => [
      await createS3(inSubfolder(context, 's3'), { onObjectCreated: () => undefined }),
    ],
  });
  s3 = new S3Client(endpoints.clientFor());
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  s3.destroy();
  await endpoints.close();
});

/** What every PortalSite keeps: the double in memory, which other tests rely on, and S3. */
describe.each<[string, () => PortalSite]>([
  ['in memory', memoryPortalSite],
  ['in S3', () => s3PortalSite(s3, Bucket)],
])('a site %s', (name, open) => {
  const key = `data/${name.length}.json`;

  test('has nothing under a key never written', async () => {
    expect(await open().read('data/nothing.json')).toBeUndefined();
  });

  test('gives back what was written, and a new etag for each version', async () => {
    const site = open();
    await site.write(key, bytes('một'), how);
    const first = await site.read(key);
    await site.write(key, bytes('hai'), { ...how, ifMatch: first?.etag ?? '' });
    const second = await site.read(key);
    expect([first?.body, second?.body].map((body) => new TextDecoder().decode(body))).toEqual([
      'một',
      'hai',
    ]);
    expect(second?.etag).not.toBe(first?.etag);
  });

  test('refuses a write over a version that is no longer there', async () => {
    const site = open();
    await site.write(key, bytes('một'), how);
    const { etag = '' } = (await site.read(key)) ?? {};
    await site.write(key, bytes('hai'), how);
    const late = site.write(key, bytes('ba'), { ...how, ifMatch: etag });
    await expect(late).rejects.toBeInstanceOf(SiteConflictError);
    expect((await site.read(key))?.body).toEqual(bytes('hai'));
  });

  test('refuses a first write where something lies, and a rewrite of what is gone', async () => {
    const site = open();
    await site.write(key, bytes('một'), how);
    const first = site.write(key, bytes('hai'), { ...how, ifMatch: 'absent' });
    await expect(first).rejects.toBeInstanceOf(SiteConflictError);
    const { etag = '' } = (await site.read(key)) ?? {};
    await site.remove(key);
    const rewrite = site.write(key, bytes('ba'), { ...how, ifMatch: etag });
    await expect(rewrite).rejects.toBeInstanceOf(SiteConflictError);
  });

  test('removes, and removes again without complaint', async () => {
    const site = open();
    await site.write(key, bytes('một'), how);
    await site.remove(key);
    await site.remove(key);
    expect(await site.read(key)).toBeUndefined();
  });
});

test('a document published to S3 and recalled leaves the same objects as in memory', async () => {
  const memory = memoryPortalSite();
  const inS3 = s3PortalSite(s3, Bucket);
  for (const site of [memory, inS3]) {
    for (const desired of [shownOf('một'), shownOf('hai'), goneOf('một')]) {
      const name =
        desired.kind === 'public' ? desired.facts.abstract.replace('Trích yếu ', '') : '';
      await reconcilePublication(
        {
          site,
          readFile: async () => pdfOf(name),
          settings: portalSettings,
          now: new Date('2026-11-23T02:00:00Z'),
        },
        desired,
      );
    }
  }
  for (const [key, { body }] of memory.objects) {
    expect({ key, body: (await inS3.read(key))?.body }).toEqual({
      key,
      body: new Uint8Array(body),
    });
  }
});

test('pages carry type and caching as a browser needs them', async () => {
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: keys.newest }));
  expect(head).toMatchObject({
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'public, max-age=30, stale-while-revalidate=60',
  });
});
