import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import type { PolicyDocument } from '../../lib/local/aws/service.ts';
import { createS3, type S3Service } from '../../lib/local/s3/s3-service.ts';
import { ACCOUNT, startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

const Bucket = 'quarantine';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/intake`;
const ARN = `arn:aws:s3:::${Bucket}`;

let endpoints: TestEndpoints;
let operator: S3Client;
let service: S3Service;

beforeEach(async () => {
  endpoints = await startTestEndpoints({
    services: async (context) => {
      service = await createS3(inSubfolder(context, 's3'), { onObjectCreated: () => undefined });
      return [service];
    },
  });
  operator = new S3Client(endpoints.clientFor());
  await operator.send(new CreateBucketCommand({ Bucket }));
  await operator.send(new PutObjectCommand({ Bucket, Key: 'incoming/a', Body: 'a' }));
});

afterEach(() => endpoints.close());

function allow(Action: string | string[], Resource: string | string[]): PolicyDocument {
  return { Statement: [{ Effect: 'Allow', Action, Resource }] };
}

function roleClient(...policies: PolicyDocument[]): S3Client {
  return new S3Client(endpoints.clientFor(ROLE, ...policies));
}

async function failureOf(call: Promise<unknown>) {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: { name: string; message: string; $metadata: { httpStatusCode: number } }) => error,
  );
}

describe('IAM', () => {
  const read = new GetObjectCommand({ Bucket, Key: 'incoming/a' });
  const missing = new GetObjectCommand({ Bucket, Key: 'incoming/none' });

  test('Denied: reading without a grant, in the words of AWS', async () => {
    const failure = await failureOf(roleClient().send(read));
    expect(failure.name).toBe('AccessDenied');
    expect(failure.$metadata.httpStatusCode).toBe(403);
    expect(failure.message).toContain(
      `User: ${ROLE} is not authorized to perform: s3:GetObject on resource: ${ARN}/incoming/a`,
    );
  });

  test('Allowed: reading below the granted prefix only', async () => {
    const client = roleClient(allow('s3:GetObject', `${ARN}/incoming/*`));
    await client.send(read);
    const other = new GetObjectCommand({ Bucket, Key: 'held/a' });
    expect((await failureOf(client.send(other))).name).toBe('AccessDenied');
  });

  test('Denied: learning that a key is missing without s3:ListBucket', async () => {
    const client = roleClient(allow('s3:GetObject', `${ARN}/*`));
    const failure = await failureOf(client.send(missing));
    expect([failure.name, failure.$metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
    const head = new HeadObjectCommand({ Bucket, Key: 'incoming/none' });
    expect((await failureOf(client.send(head))).$metadata.httpStatusCode).toBe(403);
  });

  test('Allowed: learning that a key is missing with s3:ListBucket', async () => {
    const client = roleClient(allow('s3:GetObject', `${ARN}/*`), allow('s3:ListBucket', ARN));
    const failure = await failureOf(client.send(missing));
    expect([failure.name, failure.$metadata.httpStatusCode]).toEqual(['NoSuchKey', 404]);
  });

  test('Denied: writing with If-Match without the right to read', async () => {
    const { ETag } = await operator.send(new HeadObjectCommand({ Bucket, Key: 'incoming/a' }));
    const write = new PutObjectCommand({ Bucket, Key: 'incoming/a', Body: 'b', IfMatch: ETag });
    const writer = roleClient(allow('s3:PutObject', `${ARN}/*`));
    expect((await failureOf(writer.send(write))).message).toContain('s3:GetObject');
    await roleClient(allow(['s3:PutObject', 's3:GetObject'], `${ARN}/*`)).send(write);
  });

  test('Denied: a 5 MB upload is refused and the next call still works', async () => {
    const client = roleClient(allow('s3:GetObject', `${ARN}/*`));
    const Body = Buffer.alloc(5 * 1024 * 1024);
    const failure = await failureOf(client.send(new PutObjectCommand({ Bucket, Key: 'x', Body })));
    expect(failure.name).toBe('AccessDenied');
    await client.send(read);
  });

  test('a batch deletes what may be deleted and tells the rest by key', async () => {
    await operator.send(new PutObjectCommand({ Bucket, Key: 'held/b', Body: 'b' }));
    const client = roleClient(allow('s3:DeleteObject', `${ARN}/incoming/*`));
    const Objects = [{ Key: 'incoming/a' }, { Key: 'held/b' }];
    const answer = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted).toEqual([{ Key: 'incoming/a' }]);
    expect(answer.Errors).toMatchObject([{ Key: 'held/b', Code: 'AccessDenied' }]);
  });

  test('Denied: what a bucket policy denies, whatever the role holds', async () => {
    const policy = {
      Statement: [
        { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `${ARN}/incoming/*` },
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Resource: [ARN, `${ARN}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    };
    await operator.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
    const failure = await failureOf(operator.send(read));
    expect(failure.message).toContain('explicit deny');
    await operator.send(new ListObjectsV2Command({ Bucket }));
  });

  test('used and unused grants can be told apart', async () => {
    const grants = allow(['s3:GetObject', 's3:PutObject'], `${ARN}/*`);
    await roleClient(grants).send(read);
    expect(endpoints.authorizer.usedGrants()).toContainEqual(
      expect.objectContaining({ principal: ROLE, action: 's3:GetObject' }),
    );
    expect(endpoints.authorizer.unusedGrants([ROLE])).toMatchObject([
      { principal: ROLE, actionPattern: 's3:PutObject' },
    ]);
  });
});

test('every operation that is emulated names what it needs of IAM', () => {
  const call = { Bucket, Key: 'k', CopySource: `${Bucket}/k` };
  const free = Object.keys(service.handlers).filter(
    (operation) => service.authorize(operation, call).length === 0,
  );
  expect(free).toEqual(['DeleteObjects']);
});

describe('presigned URLs', () => {
  const body = 'nội dung của tệp';
  const sha = createHash('sha256').update(body).digest('base64');
  const Key = 'incoming/Công văn 1 (bản 2).pdf';

  test('an upload bound by signed headers takes exactly those bytes', async () => {
    const command = new PutObjectCommand({
      Bucket,
      Key,
      ChecksumSHA256: sha,
      ContentLength: Buffer.byteLength(body),
    });
    const url = await getSignedUrl(operator, command, {
      expiresIn: 300,
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signableHeaders: new Set(['content-length']),
    });
    const headers = { 'x-amz-checksum-sha256': sha };
    const put = (content: string, given: Record<string, string>) =>
      fetch(url, { method: 'PUT', body: content, headers: given });
    expect((await put('wrong', headers)).status).toBe(403);
    const sameLength = 'x'.repeat(Buffer.byteLength(body));
    const bad = await put(sameLength, headers);
    expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
    expect((await put(body, {})).status).toBe(403);
    expect((await put(body, headers)).status).toBe(200);
    const stored = await operator.send(new GetObjectCommand({ Bucket, Key }));
    expect(await stored.Body?.transformToString()).toBe(body);
  });

  test('a checksum that the SDK has moved into the query binds nothing, as with S3', async () => {
    const command = new PutObjectCommand({ Bucket, Key, ChecksumSHA256: sha });
    const url = await getSignedUrl(operator, command, { expiresIn: 300 });
    expect(url).toContain('x-amz-checksum-sha256');
    expect((await fetch(url, { method: 'PUT', body: 'other bytes' })).status).toBe(200);
  });

  test('a download is answered until it expires by the clock of the endpoints', async () => {
    const command = new GetObjectCommand({
      Bucket,
      Key: 'incoming/a',
      ResponseContentDisposition: 'attachment; filename="a.pdf"',
    });
    const url = await getSignedUrl(operator, command, { expiresIn: 60 });
    const answer = await fetch(url);
    expect(await answer.text()).toBe('a');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.pdf"');
    endpoints.clock.now += 62_000;
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([
      403,
      expect.stringContaining('Request has expired'),
    ]);
  });

  test('an altered key, parameter or method is refused', async () => {
    const command = new GetObjectCommand({ Bucket, Key: 'incoming/a' });
    const url = await getSignedUrl(operator, command, { expiresIn: 60 });
    const altered = [
      fetch(url.replace('incoming/a', 'incoming/b')),
      fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')),
      fetch(url, { method: 'PUT', body: 'x' }),
    ];
    for (const answer of await Promise.all(altered)) {
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('SignatureDoesNotMatch');
    }
  });

  test('an x-amz header that was not signed is refused', async () => {
    const url = await getSignedUrl(operator, new PutObjectCommand({ Bucket, Key }), {
      expiresIn: 60,
    });
    const answer = await fetch(url, {
      method: 'PUT',
      body: 'x',
      headers: { 'x-amz-meta-source': 'forged' },
    });
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('x-amz-meta-source'),
    ]);
  });

  test('a URL carries the rights of who made it, no more', async () => {
    const client = roleClient(allow('s3:PutObject', `${ARN}/incoming/*`));
    const inside = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key }), {});
    const outside = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'held/a' }), {});
    expect((await fetch(inside, { method: 'PUT', body })).status).toBe(200);
    expect((await fetch(outside, { method: 'PUT', body })).status).toBe(403);
  });
});

describe('signatures', () => {
  test('unknown keys and wrong secrets are refused under the codes of S3', async () => {
    const config = endpoints.clientFor();
    const read = new GetObjectCommand({ Bucket, Key: 'incoming/a' });
    const send = (change: object) =>
      failureOf(
        new S3Client({ ...config, credentials: { ...config.credentials, ...change } }).send(read),
      );
    expect((await send({ accessKeyId: 'AKIAUNKNOWN' })).name).toBe('InvalidAccessKeyId');
    expect((await send({ secretAccessKey: 'wrong' })).name).toBe('SignatureDoesNotMatch');
    expect((await send({ sessionToken: 'none' })).name).toBe('InvalidToken');
  });

  test('a body that differs from its signed hash is refused and not stored', async () => {
    const client = new S3Client(endpoints.clientFor());
    client.middlewareStack.add(
      (next) => (argument) => {
        Object.assign(argument.request as object, { body: Buffer.from('other') });
        return next(argument);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const write = new PutObjectCommand({ Bucket, Key: 'k', Body: 'first' });
    expect((await failureOf(client.send(write))).name).toBe('XAmzContentSHA256Mismatch');
    const { KeyCount } = await operator.send(new ListObjectsV2Command({ Bucket, Prefix: 'k' }));
    expect(KeyCount).toBe(0);
  });
});
