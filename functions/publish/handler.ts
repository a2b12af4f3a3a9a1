import { S3Client } from '@aws-sdk/client-s3';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { queueHandler } from '../../lib/platform/queue.ts';
import { s3PortalSite } from '../../lib/portal/site.s3.ts';
import { createDocumentFiles } from '../../lib/register/document-files.s3.ts';
import { commitClients, effectAdapters, surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const around = surroundings('publish');
const s3 = new S3Client({});
const files = createDocumentFiles(s3, env.FILES_BUCKET);
const app = createApp(effectAdapters(env, commitClients(), around), {
  site: s3PortalSite(s3, env.PORTAL_BUCKET),
  readFile: (sha256) => files.read(sha256),
  settings: {
    baseUrl: env.PORTAL_URL,
    agency: env.AGENCY_NAME,
    ...(env.PORTAL_BANNER === undefined ? {} : { banner: env.PORTAL_BANNER }),
  },
});

export const handler = queueHandler(app, around.logger);
