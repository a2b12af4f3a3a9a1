import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createDeskReader } from '../../lib/desk/desk-reader.dynamo.ts';
import { createIssuerKeys } from '../../lib/desk/issuer-keys.ts';
import { createDeskPeople } from '../../lib/desk/people.dynamo.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { fetchJson } from '../../lib/platform/fetch-json.ts';
import { apiHandler } from '../../lib/platform/http-api.ts';
import { commitClients, doorAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('desk');
const clients = { ...commitClients(), s3: new S3Client({}), kms: new KMSClient({}) };
const rules = {
  issuer: env.OIDC_ISSUER,
  audience: env.OIDC_AUDIENCE,
  personClaim: env.OIDC_PERSON_CLAIM,
  tokenType: env.OIDC_TOKEN_TYPE,
};
const app = createApp({
  ...doorAdapters(env, clients, around),
  people: createDeskPeople(clients.dynamo, env.DIRECTORY_TABLE),
  reader: createDeskReader(clients.dynamo, {
    register: env.REGISTER_TABLE,
    history: env.HISTORY_TABLE,
  }),
  tokens: {
    rules,
    keys: createIssuerKeys({ ...rules, fetchJson, now: around.now }),
    now: around.now,
  },
});

export const handler = apiHandler(app, around.logger);
