import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createApp as createAdmitFile } from '../../../functions/admit-file/app.ts';
import { createApp as createAnswer } from '../../../functions/answer/app.ts';
import { createApp as createNotify } from '../../../functions/notify/app.ts';
import { createApp as createPublish } from '../../../functions/publish/app.ts';
import { createApp as createReceiveBus } from '../../../functions/receive-bus/app.ts';
import { createApp as createReceiveHttp } from '../../../functions/receive-http/app.ts';
import { createApp as createReceiveInbox } from '../../../functions/receive-inbox/app.ts';
import { createApp as createRefuse } from '../../../functions/refuse/app.ts';
import { createApp as createRequestUpload } from '../../../functions/request-upload/app.ts';
import { createApp as createScreen } from '../../../functions/screen/app.ts';
import { createApp as createSendSms } from '../../../functions/send-sms/app.ts';
import { doorAdapters, effectAdapters } from '../../../functions/shared/register-adapters.ts';
import { createApp as createSign } from '../../../functions/sign/app.ts';
import { createApp as createSweep } from '../../../functions/sweep/app.ts';
import { createApp as createWebhook } from '../../../functions/webhook/app.ts';
import { createDeskRoles } from '../../../lib/desk/people.dynamo.ts';
import { createNoticeQueue } from '../../../lib/notices/notice-queue.sqs.ts';
import { createDynamoOutbox } from '../../../lib/notices/outbox-store.dynamo.ts';
import { createDynamoPeople } from '../../../lib/notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../../lib/notices/phone-vault.kms.ts';
import { createDynamoSendingFacts } from '../../../lib/notices/sending-facts.dynamo.ts';
import { createSnsSmsChannel } from '../../../lib/notices/sms-channel.sns.ts';
import { createSmsEvidence } from '../../../lib/notices/sms-evidence.s3.ts';
import { createLogger } from '../../../lib/platform/logger.ts';
import { s3PortalSite } from '../../../lib/portal/site.s3.ts';
import { createAnswerChannel } from '../../../lib/register/answer-channel.events.ts';
import { createDocumentFiles } from '../../../lib/register/document-files.s3.ts';
import { createIdentityStore } from '../../../lib/register/duplicates.dynamo.ts';
import { createInbox } from '../../../lib/register/inbox.s3.ts';
import { createNumberEvidence } from '../../../lib/register/number-evidence.s3.ts';
import { createQuarantine } from '../../../lib/register/quarantine.s3.ts';
import { createRefusalLog } from '../../../lib/register/refusal-log.dynamo.ts';
import { createSecretOpener } from '../../../lib/register/source-secret.kms.ts';
import { createUploadStore } from '../../../lib/register/uploads.dynamo.ts';
import { createWebhookChannel } from '../../../lib/register/webhook-channel.http.ts';
import { createRestingReceivers } from '../../../lib/register/webhook-rest.ts';
import { createWebhookStops } from '../../../lib/register/webhook-stops.dynamo.ts';
import { suggestRelevance } from '../../../lib/review/relevance.ts';
import { createSignatureMemory } from '../../../lib/signing/signature-memory.s3.ts';
import { createKmsSigner } from '../../../lib/signing/signer.kms.ts';
import { createSignerDirectory } from '../../../lib/signing/signers.dynamo.ts';
import type { FaultyProcess } from './faults.ts';
import type { TestGround } from './ground.ts';

const tinos = (folder: string, file: string): Buffer =>
  readFileSync(
    new URL(`../../../node_modules/@expo-google-fonts/tinos/${folder}/${file}`, import.meta.url),
  );
const fonts = {
  regular: tinos('400Regular', 'Tinos_400Regular.ttf'),
  italic: tinos('400Regular_Italic', 'Tinos_400Regular_Italic.ttf'),
};

/** All functions of the office in one process, composed as their handlers compose them. */
export const createApps = (
  { ground, clock, names }: TestGround,
  process: FaultyProcess,
  portalBucket: string,
  log: (line: string) => void,
) => {
  const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
  const options = {
    endpoint: ground.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  };
  const clients = {
    dynamo: new DynamoDBClient(options),
    sqs: new SQSClient(options),
    s3: new S3Client(options),
    kms: new KMSClient(options),
  };
  const sns = new SNSClient(options);
  const events = new EventBridgeClient(options);
  for (const client of [...Object.values(clients), sns, events])
    client.middlewareStack.use(process.plugin as never);

  const now = () => new Date(clock.now());
  const around = {
    now,
    // Waiting is a matter of the clock, which only the test moves.
    pause: async () => undefined,
    random: Math.random,
    logger: createLogger('test', now, log),
  };
  const env = {
    REGISTER_TABLE: names.tables.register,
    HISTORY_TABLE: names.tables.history,
    DIRECTORY_TABLE: names.tables.directory,
    QUARANTINE_BUCKET: names.buckets.quarantine,
    DATA_KEY_ID: names.keys.data,
    SCREEN_QUEUE_URL: names.queues.screen,
    SIGN_QUEUE_URL: names.queues.sign,
    NOTIFY_QUEUE_URL: names.queues.notify,
    PUBLISH_QUEUE_URL: names.queues.publish,
    ANSWER_QUEUE_URL: names.queues.answer,
    WEBHOOK_QUEUE_URL: names.queues.webhook,
  };
  const door = doorAdapters(env, clients, around);
  const evidence = createNumberEvidence(clients.s3, names.buckets.files);
  const effect = effectAdapters(env, clients, around, evidence);
  const tables = { dynamo: clients.dynamo, retry: around };
  const secrets = createSecretOpener(clients.kms, names.keys.data);
  const uploads = createUploadStore(clients.dynamo, names.tables.register);
  const files = createDocumentFiles(clients.s3, names.buckets.files);
  const quarantine = createQuarantine(clients.s3, names.buckets.quarantine, now);
  const answers = createAnswerChannel(events, names.bus);
  const outbox = createDynamoOutbox({ ...tables, tableName: names.tables.notices });
  const notices = createNoticeQueue(clients.sqs, names.queues['send-sms'], () => undefined);
  const policy = { guestListOnly: true };
  let ids = 0;
  return {
    receiveHttp: createReceiveHttp({
      ...door,
      secrets,
      roles: createDeskRoles(clients.dynamo, names.tables.directory),
    }),
    requestUpload: createRequestUpload({ ...door, secrets, uploads, quarantine }),
    receiveBus: createReceiveBus({ ...door, answers }),
    receiveInbox: createReceiveInbox({
      ...door,
      inbox: createInbox(clients.s3, names.buckets.inbox),
    }),
    refuse: createRefuse({
      now,
      answers,
      refusals: createRefusalLog(clients.dynamo, names.tables.history),
    }),
    admitFile: createAdmitFile({ ...door, uploads, quarantine, files }),
    sweep: createSweep({ ...effect, outbox, notices }),
    effects: {
      screen: createScreen(effect, {
        ...door,
        counter: door.store,
        identities: createIdentityStore(clients.dynamo, names.tables.register),
        accept: door,
        agencyCode: 'UBDT',
        uploads,
        files,
        suggest: suggestRelevance,
      }),
      sign: createSign(effect, {
        files,
        counter: effect.store,
        calendars: effect.calendars,
        sources: door.sources,
        signers: createSignerDirectory(clients.dynamo, names.tables.directory),
        memory: createSignatureMemory(clients.s3, names.buckets.files),
        keyOf: ({ keyId, algorithm }) => createKmsSigner(clients.kms, keyId, algorithm),
        fonts,
      }),
      notify: createNotify(effect, {
        people: createDynamoPeople({ ...tables, tableName: names.tables.directory }),
        outbox,
        policy,
        notices,
      }),
      'send-sms': createSendSms({
        ...around,
        newId: () => `claim-${++ids}`,
        pauses: effect.pauses,
        outbox,
        facts: createDynamoSendingFacts({
          ...tables,
          registerTable: names.tables.register,
          directoryTable: names.tables.directory,
        }),
        vault: createKmsPhoneVault({
          kms: clients.kms,
          encryptionKeyId: names.keys.data,
          hmacKeyId: names.keys.phoneHmac,
        }),
        evidence: createSmsEvidence(clients.s3, names.buckets.files),
        channel: createSnsSmsChannel({ sns, senderId: 'UBDT', maxPriceUsd: '0.15' }),
        policy,
      }),
      publish: createPublish(effect, {
        site: s3PortalSite(clients.s3, portalBucket),
        readFile: (sha256) => files.read(sha256),
        settings: { baseUrl: 'https://portal.test', agency: 'Ủy ban Dân tộc' },
      }),
      answer: createAnswer(effect, answers, door.sources),
      webhook: createWebhook(effect, {
        sources: door.sources,
        secrets: createSecretOpener(clients.kms, names.keys.data, 'webhook-secret'),
        stops: createWebhookStops(clients.dynamo, names.tables.register),
        channel: createWebhookChannel(),
        resting: createRestingReceivers(),
        onFailure: (facts) => around.logger.warn('webhook did not take an answer', facts),
      }),
    },
    destroy: () => {
      for (const client of [...Object.values(clients), sns, events]) client.destroy();
    },
  };
};

export type Apps = ReturnType<typeof createApps>;
