import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createIdentityStore } from '../../lib/register/duplicates.dynamo.ts';
import { createNumberEvidence } from '../../lib/register/number-evidence.s3.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { suggestRelevance } from '../../lib/review/relevance.ts';
import {
  commitClients,
  doorAdapters,
  effectAdapters,
  surroundings,
} from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('screen');
const clients = { ...commitClients(), s3: new S3Client({}), kms: new KMSClient({}) };
const door = doorAdapters(env, clients, around);
const evidence = createNumberEvidence(clients.s3, env.FILES_BUCKET);
const app = createApp(effectAdapters(env, clients, around, evidence), {
  ...door,
  counter: door.store,
  identities: createIdentityStore(clients.dynamo, env.REGISTER_TABLE),
  accept: door,
  agencyCode: env.AGENCY_CODE,
  uploads: createUploadStore(clients.dynamo, env.REGISTER_TABLE),
  files: createDocumentFiles(clients.s3, env.FILES_BUCKET),
  suggest: suggestRelevance,
});

export const handler = queueHandler(app, around.logger);
