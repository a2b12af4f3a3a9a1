import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createDeskReader } from '../../lib/desk/desk-reader.dynamo.ts';
import { createFileAddresses } from '../../lib/desk/file-address.s3.ts';
import { createReadingLog } from '../../lib/desk/reading-log.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { apiHandler } from '../../lib/platform/http-api.ts';
import { createBookReader } from '../../lib/register/books/books.dynamo.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { createLinksReader } from '../../lib/register/links-reader.dynamo.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import { deskAdapters } from '../shared/desk-adapters.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('desk');
const clients = { ...commitClients(), s3: new S3Client({}), kms: new KMSClient({}) };
const app = createApp({
  ...doorAdapters(env, clients, around),
  ...deskAdapters(env, clients.dynamo, around.now),
  addresses: createFileAddresses(clients.s3, env.FILES_BUCKET, around.now),
  bookReader: createBookReader(clients.dynamo, env.REGISTER_TABLE),
  files: createDocumentFiles(clients.s3, env.FILES_BUCKET),
  links: createLinksReader(clients.dynamo, { register: env.REGISTER_TABLE }),
  reader: createDeskReader(clients.dynamo, {
    register: env.REGISTER_TABLE,
    history: env.HISTORY_TABLE,
  }),
  readings: createReadingLog(clients.dynamo, env.HISTORY_TABLE),
  uploads: createUploadStore(clients.dynamo, env.REGISTER_TABLE),
});

export const handler = apiHandler(app, around.logger);
