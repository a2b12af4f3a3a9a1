import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import { synthesize } from '../../lib/local/runner/synthesize.ts';

const root = resolve(import.meta.dirname, '../..');

let folder: string;
let office: Office;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-office-'));
  const { assembly } = await synthesize({ root });
  office = await startOffice({ assembly, folder });
}, 120_000);

afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const clientOf = (principal: string) => ({
  endpoint: office.endpoint,
  region: office.region,
  credentials: office.credentialsFor(principal),
  maxAttempts: 1,
});

it('runs every function of the template under a role of its own', () => {
  expect(office.functions).toEqual(expect.arrayContaining(['receive-http', 'sign', 'send-sms']));
  expect(new Set(Object.values(office.roles)).size).toBe(office.functions.length);
});

it('tells where everything is, as a deployment does', () => {
  const { 'vanthu-stateful': state, 'vanthu-stateless': work } = office.outputs;
  expect(work?.['ApiUrl']).toBe(office.apiUrl);
  expect(work?.['EventBusName']).toBe('vanthu');
  expect(state?.['PortalUrl']).toBe(office.portalUrl);
  for (const name of ['RegisterTable', 'HistoryTable', 'FilesBucket', 'DataKeyArn'])
    expect(state?.[name]).toBeTruthy();
});

it('becomes quiet when nothing is left to do', async () => {
  await office.quiet();
});

describe('the keys of the signers', () => {
  const sign = async (principal: string, KeyId: string, SigningAlgorithm: 'ECDSA_SHA_256') => {
    const kms = new KMSClient(clientOf(principal));
    try {
      const { Signature } = await kms.send(
        new SignCommand({
          KeyId,
          Message: new Uint8Array(32),
          MessageType: 'DIGEST',
          SigningAlgorithm,
        }),
      );
      return Signature?.length ?? 0;
    } finally {
      kms.destroy();
    }
  };

  it('sign for the sign function', async () => {
    expect(await sign('sign', 'alias/sign/leader-1', 'ECDSA_SHA_256')).toBeGreaterThan(64);
  });

  it.each(['operator', 'screen', 'publish'])('do not sign for %s', async (principal) => {
    for (const keyId of ['alias/sign/leader-1', 'alias/sign/leader-2', 'alias/sign/agency'])
      await expect(sign(principal, keyId, 'ECDSA_SHA_256')).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
  });

  it('show the operator their public half, to be certified', async () => {
    const kms = new KMSClient(clientOf('operator'));
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: 'alias/sign/agency' }));
    kms.destroy();
    expect(PublicKey?.length).toBeGreaterThan(256);
  });
});

describe('the portal', () => {
  beforeAll(async () => {
    const s3 = new S3Client(clientOf('publish'));
    const Bucket = office.outputs['vanthu-stateful']?.['PortalBucket'];
    const pages = {
      'index.html': 'trang chủ',
      'van-ban/index.html': 'văn bản',
      '404.html': 'không có',
    };
    for (const [Key, Body] of Object.entries(pages))
      await s3.send(
        new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/html; charset=utf-8' }),
      );
    s3.destroy();
  });
  const read = (path: string, init?: RequestInit) => fetch(office.portalUrl + path, init);

  it.each([
    ['/', 200, 'trang chủ'],
    ['/van-ban/', 200, 'văn bản'],
    ['/van-ban', 200, 'văn bản'],
    ['/nowhere.html', 404, 'không có'],
    ['/%2e%2e/secret.txt', 404, 'không có'],
  ])('answers %s with %d', async (path, status, text) => {
    const response = await read(path);
    expect([response.status, await response.text()]).toEqual([status, text]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers 304 for a page the reader has, and 405 for writing', async () => {
    const etag = (await read('/')).headers.get('etag') ?? '';
    expect((await read('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await read('/', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});
