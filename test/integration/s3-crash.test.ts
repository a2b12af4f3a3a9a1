import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const CHILD = fileURLToPath(new URL('s3-crash-child.ts', import.meta.url));
const CREDENTIALS = { accessKeyId: 'AKIACRASHTEST', secretAccessKey: 'secret' };
const Bucket = 'crash-bucket';
const KILLS = 3;
const WRITERS = 6;

interface Host {
  readonly child: ChildProcess;
  readonly s3: S3Client;
}

let folder: string;
let host: Host;
/** ETags for which a queue has been told, over all lives of the process. */
let told: Set<string>;

async function startHost(): Promise<Host> {
  const child = fork(CHILD, [folder, CREDENTIALS.accessKeyId, CREDENTIALS.secretAccessKey], {
    execArgv: ['--import', 'tsx'],
  });
  const started = new Promise<string>((resolve, reject) => {
    child.on('message', (message: { baseUrl?: string; delivered?: string }) => {
      if (message.baseUrl) resolve(message.baseUrl);
      const records = message.delivered ? JSON.parse(message.delivered).Records : undefined;
      for (const record of records ?? []) told.add(record.s3.object.eTag);
    });
    child.once('exit', () => reject(new Error('the host ended before it listened')));
  });
  const endpoint = await started;
  const region = 'ap-southeast-1';
  return {
    child,
    s3: new S3Client({ endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 }),
  };
}

async function killHost(): Promise<void> {
  host.child.kill('SIGKILL');
  if (host.child.exitCode === null && host.child.signalCode === null)
    await once(host.child, 'exit');
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 's3-crash-'));
  told = new Set();
  host = await startHost();
});

afterEach(async () => {
  await killHost();
  await rm(folder, { recursive: true, force: true });
});

function md5(data: Uint8Array): string {
  return createHash('md5').update(data).digest('hex');
}

/** What a key may hold: the last acknowledged body, or one whose answer the crash swallowed. */
interface Expectation {
  acknowledged: string | undefined;
  readonly unanswered: Set<string>;
}

/** Writes until the host dies; every third object replaces an earlier one of the same writer. */
async function writeUntilCrash(
  writer: string,
  expected: Map<string, Expectation>,
  onAcknowledged: () => void,
): Promise<void> {
  for (let index = 0; ; index += 1) {
    const key = `${writer}/${index - (index % 3 === 2 ? 1 : 0)}`;
    const body = randomBytes(Math.floor(Math.random() * 150_000));
    const state = expected.get(key) ?? { acknowledged: undefined, unanswered: new Set() };
    expected.set(key, state);
    state.unanswered.add(md5(body));
    try {
      await host.s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
    } catch {
      return;
    }
    state.acknowledged = md5(body);
    state.unanswered.clear();
    onAcknowledged();
  }
}

async function storedETags(): Promise<Map<string, string>> {
  const stored = new Map<string, string>();
  let ContinuationToken: string | undefined;
  do {
    const page = await host.s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
    for (const { Key = '', ETag = '' } of page.Contents ?? []) {
      const { Body } = await host.s3.send(new GetObjectCommand({ Bucket, Key }));
      const content = (await Body?.transformToByteArray()) ?? new Uint8Array();
      expect(ETag).toBe(`"${md5(content)}"`);
      stored.set(Key, md5(content));
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return stored;
}

async function blobCount(): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.parentPath.includes('blobs')).length;
}

test('after kill -9 acknowledged objects are whole, told of, and nothing is left over', async () => {
  await host.s3.send(new CreateBucketCommand({ Bucket }));
  await host.s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [{ QueueArn: 'arn:aws:sqs:::q', Events: ['s3:ObjectCreated:*'] }],
      },
      SkipDestinationValidation: true,
    }),
  );
  const expected = new Map<string, Expectation>();
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    let left = 20 + Math.floor(Math.random() * 60);
    const countDown = () => {
      left -= 1;
      if (left === 0) host.child.kill('SIGKILL');
    };
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      writeUntilCrash(`kill-${kill}/writer-${writer}`, expected, countDown),
    );
    await Promise.all(writers);
    await killHost();
    host = await startHost();
  }
  const stored = await storedETags();
  for (const [key, state] of expected) {
    const allowed = [state.acknowledged, ...state.unanswered];
    expect(allowed).toContain(stored.get(key));
    if (state.acknowledged) acknowledged.add(state.acknowledged);
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS * 10);
  expect(await blobCount()).toBe(stored.size);
  const deadline = Date.now() + 10_000;
  while ([...stored.values()].some((eTag) => !told.has(eTag)) && Date.now() < deadline) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect([...stored.values(), ...acknowledged].filter((eTag) => !told.has(eTag))).toEqual([]);
});
