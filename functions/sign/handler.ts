import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createNumberEvidence } from '../../lib/register/number-evidence.s3.ts';
import { createSourceDirectory } from '../../lib/register/source-directory.dynamo.ts';
import { createSignatureMemory } from '../../lib/signing/signature-memory.s3.ts';
import { createKmsSigner } from '../../lib/signing/signer.kms.ts';
import { createSignerDirectory } from '../../lib/signing/signers.dynamo.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('sign');
const clients = commitClients();
const [s3, kms] = [new S3Client({}), new KMSClient({})];
const evidence = createNumberEvidence(s3, env.FILES_BUCKET);
const adapters = effectAdapters(env, clients, around, evidence);
const font = (file: string) => readFileSync(join(env.LAMBDA_TASK_ROOT, 'fonts', file));
const app = createApp(adapters, {
  files: createDocumentFiles(s3, env.FILES_BUCKET),
  counter: adapters.store,
  calendars: adapters.calendars,
  sources: createSourceDirectory(clients.dynamo, env.DIRECTORY_TABLE, around.now),
  signers: createSignerDirectory(clients.dynamo, env.DIRECTORY_TABLE),
  memory: createSignatureMemory(s3, env.FILES_BUCKET),
  keyOf: ({ keyId, algorithm }) => createKmsSigner(kms, keyId, algorithm),
  fonts: { regular: font('Tinos_400Regular.ttf'), italic: font('Tinos_400Regular_Italic.ttf') },
});

export const handler = queueHandler(app, around.logger);
