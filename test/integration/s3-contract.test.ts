import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { conditionalRequestConflict } from '../../lib/local/s3/s3-errors.ts';
import { expectFailure, failureOf } from './call-failure.ts';
import { Bucket, openS3Bucket, type S3Bucket, VIETNAMESE_KEY } from './s3-bucket.ts';

let bucket: S3Bucket;

beforeAll(async () => {
  bucket = await openS3Bucket();
});

afterAll(() => bucket.endpoints.close());

beforeEach(() => bucket.reset());

describe('buckets', () => {
  test('a bucket is made once, found, and goes when it is empty', async () => {
    const one = { Bucket: 'one-more-bucket' };
    await bucket.s3.send(new CreateBucketCommand(one));
    await expectFailure(
      bucket.s3.send(new CreateBucketCommand(one)),
      'BucketAlreadyOwnedByYou',
      409,
    );
    expect((await bucket.s3.send(new HeadBucketCommand(one))).BucketRegion).toBe('ap-southeast-1');
    await bucket.s3.send(new PutObjectCommand({ ...one, Key: 'k', Body: 'x' }));
    await expectFailure(bucket.s3.send(new DeleteBucketCommand(one)), 'BucketNotEmpty', 409);
    await bucket.s3.send(new DeleteObjectCommand({ ...one, Key: 'k' }));
    await bucket.s3.send(new DeleteBucketCommand(one));
    await expectFailure(bucket.s3.send(new HeadBucketCommand(one)), 'NotFound', 404);
  });

  test('a name that S3 would not take is refused', async () => {
    const bad = new CreateBucketCommand({ Bucket: 'Has_Capitals' });
    await expectFailure(bucket.s3.send(bad), 'InvalidBucketName', 400);
  });

  test('an object in a bucket that is not there is NoSuchBucket', async () => {
    const call = bucket.s3.send(new GetObjectCommand({ Bucket: 'not-there', Key: 'k' }));
    await expectFailure(call, 'NoSuchBucket', 404);
  });

  test('a bucket without a policy says so', async () => {
    const call = bucket.s3.send(new GetBucketPolicyCommand({ Bucket }));
    await expectFailure(call, 'NoSuchBucketPolicy', 404);
  });
});

describe('conditions', () => {
  test('If-None-Match writes once', async () => {
    await bucket.put('k', 'first', { IfNoneMatch: '*' });
    await expectFailure(bucket.put('k', 'second', { IfNoneMatch: '*' }), 'PreconditionFailed', 412);
    expect(await bucket.textOf('k')).toBe('first');
  });

  test('If-Match replaces only what was read', async () => {
    const { ETag } = await bucket.put('k', 'first');
    await bucket.put('k', 'second', { IfMatch: ETag });
    await expectFailure(bucket.put('k', 'third', { IfMatch: ETag }), 'PreconditionFailed', 412);
    await expectFailure(bucket.put('none', 'x', { IfMatch: ETag }), 'NoSuchKey', 404);
  });

  test('of twenty racing writers with If-None-Match one wins, and its bytes are there', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        bucket.put('race', `w${index}`, { IfNoneMatch: '*' }),
      ),
    );
    const winners = results.flatMap((result, index) =>
      result.status === 'fulfilled' ? [`w${index}`] : [],
    );
    expect(winners).toHaveLength(1);
    expect(await bucket.textOf('race')).toBe(winners[0]);
  });

  test('an unchanged object is answered 304, a changed one whole', async () => {
    const { ETag } = await bucket.put('k', 'first');
    const failure = await failureOf(bucket.get('k', { IfNoneMatch: ETag }));
    expect(failure.$metadata.httpStatusCode).toBe(304);
    expect(await bucket.textOf('k', { IfNoneMatch: '"other"' })).toBe('first');
    await expectFailure(bucket.get('k', { IfMatch: '"other"' }), 'PreconditionFailed', 412);
    const later = new Date(bucket.endpoints.clock.now + 5000);
    const unmodified = await failureOf(bucket.get('k', { IfModifiedSince: later }));
    expect(unmodified.$metadata.httpStatusCode).toBe(304);
  });

  test('a conflict that a test injects is answered 409', async () => {
    bucket.endpoints.faults.before = ({ operation }) =>
      operation === 'PutObject' ? conditionalRequestConflict('k') : undefined;
    await expectFailure(
      bucket.put('k', 'x', { IfNoneMatch: '*' }),
      'ConditionalRequestConflict',
      409,
    );
  });
});

describe('deleting, copying, listing', () => {
  test('a deleted object is gone; deleting again is no error', async () => {
    await bucket.put('k', 'x');
    await bucket.s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await bucket.s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await expectFailure(bucket.get('k'), 'NoSuchKey', 404);
    const head = bucket.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    await expectFailure(head, 'NotFound', 404);
  });

  test('a batch deletes by key', async () => {
    for (const key of ['a', 'b & <c>', VIETNAMESE_KEY]) await bucket.put(key, key);
    const Objects = ['a', 'b & <c>', VIETNAMESE_KEY, 'missing'].map((Key) => ({ Key }));
    const { Deleted } = await bucket.s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
    expect((await bucket.s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  test('a copy keeps bytes and metadata, or takes new metadata', async () => {
    await bucket.put(VIETNAMESE_KEY, 'body', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const CopySource = `${Bucket}/${encodeURIComponent(VIETNAMESE_KEY)}`;
    await bucket.s3.send(new CopyObjectCommand({ Bucket, Key: 'kept', CopySource }));
    expect(await bucket.get('kept')).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { a: '1' },
    });
    const replaced = { MetadataDirective: 'REPLACE', ContentType: 'text/html' } as const;
    await bucket.s3.send(new CopyObjectCommand({ Bucket, Key: 'new', CopySource, ...replaced }));
    expect(await bucket.get('new')).toMatchObject({ ContentType: 'text/html', Metadata: {} });
    expect(await bucket.textOf('new')).toBe('body');
    const missing = new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/none` });
    await expectFailure(bucket.s3.send(missing), 'NoSuchKey', 404);
  });

  test('a list is paged, in UTF-8 order, and groups by the delimiter', async () => {
    const keys = ['a/1', 'a/2', 'b', 'c/1', 'd', 'z\u{1F600}', 'z\uFF5E'];
    for (const key of keys) await bucket.put(key, key);
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await bucket.s3.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => String(Prefix)));
      seen.push(...(page.Contents ?? []).map(({ Key }) => String(Key)));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen.sort()).toEqual(['a/', 'b', 'c/', 'd', 'z\u{1F600}', 'z\uFF5E'].sort());
    const { Contents } = await bucket.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'z' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['z\uFF5E', 'z\u{1F600}']);
    const after = await bucket.s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'c/1' }));
    expect(after.Contents?.[0]?.Key).toBe('d');
  });
});

describe('versions', () => {
  beforeEach(async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await bucket.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  });

  test('earlier versions stay readable', async () => {
    expect((await bucket.s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe(
      'Enabled',
    );
    const first = await bucket.put('k', 'first');
    await bucket.put('k', 'second');
    expect(await bucket.textOf('k')).toBe('second');
    expect(await bucket.textOf('k', { VersionId: first.VersionId })).toBe('first');
    await expectFailure(bucket.get('k', { VersionId: 'none' }), 'NoSuchVersion', 404);
  });

  test('a delete marker covers the object until it is itself deleted', async () => {
    await bucket.put('k', 'first');
    const { DeleteMarker, VersionId } = await bucket.s3.send(
      new DeleteObjectCommand({ Bucket, Key: 'k' }),
    );
    expect(DeleteMarker).toBe(true);
    await expectFailure(bucket.get('k'), 'NoSuchKey', 404);
    await expectFailure(bucket.get('k', { VersionId }), 'MethodNotAllowed', 405);
    await bucket.put('k', 'new', { IfNoneMatch: '*' });
    await bucket.s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
    const { Versions, DeleteMarkers } = await bucket.s3.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    expect(Versions?.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
    expect(DeleteMarkers ?? []).toEqual([]);
  });
});

describe('what is not emulated', () => {
  test('an operation answers 501 with its name', async () => {
    const call = bucket.s3.send(new ListPartsCommand({ Bucket, Key: 'k', UploadId: 'u' }));
    await expect(call).rejects.toThrow('NotImplemented: s3:ListParts is not emulated locally');
  });

  test('an option that would be ignored answers 501 with its name', async () => {
    await expect(bucket.put('k', 'x', { Tagging: 'a=b' })).rejects.toThrow(
      's3:PutObject with Tagging',
    );
  });
});
