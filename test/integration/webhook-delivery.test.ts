import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp } from '../../functions/webhook/app.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { createSecretOpener } from '../../lib/register/source-secret.kms.ts';
import { createWebhookChannel } from '../../lib/register/webhook-channel.http.ts';
import { createRestingReceivers } from '../../lib/register/webhook-rest.ts';
import { createWebhookStops } from '../../lib/register/webhook-stops.dynamo.ts';
import { MAX_ATTEMPTS } from '../../lib/register/work.ts';
import {
  openWebhookReceiver,
  type ReceivedCall,
  type WebhookReceiver,
} from '../support/webhook-receiver.ts';
import { WebhookOffice } from './webhook-office.ts';

const HOUR = 3_600_000;

/** As a receiver checks it, by the specification and not by our own code. */
const isSignedWith = (secret: Uint8Array, { headers, body }: ReceivedCall): boolean => {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;
  return (headers['webhook-signature'] ?? '').split(' ').includes(expected);
};

describe('An answer goes to the webhook of its source', () => {
  const secret = randomBytes(32);
  let office: WebhookOffice;
  let receiver: WebhookReceiver;
  let run = 0;
  let source = '';

  beforeAll(async () => {
    office = await WebhookOffice.open();
  });
  afterAll(() => office.close());

  beforeEach(async () => {
    run += 1;
    source = `e-office-${run}`;
    receiver = await openWebhookReceiver();
    await office.registerWebhook(source, receiver.url, secret);
  });
  afterEach(() => receiver.close());

  const idsCalled = () => receiver.calls.map(({ headers }) => headers['webhook-id']);

  it('signed, as the CloudEvent that went on the bus, without the abstract', async () => {
    const { documentId } = await office.send(source);
    await office.office.settle();
    expect(idsCalled().toSorted()).toEqual([`${documentId}.accepted`, `${documentId}.registered`]);
    for (const call of receiver.calls) {
      expect(isSignedWith(secret, call)).toBe(true);
      expect(isSignedWith(randomBytes(32), call)).toBe(false);
      expect(office.onBus).toContain(call.body);
      expect(call.body).not.toContain('chính sách');
      expect(call.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
      expect(JSON.parse(call.body)).toMatchObject({
        specversion: '1.0',
        id: call.headers['webhook-id'],
        source: 'vanthu',
        data: { officeId: documentId, source },
      });
    }
    expect(await office.deliveries(documentId)).toEqual(['accepted done', 'registered done']);
    expect(await office.history(documentId)).toContain('webhook.registered delivered');
  });

  it('again after a failure of the receiver: same id, same bytes, new time', async () => {
    receiver.answer({ status: 500 }, { status: 503 });
    const { documentId } = await office.send(source);
    await office.office.settle();
    expect(await office.deliveries(documentId)).toEqual(['accepted done', 'registered done']);
    const [first, second] = receiver.calls.filter(
      ({ headers }) => headers['webhook-id'] === idsCalled()[0],
    );
    expect(second?.body).toBe(first?.body);
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first?.headers['webhook-timestamp']),
    );
    expect(second !== undefined && isSignedWith(secret, second)).toBe(true);
  });

  it('when a receiver that was down is up again', async () => {
    const { url } = receiver;
    await receiver.close();
    const { documentId } = await office.send(source);
    await office.office.settle();
    expect((await office.deliveries(documentId)).join()).toMatch(/resting.*resting/);
    receiver = await openWebhookReceiver(Number(new URL(url).port));
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect(await office.deliveries(documentId)).toEqual(['accepted done', 'registered done']);
  });

  it('not before the receiver wants it, as Retry-After says', async () => {
    receiver.answer({ status: 429, headers: { 'retry-after': '3000' } });
    await office.send(source);
    await office.office.settle();
    const asked = receiver.calls.length;
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect([asked, receiver.calls.length]).toEqual([1, 3]);
  });

  it('until a day is over: then the clerk is told', async () => {
    receiver.answer(...Array.from({ length: 2 * MAX_ATTEMPTS }, () => ({ status: 500 })));
    const { documentId } = await office.send(source);
    const began = office.test.clock.now();
    for (let half = 0; half < 80; half += 1) {
      await office.office.settle();
      office.test.clock.advance(HOUR / 2);
      if ((await office.deliveries(documentId)).every((line) => line.includes('failed'))) break;
    }
    expect(await office.deliveries(documentId)).toEqual([
      'accepted failed WEBHOOK_UNREACHABLE',
      'registered failed WEBHOOK_UNREACHABLE',
    ]);
    expect(await office.toDos(documentId)).toEqual(['webhook: WEBHOOK_UNREACHABLE']);
    expect(office.test.clock.now() - began).toBeGreaterThan(20 * HOUR);
  }, 120_000);

  it('never to where a redirect leads', async () => {
    const elsewhere = await openWebhookReceiver();
    receiver.answer({ status: 307, headers: { location: elsewhere.url } });
    const { documentId } = await office.send(source);
    await office.office.settle();
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
    expect((await office.deliveries(documentId)).join()).toContain('failed WEBHOOK_REDIRECTED');
  });

  it('once, when the receiver refuses it for good', async () => {
    receiver.answer({ status: 401 }, { status: 401 });
    const { documentId } = await office.send(source);
    await office.office.settle();
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect(receiver.calls).toHaveLength(2);
    expect(await office.deliveries(documentId)).toEqual([
      'accepted failed WEBHOOK_REFUSED',
      'registered failed WEBHOOK_REFUSED',
    ]);
    expect(await office.toDos(documentId)).toEqual(['webhook: WEBHOOK_REFUSED']);
  });

  it('no more after a 410, until the operator registers the webhook anew', async () => {
    receiver.answer({ status: 410 });
    const { documentId } = await office.send(source);
    await office.office.settle();
    const later = await office.send(source);
    await office.office.settle();
    expect(receiver.calls).toHaveLength(1);
    expect(await office.toDos(documentId)).toEqual(['webhook: WEBHOOK_GONE']);
    expect((await office.deliveries(later.documentId)).join()).toMatch(/pending.*pending/);
    await office.registerWebhook(source, `${receiver.url}/new`, secret);
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect(await office.deliveries(later.documentId)).toEqual(['accepted done', 'registered done']);
    expect(receiver.calls).toHaveLength(4);
  });

  it('with both signatures while its secret is being changed, then with the new one', async () => {
    const next = randomBytes(32);
    const webhook = {
      url: receiver.url,
      sealedSecret: await office.seal(source, next, 'webhook-secret'),
      previousSecret: {
        sealedSecret: await office.seal(source, secret, 'webhook-secret'),
        until: new Date(office.now().getTime() + 24 * HOUR).toISOString(),
      },
      allowPrivate: true,
    };
    await office.register(source, { webhook });
    await office.send(source);
    await office.office.settle();
    const during = receiver.calls.map((call) => [
      isSignedWith(secret, call),
      isSignedWith(next, call),
    ]);
    office.test.clock.advance(24 * HOUR);
    receiver.calls.length = 0;
    await office.send(source);
    await office.office.settle();
    const after = receiver.calls.map((call) => [
      isSignedWith(secret, call),
      isSignedWith(next, call),
    ]);
    expect([during, after]).toEqual([
      [
        [true, true],
        [true, true],
      ],
      [
        [false, true],
        [false, true],
      ],
    ]);
  });

  it.each([
    ['has been disabled', { disabled: { at: '2026-01-01T00:00:00Z', by: 'x', reason: 'x' } }],
    ['has no webhook any more', {}],
  ])('not when the source %s', async (_, change) => {
    receiver.answer(...Array.from({ length: 20 }, () => ({ status: 500 })));
    const { documentId } = await office.send(source);
    await office.office.settle();
    const asked = receiver.calls.length;
    const { webhook } = await createSourceDirectory(
      office.test.ground.clients.dynamodb,
      office.test.names.tables.directory,
      office.now,
    ).find(source);
    await office.register(source, 'disabled' in change ? { webhook, ...change } : change);
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect(receiver.calls.length).toBe(asked);
    expect(await office.history(documentId)).toContain('webhook.registered unwanted');
  });

  /** The function itself, over a channel that waits for two seconds only. */
  const functionWith = (deps: EffectDeps) => {
    const { clients } = office.test.ground;
    const { tables, keys } = office.test.names;
    return createApp(deps, {
      sources: createSourceDirectory(clients.dynamodb, tables.directory, office.now),
      secrets: createSecretOpener(clients.kms, keys.data, 'webhook-secret'),
      stops: createWebhookStops(clients.dynamodb, tables.register),
      channel: createWebhookChannel({ timeoutMs: 2_000 }),
      resting: createRestingReceivers(),
      onFailure: () => undefined,
    });
  };
  const messageOf = (documentId: string, step: string) => ({
    body: JSON.stringify({ documentId, effect: 'webhook', step }),
  });

  it('a second time with the same id after a crash before the end was noted', async () => {
    const { documentId } = await office.send(source);
    await office.office.settle('webhook');
    const deps = office.effectDeps();
    const crashing = functionWith({
      ...deps,
      store: { ...deps.store, commit: () => Promise.reject(new Error('the process ended')) },
    });
    const message = messageOf(documentId, 'accepted');
    await expect(crashing(message)).rejects.toThrow('the process ended');
    office.test.clock.advance(200_000);
    await functionWith(deps)(message);
    await functionWith(deps)(message);
    expect(idsCalled()).toEqual([`${documentId}.accepted`, `${documentId}.accepted`]);
    expect(receiver.calls[1]?.body).toBe(receiver.calls[0]?.body);
  });

  it('without holding up others while one receiver lets everybody wait', async () => {
    const other = await openWebhookReceiver();
    await office.registerWebhook(`${source}-other`, other.url, secret);
    receiver.answer({ hang: true }, { hang: true }, { hang: true });
    const slow = await Promise.all([office.send(source), office.send(source)]);
    const quick = await office.send(`${source}-other`);
    await office.office.settle('webhook');
    const app = functionWith(office.effectDeps());
    for (const { documentId } of slow)
      for (const step of ['accepted', 'registered']) await app(messageOf(documentId, step));
    for (const step of ['accepted', 'registered']) await app(messageOf(quick.documentId, step));
    expect(receiver.calls).toHaveLength(1);
    expect(other.calls).toHaveLength(2);
    await other.close();
  });
});
