import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { RetryDeps } from '../../lib/kernel/retry.ts';
import { createLogger, describeError, type Logger } from '../../lib/platform/logger.ts';
import { createWorkingCalendars } from '../../lib/register/deadlines.dynamo.ts';
import { createDocumentStore } from '../../lib/register/document-store.dynamo.ts';
import type { NumberEvidence } from '../../lib/register/number-evidence.ts';
import { createPauseSwitch } from '../../lib/register/pause-switch.dynamo.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { createWorkQueue } from '../../lib/register/work-queue.sqs.ts';
import { createWorkStore } from '../../lib/register/work-store.dynamo.ts';
import { createHeldEnvelopes } from '../../lib/secrecy/held-envelope.s3.ts';

interface CommitNames {
  readonly REGISTER_TABLE: string;
  readonly HISTORY_TABLE: string;
  readonly SCREEN_QUEUE_URL: string;
  readonly SIGN_QUEUE_URL: string;
  readonly NOTIFY_QUEUE_URL: string;
  readonly PUBLISH_QUEUE_URL: string;
  readonly ANSWER_QUEUE_URL: string;
  readonly WEBHOOK_QUEUE_URL: string;
}

/** What surrounds a function and is not AWS: clock, chance, waiting, log. */
export interface Surroundings extends RetryDeps {
  readonly now: () => Date;
  readonly logger: Logger;
}

/** The surroundings of a function that really runs. */
export const surroundings = (service: string): Surroundings => {
  const now = () => new Date();
  return {
    now,
    pause: (milliseconds) => pause(milliseconds),
    random: () => randomInt(1_000_000) / 1_000_000,
    logger: createLogger(service, now, (line) => process.stdout.write(`${line}\n`)),
  };
};

/** Clients of the two services every committing function talks to. */
export interface CommitClients {
  readonly dynamo: DynamoDBClient;
  readonly sqs: SQSClient;
}
export const commitClients = (): CommitClients => ({
  dynamo: new DynamoDBClient({}),
  sqs: new SQSClient({}),
});

/** The register as a function uses it: store, queue and retry in one record of dependencies. */
const registerAdapters = (
  env: CommitNames & { readonly DIRECTORY_TABLE: string },
  clients: CommitClients,
  around: Surroundings,
  evidence?: NumberEvidence,
) => ({
  ...around,
  calendars: createWorkingCalendars(clients.dynamo, env.DIRECTORY_TABLE, around.now),
  store: createDocumentStore(
    clients.dynamo,
    { register: env.REGISTER_TABLE, history: env.HISTORY_TABLE },
    evidence,
  ),
  queue: createWorkQueue(
    clients.sqs,
    {
      screen: env.SCREEN_QUEUE_URL,
      sign: env.SIGN_QUEUE_URL,
      notify: env.NOTIFY_QUEUE_URL,
      publish: env.PUBLISH_QUEUE_URL,
      answer: env.ANSWER_QUEUE_URL,
      webhook: env.WEBHOOK_QUEUE_URL,
    },
    (error) => around.logger.warn('work left to the sweeper', { error: describeError(error) }),
  ),
});

/**
 * What runs an effect: the register, the work items and the pause switch. Only effects that are
 * given `evidence` can take numbers.
 */
export const effectAdapters = (
  env: CommitNames & { readonly DIRECTORY_TABLE: string },
  clients: CommitClients,
  around: Surroundings,
  evidence?: NumberEvidence,
) => ({
  ...registerAdapters(env, clients, around, evidence),
  works: createWorkStore(clients.dynamo, env.REGISTER_TABLE),
  pauses: createPauseSwitch(clients.dynamo, env.DIRECTORY_TABLE, around.now),
});

/** What a door needs: the register, the registered sources, the envelopes of what is held. */
export const doorAdapters = (
  env: CommitNames & {
    readonly DIRECTORY_TABLE: string;
    readonly QUARANTINE_BUCKET: string;
    readonly DATA_KEY_ID: string;
  },
  clients: CommitClients & { readonly s3: S3Client; readonly kms: KMSClient },
  around: Surroundings,
) => ({
  ...registerAdapters(env, clients, around),
  sources: createSourceDirectory(clients.dynamo, env.DIRECTORY_TABLE, around.now),
  envelopes: createHeldEnvelopes(clients, {
    bucket: env.QUARANTINE_BUCKET,
    dataKeyId: env.DATA_KEY_ID,
  }),
});
