import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/http.ts';
import { createLogger } from '../../lib/platform/logger.ts';
import { writeSecret } from '../../lib/register/secret-text.ts';
import { signRequest } from '../../lib/register/source-signature.ts';
import { notificationOf } from '../support/office/in-process.ts';
import { storeOf } from '../support/office/observe.ts';
import { WebhookOffice } from './webhook-office.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../docs/examples');
const run = promisify(execFile);
const isThere = (program: string, question = '--version'): boolean =>
  spawnSync(program, [question]).status === 0;

/** Programs that are not on every machine; what they would have shown is then said, not passed over. */
const python = ['python3', 'python'].find((program) => isThere(program));
const hasShell =
  process.platform !== 'win32' &&
  isThere('bash') &&
  isThere('curl') &&
  isThere('openssl', 'version');
const missing = [...(python ? [] : ['python']), ...(hasShell ? [] : ['bash, curl, openssl'])];
if (missing.length > 0)
  process.stderr.write(`examples not run, for lack of: ${missing.join('; ')}\n`);

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** The office's HTTP door on a port, for programs that are none of ours. */
const openDoor = async ({ office, now }: WebhookOffice): Promise<Server> => {
  const log = createLogger('http', now, () => undefined);
  const server = createServer(async (request, response) => {
    const { receiveHttp, requestUpload } = office.apps;
    const app = request.url === '/files' ? requestUpload : receiveHttp;
    const answer = await httpHandler(app, log)(
      {
        headers: request.headers,
        body: await readBody(request),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2,
      { awsRequestId: 'r-1' } as Context,
    );
    response.writeHead(answer.statusCode ?? 500).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
};

/** A receiver of the examples, once it waits; its lines are the answers it took. */
const startReceiver = async (program: string, script: string, secret: string) => {
  const child: ChildProcess = spawn(program, [resolve(EXAMPLES, script), '0'], {
    env: { ...process.env, VANTHU_WEBHOOK_SECRET: secret },
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const url = await new Promise<string>((done, fail) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec(chunk.toString('utf8'))?.[0];
      if (found !== undefined) done(found);
    });
    child.once('exit', (code) => fail(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    answers: () =>
      output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { id: string; type: string }),
    end: () =>
      new Promise<void>((done) => {
        child.removeAllListeners('exit');
        child.once('exit', () => done());
        child.kill();
      }),
  };
};

describe('The examples of docs/connect.md', () => {
  let office: WebhookOffice;
  let door: Server;
  let api = '';
  let sources = 0;

  beforeAll(async () => {
    office = await WebhookOffice.open();
    // Programs outside sign with the time of this machine.
    office.test.clock.advance(Date.now() - office.test.clock.now());
    door = await openDoor(office);
    api = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((done) => door.close(done));
    await office.close();
  });

  /** A new sender as `vanthu source add` makes one. */
  const newSource = async () => {
    sources += 1;
    const source = `connect-${sources}`;
    const secret = randomBytes(32);
    const sealedSecret = await office.seal(source, secret, 'source-secret');
    await office.register(source, { sealedSecret });
    office.test.clock.advance(Date.now() - office.test.clock.now());
    return { source, VANTHU_SOURCE: source, VANTHU_SECRET: writeSecret(secret) };
  };
  const example = async (program: string, args: readonly string[], env: object) =>
    (await run(program, [...args], { env: { ...process.env, ...env } })).stdout;
  const admitFile = (sha256: string) =>
    office.office.apps.admitFile(notificationOf(`incoming/open/${sha256}`));

  it.each([
    ['node', 'send-document.mjs', 'tep-'],
    ...(python === undefined ? [] : [[python, 'send_document.py', 'tep-python-'] as const]),
  ])(
    '%s %s sends a document with its file, and again without a second one',
    async (program, script, prefix) => {
      const { source, ...env } = await newSource();
      const args = [resolve(EXAMPLES, script), resolve(EXAMPLES, 'sample.pdf'), api];
      const answer = JSON.parse(await example(program, args, env));
      expect(answer).toMatchObject({ status: 'accepted' });
      expect(JSON.parse(await example(program, args, env))).toEqual(answer);
      const state = await storeOf(office.test).load(answer.documentId);
      const [file] = state?.core.files ?? [];
      expect(state?.core.sourceDocumentId).toBe(`${prefix}${file?.sha256.slice(0, 12)}`);
      await admitFile(file?.sha256 ?? '');
      const again = JSON.parse(await example(program, args, env));
      expect(again).toEqual(answer);
      expect(answer.documentId).toBe(documentIdOf(source, state?.core.sourceDocumentId ?? ''));
    },
  );

  if (hasShell)
    it('bash first-event.sh sends a first event', async () => {
      const { VANTHU_SOURCE, VANTHU_SECRET } = await newSource();
      const args = [resolve(EXAMPLES, 'first-event.sh'), api];
      const answer = await example('bash', args, { VANTHU_SOURCE, VANTHU_SECRET });
      expect(answer).toContain('"status":"accepted"');
      const wrong = { VANTHU_SOURCE, VANTHU_SECRET: writeSecret(randomBytes(32)) };
      expect(await example('bash', args, wrong)).toContain('BAD_SIGNATURE');
    });

  it.each([
    ['node', 'receive-answers.mjs'],
    ...(python === undefined ? [] : [[python, 'receive_answers.py'] as const]),
  ])('%s %s takes each answer of the office once, and nobody else’s', async (program, script) => {
    const secret = randomBytes(32);
    const receiver = await startReceiver(program, script, writeSecret(secret));
    const source = `receiving-${script.replace(/\W/g, '-')}`;
    const call = (headers: Record<string, string>) =>
      fetch(receiver.url, { method: 'POST', headers, body: '{}' });
    try {
      await office.registerWebhook(source, receiver.url, secret);
      office.test.clock.advance(Date.now() - office.test.clock.now());
      const { documentId } = await office.send(source);
      await office.office.settle();
      expect(receiver.answers().map(({ id }) => id)).toEqual([
        `${documentId}.accepted`,
        `${documentId}.registered`,
      ]);
      const forged = {
        'webhook-id': 'forged',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': 'v1,AAAA',
      };
      expect((await call(forged)).status).toBe(401);
      expect((await call({})).status).toBe(401);
      const repeat = { id: `${documentId}.accepted`, timestamp: Math.floor(Date.now() / 1000) };
      const repeated = await call({
        'webhook-id': repeat.id,
        'webhook-timestamp': String(repeat.timestamp),
        'webhook-signature': signRequest(secret, { ...repeat, body: '{}' }),
      });
      expect(repeated.status).toBe(204);
      expect(receiver.answers()).toHaveLength(2);
    } finally {
      await receiver.end();
    }
  });
});
