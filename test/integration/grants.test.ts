import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { en } from '../../lib/cli/messages.en.ts';
import { createEventDoor, type EventDoor } from '../../lib/cli/office/event-door.ts';
import { typeOf } from '../../lib/events/catalogue.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { createJsonReport } from '../../lib/local/demo/console-report.ts';
import { type DemoSecrets, openDemoSecrets } from '../../lib/local/demo/demo-secrets.ts';
import { demoSourceIds } from '../../lib/local/demo/demo-sources.ts';
import { playSamples, renderSamples } from '../../lib/local/demo/sample-run.ts';
import {
  openTrainingOffice,
  portsFrom,
  type TrainingOffice,
  trainingContext,
} from '../../lib/local/demo/training-office.ts';
import { synthesize } from '../../lib/local/runner/synthesize.ts';
import { createSourceDirectory, saveSource } from '../../lib/register/source-directory.dynamo.ts';
import { sealSourceSecret } from '../../lib/register/source-secret.kms.ts';
import { exerciseDesk } from '../support/desk/desk-exercise.ts';
import { openWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Grants that this run does not come to, each with the moment it is there for. */
const KEPT: readonly { readonly grant: RegExp; readonly because: string }[] = [
  { grant: /logs:|sqs:GetQueueAttributes/, because: 'Lambda itself uses them, not the function' },
  {
    grant:
      /Receive(Bus|Inbox)Role.* (dynamodb:(Update|Delete)Item|kms:GenerateDataKey|s3:PutObject .*held)/,
    because: 'later events and documents of unknown grade may come by every door',
  },
  {
    grant: /Receive(Http|Bus|Inbox)Role.* s3:DeleteObject .*held/,
    because: 'a copy of a held event that was sealed after its refusal is destroyed',
  },
  { grant: /ReceiveBusRole.* events:PutEvents/, because: 'an entry that is no event is answered' },
  {
    grant: /ReceiveInboxRole.* s3:(PutObject|ListBucket)/,
    because: 'a refused file gets a note; a file taken twice is gone',
  },
  {
    grant: /AdmitFileRole.* s3:/,
    because: 'a file of a document refused meanwhile is destroyed; an upload may be gone',
  },
  {
    grant: /ScreenRole.* s3:(DeleteObjectVersion|ListBucket)/,
    because: 'a secret file sent as ordinary is destroyed; an envelope may be gone',
  },
  { grant: /(Notify|Answer)Role.* dynamodb:PutItem/, because: 'work that fails opens a to-do' },
  {
    grant: /SendSmsRole.* s3:GetObject .*evidence/,
    because: 'evidence that is there already is read: whose claim was it?',
  },
  {
    grant: /WebhookRole.* (dynamodb:PutItem .*Register|sqs:SendMessage)/,
    because: 'a receiver that wants no more is marked, and its answers come back later',
  },
  {
    grant: /DeskCallsRole.* s3:(DeleteObject|ListBucket)/,
    because: 'a held event may be sealed again after its refusal; an envelope may be gone',
  },
  { grant: /SweepRole.* sqs:SendMessage/, because: 'nothing was left over in this run' },
];

describe('Every role holds what its function uses, and nothing more', () => {
  let folder: string;
  let secrets: DemoSecrets;
  let training: TrainingOffice;
  let receiver: WebhookReceiver;

  /** The e-office wants its answers by webhook too. */
  const addWebhook = async () => {
    const { clients, outputs } = training;
    const directory = outputs['DirectoryTable'] ?? '';
    const sources = createSourceDirectory(clients.dynamodb, directory, () => new Date());
    const key = outputs['DataKeyArn'] ?? '';
    const sealedSecret = await sealSourceSecret(
      clients.kms,
      key,
      'e-office',
      Buffer.from('of no use elsewhere'),
      'webhook-secret',
    );
    await saveSource(clients.dynamodb, directory, {
      ...(await sources.find('e-office')),
      webhook: { url: receiver.url, sealedSecret, allowPrivate: true },
    });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vanthu-grants-'));
    secrets = await openDemoSecrets(folder, {
      sourceIds: demoSourceIds,
      approverId: 'chanh-van-phong',
      now: new Date(),
    });
    const { assembly } = await synthesize({
      root: ROOT,
      folder: resolve(ROOT, '.build/assemblies/training'),
      context: trainingContext,
    });
    training = await openTrainingOffice({
      assembly,
      folder,
      ports: portsFrom(0),
      secrets,
      now: () => new Date(),
      onAlarm: () => undefined,
      onError: () => undefined,
    });
    receiver = await openWebhookReceiver();
    await addWebhook();
  }, 120_000);

  afterAll(async () => {
    await training.close();
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  });

  const doorOf = (sourceId: string): EventDoor =>
    createEventDoor({
      apiUrl: training.office.apiUrl,
      sourceId,
      secret: Buffer.from(secrets.sources[sourceId] ?? ''),
      now: () => new Date(),
    });

  const send = (sourceId: string, name: Parameters<typeof typeOf>[0], data: object) => {
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: sourceId,
      type: typeOf(name),
      time: new Date().toISOString(),
      data,
    };
    return doorOf(sourceId).sendEvent(event);
  };

  /** A document of unknown grade with its file. */
  const hold = async (key: string) => {
    const bytes = Buffer.from(`%PDF-1.7\n%${key}\nstartxref\n0\n%%EOF\n`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { sha256, size: bytes.length, mediaType: 'application/pdf' };
    const { url = '', headers = {} } = await doorOf('e-office').requestUpload(file);
    await fetch(url, { method: 'PUT', headers, body: bytes });
    await training.office.quiet();
    await send('e-office', 'document.received', {
      documentId: key,
      abstract: 'Chưa rõ độ mật',
      issuer: 'Cơ quan gửi',
      files: [{ ...file, name: 'a.pdf', role: 'main' }],
    });
    await training.office.quiet();
    return { documentId: documentIdOf('e-office', key), sha256 };
  };

  const holdAndDecide = async (key: string, decision: 'release' | 'refuse') => {
    await hold(key);
    await send('desk', 'secrecy.decided', {
      officeId: documentIdOf('e-office', key),
      decision,
      actor: { personId: 'van-thu', role: 'clerk' },
      reason: 'Đã xác minh',
    });
    await training.office.quiet();
  };

  it('lists no grant that a full run of the office has not used', async () => {
    const { office } = training;
    const fine = await playSamples({
      training,
      rendered: await renderSamples(secrets),
      secrets,
      folder,
      report: createJsonReport({ write: () => true }),
      messages: en,
      json: false,
    });
    expect(fine).toBe(true);
    await holdAndDecide('released', 'release');
    await holdAndDecide('refused', 'refuse');
    expect(receiver.calls.length).toBeGreaterThan(0);
    await exerciseDesk(training, folder, await hold('at-the-desk'));
    await office.quiet();
    await office.invoke('sweep', {});
    const unused = office.authorizer
      .unusedGrants(Object.values(office.roles))
      .map(({ principal, actionPattern, statement }) => {
        const name = principal.split('/').at(-1) ?? '';
        return `${name} ${actionPattern} ${JSON.stringify(statement.Resource).slice(0, 90)}`;
      });
    expect(unused.filter((line) => !KEPT.some(({ grant }) => grant.test(line)))).toEqual([]);
    expect(KEPT.filter(({ grant }) => !unused.some((line) => grant.test(line)))).toEqual([]);
  }, 400_000);
});
