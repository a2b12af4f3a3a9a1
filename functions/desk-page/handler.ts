import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { filesOriginOf } from '../../lib/desk/files-origin.s3.ts';
import { preparePage } from '../../lib/desk/page-assets.ts';
import { parseEnvironment } from '../../lib/platform/environment.ts';
import { pageHandler } from '../../lib/platform/page.ts';
import { markSvg, tokensCss } from '../../lib/portal/theme.ts';
import { surroundings } from '../shared/register-adapters.ts';
import { createApp } from './app.ts';
import { environment } from './env.ts';

const env = parseEnvironment(environment, process.env);
const page = (file: string) => readFileSync(join(env.LAMBDA_TASK_ROOT, 'page', file), 'utf8');
const assets = preparePage({
  index: page('index.html'),
  script: page('main.js'),
  styles: tokensCss + page('styles.css'),
  mark: markSvg,
});
const { logger } = surroundings('desk-page');
const opened = filesOriginOf(new S3Client({}), env.FILES_BUCKET).then((files) =>
  pageHandler(
    createApp({
      assets,
      settings: {
        issuer: env.OIDC_ISSUER,
        clientId: env.OIDC_CLIENT_ID,
        audience: env.OIDC_AUDIENCE,
        scope: env.OIDC_SCOPE,
        agencyName: env.AGENCY_NAME,
        ...(env.DESK_BANNER === undefined ? {} : { banner: env.DESK_BANNER }),
      },
      origins: {
        signIn: [new URL(env.OIDC_ISSUER).origin, ...(env.OIDC_ORIGINS?.split(' ') ?? [])],
        files,
      },
    }),
    logger,
  ),
);

export const handler = async (event: APIGatewayProxyEventV2, context: Context) =>
  (await opened)(event, context);
