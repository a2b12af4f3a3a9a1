import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { apiHandler } from '../../lib/platform/http-api.ts';
import { createBookReader } from '../../lib/register/books/books.dynamo.ts';
import { createDocumentStore } from '../../lib/register/document-store.dynamo.ts';
import { deskAdapters } from '../shared/desk-adapters.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const { now, logger } = surroundings('desk-print');
const dynamo = new DynamoDBClient({});
const font = (file: string) => readFile(join(env.LAMBDA_TASK_ROOT, 'fonts', file));
const app = createApp({
  ...deskAdapters(env, dynamo, now),
  agency: {
    name: env.AGENCY_NAME,
    ...(env.AGENCY_PARENT === '' ? {} : { parent: env.AGENCY_PARENT }),
    ...(env.AGENCY_PLACE === '' ? {} : { place: env.AGENCY_PLACE }),
    ...(env.DESK_BANNER ? { banner: env.DESK_BANNER } : {}),
  },
  bookReader: createBookReader(dynamo, env.REGISTER_TABLE),
  fonts: async () => ({
    regular: await font('Tinos_400Regular.ttf'),
    bold: await font('Tinos_700Bold.ttf'),
    italic: await font('Tinos_400Regular_Italic.ttf'),
  }),
  now,
  store: createDocumentStore(dynamo, { register: env.REGISTER_TABLE, history: env.HISTORY_TABLE }),
});

export const handler = apiHandler(app, logger);
