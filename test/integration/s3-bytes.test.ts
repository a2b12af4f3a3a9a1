import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectFailure } from './call-failure.ts';
import { Bucket, openS3Bucket, type S3Bucket, VIETNAMESE_KEY } from './s3-bucket.ts';

let bucket: S3Bucket;

beforeAll(async () => {
  bucket = await openS3Bucket();
});

afterAll(() => bucket.endpoints.close());

beforeEach(() => bucket.reset());

async function largestFile(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size);
  return Math.max(0, ...(await Promise.all(sizes)));
}

async function hashOf(Key: string): Promise<string> {
  const { Body } = await bucket.get(Key);
  const hash = createHash('sha256');
  for await (const chunk of Body as Readable) hash.update(chunk);
  return hash.digest('hex');
}

describe('byte identity', () => {
  const bodies: readonly (readonly [string, Buffer])[] = [
    ['an empty body', Buffer.alloc(0)],
    ['one byte', Buffer.from([0])],
    ['bytes that look like chunk framing', Buffer.from('5\r\nhello\r\n0\r\n\r\n')],
    ['random bytes over several chunks', randomBytes(300_000)],
  ];

  test.each(bodies)('%s comes back as it was sent', async (_, body) => {
    await bucket.put('buffer', body);
    const back = Buffer.from(
      (await (await bucket.get('buffer')).Body?.transformToByteArray()) ?? [],
    );
    expect(back.equals(body)).toBe(true);
  });

  test.each(bodies)(
    '%s sent as a stream with a trailing checksum comes back the same',
    async (_, body) => {
      const halves = [body.subarray(0, body.length >> 1), body.subarray(body.length >> 1)];
      await bucket.put('stream', Readable.from(halves.filter((half) => half.length > 0)), {
        ContentLength: body.length,
        ChecksumAlgorithm: 'SHA256',
      });
      const answer = await bucket.get('stream', { ChecksumMode: 'ENABLED' });
      const back = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      expect(back.equals(body)).toBe(true);
      expect(answer.ChecksumSHA256).toBe(createHash('sha256').update(body).digest('base64'));
      expect(answer.ContentEncoding).toBeUndefined();
    },
  );

  test('50 MB as a stream reach the disk while they are still being sent', async () => {
    const chunk = randomBytes(1024 * 1024);
    const whole = createHash('sha256');
    let onDiskBeforeTheEnd = 0;
    async function* send() {
      for (let sent = 1; sent <= 50; sent += 1) {
        whole.update(chunk);
        yield chunk;
        while (sent === 40 && onDiskBeforeTheEnd < 30 * chunk.length) {
          onDiskBeforeTheEnd = await largestFile(bucket.endpoints.folder);
        }
      }
    }
    await bucket.put('large', Readable.from(send()), { ContentLength: 50 * chunk.length });
    expect(onDiskBeforeTheEnd).toBeLessThan(50 * chunk.length);
    expect(await hashOf('large')).toBe(whole.digest('hex'));
  });

  test('a key with Vietnamese letters, spaces and reserved characters is one and the same', async () => {
    await bucket.put(VIETNAMESE_KEY, 'nội dung');
    expect(await bucket.textOf(VIETNAMESE_KEY)).toBe('nội dung');
    const { Contents } = await bucket.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'đến/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([VIETNAMESE_KEY]);
  });

  test.each(['a//b', 'a/../b', './x', 'a/', 'dot.', 'x/%2F/y', 'con', 'A', 'a'])(
    'the key %j is not taken for another',
    async (key) => {
      await bucket.put(key, `body of ${key}`);
      expect(await bucket.textOf(key)).toBe(`body of ${key}`);
      const { KeyCount } = await bucket.s3.send(new ListObjectsV2Command({ Bucket }));
      expect(KeyCount).toBe(1);
    },
  );
});

describe('checksums', () => {
  const body = Buffer.from('số 12/UBDT');
  const wrong = createHash('sha256').update('other').digest('base64');

  test('a body that differs from its SHA-256 is refused and not stored', async () => {
    await expectFailure(bucket.put('k', body, { ChecksumSHA256: wrong }), 'BadDigest', 400);
    await expectFailure(bucket.get('k'), 'NoSuchKey', 404);
  });

  test('a body that differs from its Content-MD5 is refused', async () => {
    const ContentMD5 = createHash('md5').update('other').digest('base64');
    await expectFailure(bucket.put('k', body, { ContentMD5 }), 'BadDigest', 400);
    await expectFailure(bucket.put('k', body, { ContentMD5: 'short' }), 'InvalidDigest', 400);
  });

  test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('%s is kept and told', async (name) => {
    const answer = await bucket.put('k', body, { ChecksumAlgorithm: name });
    const member = `Checksum${name}` as 'ChecksumCRC32';
    expect(answer[member]).toMatch(/=$/);
    const head = await bucket.s3.send(
      new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }),
    );
    expect(head[member]).toBe(answer[member]);
  });

  test('the ETag is the MD5 of the body', async () => {
    const { ETag } = await bucket.put('k', body);
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
  });
});

describe('headers and ranges', () => {
  test('content type, cache control, disposition and metadata are kept', async () => {
    await bucket.put('k', 'x', {
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentDisposition: 'inline; filename="a.pdf"',
      Metadata: { source: 'e-office', 'x-hash': 'abc' },
    });
    const head = await bucket.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(head).toMatchObject({
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentDisposition: 'inline; filename="a.pdf"',
      ContentLength: 1,
      Metadata: { source: 'e-office', 'x-hash': 'abc' },
    });
    expect(head.LastModified?.getTime()).toBe(Math.floor(bucket.endpoints.clock.now / 1000) * 1000);
  });

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('the range %s is answered in part', async (Range, text, contentRange) => {
    await bucket.put('k', '0123456789');
    const answer = await bucket.get('k', { Range });
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer.ContentRange).toBe(contentRange);
    expect(await answer.Body?.transformToString()).toBe(text);
  });

  test('a range behind the end is refused', async () => {
    await bucket.put('k', '0123456789');
    await expectFailure(bucket.get('k', { Range: 'bytes=10-' }), 'InvalidRange', 416);
  });
});
