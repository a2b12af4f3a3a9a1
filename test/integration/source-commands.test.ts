import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext, CommandResult } from '../../lib/cli/command.ts';
import { en as officeMessages } from '../../lib/cli/messages.en.ts';
import { type AddOptions, addSource } from '../../lib/cli/source/add.ts';
import { disableSource, enableSource } from '../../lib/cli/source/disable.ts';
import { en } from '../../lib/cli/source/messages.en.ts';
import { retryDeliveries } from '../../lib/cli/source/retry-deliveries.ts';
import { rotateSecret } from '../../lib/cli/source/rotate-secret.ts';
import { setWebhook } from '../../lib/cli/source/set-webhook.ts';
import { listSources, showSource } from '../../lib/cli/source/show.ts';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { readSecret } from '../../lib/register/secret-text.ts';
import { createSourceRegistry } from '../../lib/register/source-registry.dynamo.ts';
import { signRequest } from '../../lib/register/source-signature.ts';
import { openWebhookReceiver } from '../support/webhook-receiver.ts';
import { DoorsOffice, receivedData } from './doors-office.ts';

const HOUR = 3_600_000;
/** The doors remember a registration for so long. */
const CACHE_MS = 61_000;

describe('The registered senders, by command', () => {
  let office: DoorsOffice;
  let context: CommandContext;
  let folder: string;
  let ids = 0;

  beforeAll(async () => {
    office = await DoorsOffice.open();
    folder = await mkdtemp(join(tmpdir(), 'vanthu-sources-'));
    const { ground, names, clock } = office.test;
    const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
    const roles = createDeskRoles(ground.clients.dynamodb, names.tables.directory);
    await roles.save('head', ['operator']);
    await roles.save('leader', ['clerk']);
    context = {
      messages: officeMessages,
      now: () => new Date(clock.now()),
      newId: () => 'id',
      progress: () => undefined,
      address: {
        local: true,
        client: {
          endpoint: ground.endpoint,
          region: 'ap-southeast-1',
          credentials: { accessKeyId, secretAccessKey },
        },
        outputs: {
          RegisterTable: names.tables.register,
          HistoryTable: names.tables.history,
          DirectoryTable: names.tables.directory,
          NoticesTable: names.tables.notices,
          DataKeyArn: names.keys.data,
        },
      },
    };
  });
  afterAll(async () => {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  });

  const options: AddOptions = {
    title: 'Hệ điều hành tác nghiệp',
    allow: 'document.received, document.recalled',
    defaultGrade: 'unknown',
    ownNumbers: true,
    actsForOffice: false,
    inbox: false,
    allowPrivate: false,
    as: 'head',
  };
  const newId = (): string => {
    ids += 1;
    return `he-dieu-hanh-${ids}`;
  };
  const add = async (change: Partial<AddOptions> = {}, id = newId()) => {
    const { data, lines } = await addSource(context, en, id, { ...options, ...change });
    return { id, lines, ...(data as { secret: string; webhookSecret?: string }) };
  };
  const dataOf = ({ data }: CommandResult) => data as Readonly<Record<string, string>>;
  const post = (id: string, secret: string, documentId = `${id}-${Math.floor(++ids)}`) =>
    office.postEvent(
      office.eventText('document.received', receivedData({ documentId }), { source: id }),
      { source: id, secret: readSecret(secret) as Uint8Array },
    );
  const refused = (code: string) => expect.objectContaining({ code });

  it('may send from the moment they are registered, signed with the secret that was shown', async () => {
    const { id, secret, lines } = await add();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(lines.join('\n')).toContain(secret);
    expect(await post(id, secret)).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect(await post(id, 'whsec_AAAA')).toMatchObject({ body: { code: 'BAD_SIGNATURE' } });
  });

  it('are shown with what was done to them, without any secret', async () => {
    const { id, secret } = await add({ webhook: 'https://113.160.92.202/answers' });
    await rotateSecret(context, en, id, { as: 'head', webhook: false, atOnce: false });
    const shown = await showSource(context, en, id);
    const all = await listSources(context, en);
    const text = JSON.stringify([shown, all]);
    expect(text).toContain('https://113.160.92.202/answers');
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/sealedSecret|whsec_/);
    const { acts } = shown.data as { acts: { action: string; by: string }[] };
    expect(acts.map(({ action, by }) => [action, by])).toEqual([
      ['source.added', 'head'],
      ['source.secret-rotated', 'head'],
    ]);
  });

  it('keep the secret they had for 24 hours when they are given another', async () => {
    const { id, secret } = await add();
    const { secret: next = '' } = dataOf(
      await rotateSecret(context, en, id, { as: 'head', webhook: false, atOnce: false }),
    );
    expect(await post(id, secret)).toMatchObject({ status: 202 });
    expect(await post(id, next)).toMatchObject({ status: 202 });
    office.test.clock.advance(24 * HOUR + CACHE_MS);
    expect(await post(id, secret)).toMatchObject({ body: { code: 'BAD_SIGNATURE' } });
    expect(await post(id, next)).toMatchObject({ status: 202 });
  });

  it('lose the secret they had within a minute when it has become known', async () => {
    const { id, secret } = await add();
    await rotateSecret(context, en, id, { as: 'head', webhook: false, atOnce: false });
    office.test.clock.advance(1_000);
    const { secret: last = '' } = dataOf(
      await rotateSecret(context, en, id, { as: 'head', webhook: false, atOnce: true }),
    );
    office.test.clock.advance(CACHE_MS);
    expect(await post(id, secret)).toMatchObject({ body: { code: 'BAD_SIGNATURE' } });
    expect(await post(id, last)).toMatchObject({ status: 202 });
  });

  it('send nothing by any door while they are disabled', async () => {
    const { id, secret } = await add({ inbox: true, bus: 'vn.test@000000000000' });
    await disableSource(context, en, id, { as: 'head', reason: 'Lộ khóa' });
    office.test.clock.advance(CACHE_MS);
    expect(await post(id, secret)).toMatchObject({
      status: 403,
      body: { code: 'SOURCE_DISABLED' },
    });
    const file = { sha256: 'a'.repeat(64), size: 1, mediaType: 'application/pdf' };
    expect(await office.postFile(file, { source: id, secret: readSecret(secret) })).toMatchObject({
      body: { code: 'SOURCE_DISABLED' },
    });
    const event = office.eventText('document.received', receivedData(), { source: id });
    await office.putBus(JSON.parse(event), 'vn.test');
    expect(office.answers.at(-1)?.data).toMatchObject({ source: id, code: 'SOURCE_DISABLED' });
    await enableSource(context, en, id, { as: 'head', reason: 'Đã đổi khóa' });
    office.test.clock.advance(CACHE_MS);
    expect(await post(id, secret)).toMatchObject({ status: 202 });
  });

  it('are told by the webhook that was registered, signed with its own secret', async () => {
    const receiver = await openWebhookReceiver();
    const {
      id,
      secret,
      webhookSecret = '',
    } = await add({
      webhook: receiver.url,
      allowPrivate: true,
      defaultGrade: 'ordinary',
      decision: 'Quyết định số 12/QĐ-UBDT ngày 05/01/2026',
    });
    expect(webhookSecret).not.toBe(secret);
    await post(id, secret);
    await office.office.settle();
    const { headers, body } = receiver.calls[0] ?? { headers: {} as never, body: '' };
    const request = {
      id: headers['webhook-id'] ?? '',
      timestamp: Number(headers['webhook-timestamp']),
      body,
    };
    expect(headers['webhook-signature']).toBe(signRequest(readSecret(webhookSecret), request));
    await receiver.close();
  });

  it('get answers again that a 410 has stopped, once their webhook is registered anew', async () => {
    const receiver = await openWebhookReceiver();
    const { id, secret } = await add({ webhook: receiver.url, allowPrivate: true });
    receiver.answer({ status: 410 });
    await post(id, secret);
    await office.office.settle();
    await post(id, secret);
    await office.office.settle();
    expect(receiver.calls).toHaveLength(1);
    expect((await listSources(context, en)).lines.join('\n')).toContain('webhook stopped');
    const change = { as: 'head', url: receiver.url, allowPrivate: true, remove: false };
    await setWebhook(context, en, id, change);
    office.test.clock.advance(HOUR);
    await office.office.settle();
    expect(receiver.calls.length).toBeGreaterThan(1);
    await receiver.close();
  });

  it('get everything that their webhook refused, once it is mended', async () => {
    const receiver = await openWebhookReceiver();
    const { id, secret } = await add({
      webhook: receiver.url,
      allowPrivate: true,
      defaultGrade: 'ordinary',
      decision: 'Quyết định số 12/QĐ-UBDT ngày 05/01/2026',
    });
    receiver.answer(...Array.from({ length: 4 }, () => ({ status: 401 })));
    await post(id, secret);
    await post(id, secret);
    await office.office.settle();
    const refusedIds = receiver.calls.map(({ headers }) => headers['webhook-id']).toSorted();
    receiver.calls.length = 0;
    const { data } = await retryDeliveries(context, en, id, 'head');
    expect(data).toEqual({ source: id, reopened: 4, left: [] });
    await office.office.settle();
    expect(receiver.calls.map(({ headers }) => headers['webhook-id']).toSorted()).toEqual(
      refusedIds,
    );
    await receiver.close();
    expect((await retryDeliveries(context, en, id, 'head')).data).toMatchObject({ reopened: 0 });
  });

  it('have no webhook once it was removed', async () => {
    const { id } = await add({ webhook: 'https://113.160.92.202/' });
    await setWebhook(context, en, id, { as: 'head', allowPrivate: false, remove: true });
    const { source } = (await showSource(context, en, id)).data as { source: object };
    expect(source).not.toHaveProperty('webhook');
  });

  it('are entered by operators of the office only', async () => {
    await expect(add({ as: 'leader' })).rejects.toEqual(refused('ROLE_NOT_ALLOWED'));
    await expect(add({ as: 'nobody' })).rejects.toEqual(refused('PERSON_UNKNOWN'));
  });

  it('are entered once, and not changed over the head of another operator', async () => {
    const { id } = await add();
    await expect(add({}, id)).rejects.toEqual(refused('SOURCE_EXISTS'));
    const { ground, names, clock } = office.test;
    const registry = createSourceRegistry(ground.clients.dynamodb, names.tables);
    const base = await registry.find(id);
    if (base === undefined) throw new Error('not registered');
    clock.advance(1_000);
    const act = (by: string) => ({ action: 'source.enabled', by, at: context.now() }) as const;
    await registry.save(act('one'), { ...base, title: 'một' }, base);
    await expect(registry.save(act('two'), { ...base, title: 'hai' }, base)).rejects.toThrow(
      'changed meanwhile',
    );
    expect((await registry.find(id))?.title).toBe('một');
    expect((await registry.acts(id)).map(({ by }) => by)).toEqual(['head', 'one']);
  });

  it.each<[string, Partial<AddOptions>]>([
    ['EVENT_UNKNOWN', { allow: 'document.received,document.signed' }],
    ['DECISION_MISSING', { defaultGrade: 'ordinary' }],
    ['DECISION_MISSING', { defaultGrade: 'ordinary', decision: ' ' }],
    ['BUS_IDENTITY_BAD', { bus: 'vn.ubdt.e-office' }],
    ['DESK_BY_HTTP_ONLY', { actsForOffice: true, inbox: true }],
    ['APPROVERS_BAD', { approvers: 'no-such-file.json' }],
    ['WEBHOOK_URL_NOT_HTTPS', { webhook: 'http://127.0.0.1:1/' }],
    ['WEBHOOK_ADDRESS_PRIVATE', { webhook: 'https://169.254.169.254/', allowPrivate: true }],
  ])('are not entered: %s %j', async (code, change) => {
    const id = newId();
    await expect((async () => add(change, id))()).rejects.toEqual(refused(code));
    await expect(showSource(context, en, id)).rejects.toEqual(refused('SOURCE_UNKNOWN'));
  });

  it.each(['vanthu', 'A', 'e-office/', '-x', 'x'.repeat(64)])('never as %j', async (id) => {
    await expect((async () => add({}, id))()).rejects.toEqual(refused('SOURCE_ID_BAD'));
  });

  it('name approvers by public keys; a private one is not taken in', async () => {
    const file = join(folder, 'approvers.json');
    const jwk = { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' };
    const write = (key: object) =>
      writeFile(file, JSON.stringify([{ personId: 'leader', keyId: 'k-1', jwk: key }]));
    await write({ ...jwk, d: 'c2VjcmV0' });
    await expect((async () => add({ approvers: file }))()).rejects.toEqual(
      refused('APPROVERS_BAD'),
    );
    await write(jwk);
    const { id } = await add({ approvers: file });
    const { source } = (await showSource(context, en, id)).data as {
      source: { approvers: object[] };
    };
    expect(source.approvers).toEqual([{ personId: 'leader', keyId: 'k-1', jwk }]);
  });
});
