import { generateKeyPairSync } from 'node:crypto';
import type { lookup } from 'node:dns';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWebhookChannel } from '../../lib/register/webhook-channel.http.ts';
import { createDemoAuthority } from '../../lib/signing/demo-authority.ts';
import { createLocalRsaSigner } from '../../lib/signing/signer.local.ts';
import { openWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** Long enough for a slow machine; only receivers that never answer are left sooner. */
const PATIENT = createWebhookChannel();
const HASTY = createWebhookChannel({ timeoutMs: 2_000 });
const headers = { 'webhook-id': 'a.accepted' };
const leadingTo = (...addresses: readonly string[]) =>
  ((_: string, __: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;

describe('A call of a webhook', () => {
  let receiver: WebhookReceiver;
  const call = (url = receiver.url, channel = PATIENT) =>
    channel.call({ url, allowPrivate: true, headers, body: '{"số":"15"}' });

  beforeEach(async () => {
    receiver = await openWebhookReceiver();
  });
  afterEach(() => receiver.close());

  it('carries headers and body as they are', async () => {
    expect(await call()).toEqual({ kind: 'answered', status: 204 });
    expect(receiver.calls).toEqual([
      expect.objectContaining({
        headers: expect.objectContaining({ ...headers, 'content-length': '13' }),
        body: '{"số":"15"}',
      }),
    ]);
  });

  it('ends when the receiver lets it wait', async () => {
    receiver.answer({ hang: true });
    expect(await call(receiver.url, HASTY)).toEqual({ kind: 'silent', reason: 'TIMED_OUT' });
  });

  it('reads no more of a long answer than it must', async () => {
    receiver.answer({ status: 200, body: 'x'.repeat(5_000_000) });
    expect(await call()).toEqual({ kind: 'answered', status: 200 });
  });

  it('has its answer although the rest of it never comes', async () => {
    receiver.answer({ status: 202, headers: { 'content-length': '10' }, body: 'x', stall: true });
    // Far longer than a test may run: the call does not wait for the end of its own time.
    const enduring = createWebhookChannel({ timeoutMs: 600_000 });
    expect(await call(receiver.url, enduring)).toEqual({ kind: 'answered', status: 202 });
  });

  it('tells of nobody at home, and of a line that was cut', async () => {
    receiver.answer({ drop: true });
    expect(await call()).toEqual({ kind: 'silent', reason: 'ECONNRESET' });
    const { url } = receiver;
    await receiver.close();
    expect(await call(url)).toEqual({ kind: 'silent', reason: 'ECONNREFUSED' });
    receiver = await openWebhookReceiver();
  });

  it('does not speak in the clear where TLS was registered', async () => {
    const reply = await call(receiver.url.replace('http:', 'https:'));
    expect(reply.kind).toBe('silent');
    expect(receiver.calls).toEqual([]);
  });

  it('is not made to a receiver whose certificate nobody vouches for', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await createDemoAuthority({
      publicKey: publicKey.export({ type: 'spki', format: 'der' }),
      signer: createLocalRsaSigner(privateKey),
      serial: 1n,
      now: new Date(),
    });
    let requests = 0;
    const server = createServer(
      {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
        cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----`,
      },
      (_, response) => {
        requests += 1;
        response.end();
      },
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const reply = await call(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await new Promise((done) => server.close(done));
    expect(reply).toEqual({ kind: 'silent', reason: expect.stringMatching(/CERT|SIGNED|PURPOSE/) });
    expect(requests).toBe(0);
  });

  it.each([
    ['a private address', ['10.0.0.8'], false],
    ['one private address among public ones', ['113.160.92.202', '192.168.1.1'], false],
    ['the metadata service, whatever is allowed', ['169.254.169.254'], true],
  ])('is not made when the name has come to lead to %s', async (_, addresses, allowPrivate) => {
    const guarded = createWebhookChannel({ lookup: leadingTo(...addresses) });
    const url = 'https://e-office.example.vn/answers';
    expect(await guarded.call({ url, allowPrivate, headers, body: '{}' })).toEqual({
      kind: 'forbidden',
      reason: 'WEBHOOK_ADDRESS_PRIVATE',
    });
  });

  it('is made where the name leads, if that is allowed', async () => {
    const { port } = new URL(receiver.url);
    const allowed = createWebhookChannel({ lookup: leadingTo('127.0.0.1') });
    const url = `https://e-office.example.vn:${port}/answers`;
    // The receiver speaks no TLS: that the two have met is all there is to see.
    const reply = await allowed.call({ url, allowPrivate: true, headers, body: '{}' });
    expect(reply).toMatchObject({
      kind: 'silent',
      reason: expect.not.stringMatching(/TIMED|REFUSED/),
    });
  });

  it('is not made to an address that could not be registered', async () => {
    const refusal = PATIENT.call({ url: receiver.url, allowPrivate: false, headers, body: '{}' });
    await expect(refusal).rejects.toMatchObject({ code: 'WEBHOOK_URL_NOT_HTTPS' });
  });
});
