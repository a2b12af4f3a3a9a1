import { createHash, randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import { conditionalRequestConflict } from '../../lib/local/s3/s3-errors.ts';
import { createS3 } from '../../lib/local/s3/s3-service.ts';
import { startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

const Bucket = 'files-of-the-office';
const VIETNAMESE_KEY = 'đến/2026/Công văn số 12 & "khẩn" (bản 1) +100%~.pdf';

let endpoints: TestEndpoints;
let s3: S3Client;

beforeAll(async () => {
  endpoints = await startTestEndpoints({
    services: async (context) => [
      await createS3(inSubfolder(context, 's3'), { onObjectCreated: () => undefined }),
    ],
  });
  s3 = new S3Client(endpoints.clientFor());
});

afterAll(() => endpoints.close());

beforeEach(async () => {
  endpoints.faults.before = () => undefined;
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  if (!Buckets?.some(({ Name }) => Name === Bucket))
    await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  );
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket }),
  );
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
});

function put(
  Key: string,
  Body: Exclude<PutObjectCommandInput['Body'], undefined>,
  more: Partial<PutObjectCommandInput> = {},
) {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

function get(Key: string, more: object = {}): Promise<GetObjectCommandOutput> {
  return s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
}

async function textOf(Key: string, more: object = {}): Promise<string> {
  return (await get(Key, more)).Body?.transformToString() ?? '';
}

async function largestFile(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size);
  return Math.max(0, ...(await Promise.all(sizes)));
}

async function hashOf(Key: string): Promise<string> {
  const { Body } = await get(Key);
  const hash = createHash('sha256');
  for await (const chunk of Body as Readable) hash.update(chunk);
  return hash.digest('hex');
}

interface Failure {
  readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number };
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: Failure) => error,
  );
}

async function expectFailure(call: Promise<unknown>, name: string, status: number): Promise<void> {
  const { name: got, $metadata } = await failureOf(call);
  expect({ name: got, status: $metadata.httpStatusCode }).toEqual({ name, status });
}

describe('buckets', () => {
  test('a bucket is made once, found, and goes when it is empty', async () => {
    const one = { Bucket: 'one-more-bucket' };
    await s3.send(new CreateBucketCommand(one));
    await expectFailure(s3.send(new CreateBucketCommand(one)), 'BucketAlreadyOwnedByYou', 409);
    expect((await s3.send(new HeadBucketCommand(one))).BucketRegion).toBe('ap-southeast-1');
    await s3.send(new PutObjectCommand({ ...one, Key: 'k', Body: 'x' }));
    await expectFailure(s3.send(new DeleteBucketCommand(one)), 'BucketNotEmpty', 409);
    await s3.send(new DeleteObjectCommand({ ...one, Key: 'k' }));
    await s3.send(new DeleteBucketCommand(one));
    await expectFailure(s3.send(new HeadBucketCommand(one)), 'NotFound', 404);
  });

  test('a name that S3 would not take is refused', async () => {
    const bad = new CreateBucketCommand({ Bucket: 'Has_Capitals' });
    await expectFailure(s3.send(bad), 'InvalidBucketName', 400);
  });

  test('an object in a bucket that is not there is NoSuchBucket', async () => {
    const call = s3.send(new GetObjectCommand({ Bucket: 'not-there', Key: 'k' }));
    await expectFailure(call, 'NoSuchBucket', 404);
  });

  test('a bucket without a policy says so', async () => {
    const call = s3.send(new GetBucketPolicyCommand({ Bucket }));
    await expectFailure(call, 'NoSuchBucketPolicy', 404);
  });
});

describe('byte identity', () => {
  const bodies: readonly (readonly [string, Buffer])[] = [
    ['an empty body', Buffer.alloc(0)],
    ['one byte', Buffer.from([0])],
    ['bytes that look like chunk framing', Buffer.from('5\r\nhello\r\n0\r\n\r\n')],
    ['random bytes over several chunks', randomBytes(300_000)],
  ];

  test.each(bodies)('%s comes back as it was sent', async (_, body) => {
    await put('buffer', body);
    const back = Buffer.from((await (await get('buffer')).Body?.transformToByteArray()) ?? []);
    expect(back.equals(body)).toBe(true);
  });

  test.each(bodies)(
    '%s sent as a stream with a trailing checksum comes back the same',
    async (_, body) => {
      const halves = [body.subarray(0, body.length >> 1), body.subarray(body.length >> 1)];
      await put('stream', Readable.from(halves.filter((half) => half.length > 0)), {
        ContentLength: body.length,
        ChecksumAlgorithm: 'SHA256',
      });
      const answer = await get('stream', { ChecksumMode: 'ENABLED' });
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
          onDiskBeforeTheEnd = await largestFile(endpoints.folder);
        }
      }
    }
    await put('large', Readable.from(send()), { ContentLength: 50 * chunk.length });
    expect(onDiskBeforeTheEnd).toBeLessThan(50 * chunk.length);
    expect(await hashOf('large')).toBe(whole.digest('hex'));
  });

  test('a key with Vietnamese letters, spaces and reserved characters is one and the same', async () => {
    await put(VIETNAMESE_KEY, 'nội dung');
    expect(await textOf(VIETNAMESE_KEY)).toBe('nội dung');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'đến/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([VIETNAMESE_KEY]);
  });

  test.each(['a//b', 'a/../b', './x', 'a/', 'dot.', 'x/%2F/y', 'con', 'A', 'a'])(
    'the key %j is not taken for another',
    async (key) => {
      await put(key, `body of ${key}`);
      expect(await textOf(key)).toBe(`body of ${key}`);
      const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket }));
      expect(KeyCount).toBe(1);
    },
  );
});

describe('checksums', () => {
  const body = Buffer.from('số 12/UBDT');
  const wrong = createHash('sha256').update('other').digest('base64');

  test('a body that differs from its SHA-256 is refused and not stored', async () => {
    await expectFailure(put('k', body, { ChecksumSHA256: wrong }), 'BadDigest', 400);
    await expectFailure(get('k'), 'NoSuchKey', 404);
  });

  test('a body that differs from its Content-MD5 is refused', async () => {
    const ContentMD5 = createHash('md5').update('other').digest('base64');
    await expectFailure(put('k', body, { ContentMD5 }), 'BadDigest', 400);
    await expectFailure(put('k', body, { ContentMD5: 'short' }), 'InvalidDigest', 400);
  });

  test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)('%s is kept and told', async (name) => {
    const answer = await put('k', body, { ChecksumAlgorithm: name });
    const member = `Checksum${name}` as 'ChecksumCRC32';
    expect(answer[member]).toMatch(/=$/);
    const head = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }),
    );
    expect(head[member]).toBe(answer[member]);
  });

  test('the ETag is the MD5 of the body', async () => {
    const { ETag } = await put('k', body);
    expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
  });
});

describe('headers and ranges', () => {
  test('content type, cache control, disposition and metadata are kept', async () => {
    await put('k', 'x', {
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentDisposition: 'inline; filename="a.pdf"',
      Metadata: { source: 'e-office', 'x-hash': 'abc' },
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(head).toMatchObject({
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentDisposition: 'inline; filename="a.pdf"',
      ContentLength: 1,
      Metadata: { source: 'e-office', 'x-hash': 'abc' },
    });
    expect(head.LastModified?.getTime()).toBe(Math.floor(endpoints.clock.now / 1000) * 1000);
  });

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('the range %s is answered in part', async (Range, text, contentRange) => {
    await put('k', '0123456789');
    const answer = await get('k', { Range });
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer.ContentRange).toBe(contentRange);
    expect(await answer.Body?.transformToString()).toBe(text);
  });

  test('a range behind the end is refused', async () => {
    await put('k', '0123456789');
    await expectFailure(get('k', { Range: 'bytes=10-' }), 'InvalidRange', 416);
  });
});

describe('conditions', () => {
  test('If-None-Match writes once', async () => {
    await put('k', 'first', { IfNoneMatch: '*' });
    await expectFailure(put('k', 'second', { IfNoneMatch: '*' }), 'PreconditionFailed', 412);
    expect(await textOf('k')).toBe('first');
  });

  test('If-Match replaces only what was read', async () => {
    const { ETag } = await put('k', 'first');
    await put('k', 'second', { IfMatch: ETag });
    await expectFailure(put('k', 'third', { IfMatch: ETag }), 'PreconditionFailed', 412);
    await expectFailure(put('none', 'x', { IfMatch: ETag }), 'NoSuchKey', 404);
  });

  test('of twenty racing writers with If-None-Match one wins, and its bytes are there', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => put('race', `w${index}`, { IfNoneMatch: '*' })),
    );
    const winners = results.flatMap((result, index) =>
      result.status === 'fulfilled' ? [`w${index}`] : [],
    );
    expect(winners).toHaveLength(1);
    expect(await textOf('race')).toBe(winners[0]);
  });

  test('an unchanged object is answered 304, a changed one whole', async () => {
    const { ETag } = await put('k', 'first');
    const failure = await failureOf(get('k', { IfNoneMatch: ETag }));
    expect(failure.$metadata.httpStatusCode).toBe(304);
    expect(await textOf('k', { IfNoneMatch: '"other"' })).toBe('first');
    await expectFailure(get('k', { IfMatch: '"other"' }), 'PreconditionFailed', 412);
    const later = new Date(endpoints.clock.now + 5000);
    const unmodified = await failureOf(get('k', { IfModifiedSince: later }));
    expect(unmodified.$metadata.httpStatusCode).toBe(304);
  });

  test('a conflict that a test injects is answered 409', async () => {
    endpoints.faults.before = ({ operation }) =>
      operation === 'PutObject' ? conditionalRequestConflict('k') : undefined;
    await expectFailure(put('k', 'x', { IfNoneMatch: '*' }), 'ConditionalRequestConflict', 409);
  });
});

describe('deleting, copying, listing', () => {
  test('a deleted object is gone; deleting again is no error', async () => {
    await put('k', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await expectFailure(get('k'), 'NoSuchKey', 404);
    const head = s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    await expectFailure(head, 'NotFound', 404);
  });

  test('a batch deletes by key', async () => {
    for (const key of ['a', 'b & <c>', VIETNAMESE_KEY]) await put(key, key);
    const Objects = ['a', 'b & <c>', VIETNAMESE_KEY, 'missing'].map((Key) => ({ Key }));
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  test('a copy keeps bytes and metadata, or takes new metadata', async () => {
    await put(VIETNAMESE_KEY, 'body', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const CopySource = `${Bucket}/${encodeURIComponent(VIETNAMESE_KEY)}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'kept', CopySource }));
    expect(await get('kept')).toMatchObject({ ContentType: 'text/plain', Metadata: { a: '1' } });
    const replaced = { MetadataDirective: 'REPLACE', ContentType: 'text/html' } as const;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'new', CopySource, ...replaced }));
    expect(await get('new')).toMatchObject({ ContentType: 'text/html', Metadata: {} });
    expect(await textOf('new')).toBe('body');
    const missing = new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/none` });
    await expectFailure(s3.send(missing), 'NoSuchKey', 404);
  });

  test('a list is paged, in UTF-8 order, and groups by the delimiter', async () => {
    const keys = ['a/1', 'a/2', 'b', 'c/1', 'd', 'z\u{1F600}', 'z\uFF5E'];
    for (const key of keys) await put(key, key);
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => String(Prefix)));
      seen.push(...(page.Contents ?? []).map(({ Key }) => String(Key)));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen.sort()).toEqual(['a/', 'b', 'c/', 'd', 'z\u{1F600}', 'z\uFF5E'].sort());
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'z' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['z\uFF5E', 'z\u{1F600}']);
    const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'c/1' }));
    expect(after.Contents?.[0]?.Key).toBe('d');
  });
});

describe('versions', () => {
  beforeEach(async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  });

  test('earlier versions stay readable', async () => {
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    const first = await put('k', 'first');
    await put('k', 'second');
    expect(await textOf('k')).toBe('second');
    expect(await textOf('k', { VersionId: first.VersionId })).toBe('first');
    await expectFailure(get('k', { VersionId: 'none' }), 'NoSuchVersion', 404);
  });

  test('a delete marker covers the object until it is itself deleted', async () => {
    await put('k', 'first');
    const { DeleteMarker, VersionId } = await s3.send(
      new DeleteObjectCommand({ Bucket, Key: 'k' }),
    );
    expect(DeleteMarker).toBe(true);
    await expectFailure(get('k'), 'NoSuchKey', 404);
    await expectFailure(get('k', { VersionId }), 'MethodNotAllowed', 405);
    await put('k', 'new', { IfNoneMatch: '*' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
    const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions?.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
    expect(DeleteMarkers ?? []).toEqual([]);
  });
});

describe('what is not emulated', () => {
  test('an operation answers 501 with its name', async () => {
    const call = s3.send(new ListPartsCommand({ Bucket, Key: 'k', UploadId: 'u' }));
    await expect(call).rejects.toThrow('NotImplemented: s3:ListParts is not emulated locally');
  });

  test('an option that would be ignored answers 501 with its name', async () => {
    await expect(put('k', 'x', { Tagging: 'a=b' })).rejects.toThrow('s3:PutObject with Tagging');
  });
});
