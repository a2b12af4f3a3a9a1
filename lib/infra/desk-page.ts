import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/desk-page/env.ts';
import type { OfficeApi } from './office-api.ts';
import { OfficeFunction } from './office-function.ts';
import type { OfficeResources } from './office-resources.ts';

export interface DeskPageProps {
  readonly resources: OfficeResources;
  readonly api: OfficeApi;
  /** Issuer identifier of the sign-in. */
  readonly issuer: string;
}

/** The desk's page: its files and the address of the sign-in. It reads nothing of the office. */
export class DeskPage extends Construct {
  constructor(scope: Construct, id: string, { resources, api, issuer }: DeskPageProps) {
    super(scope, id);
    const { state, defaults, settings } = resources;
    const page = new OfficeFunction<Environment>(this, 'Page', defaults, {
      name: 'desk-page',
      timeout: Duration.seconds(10),
      memorySize: 512,
      environment: {
        AGENCY_NAME: settings.agencyName,
        ...(settings.portalBanner === '' ? {} : { DESK_BANNER: settings.portalBanner }),
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: settings.desk.clientId,
        OIDC_AUDIENCE: settings.desk.audience,
        OIDC_SCOPE: settings.desk.scope,
        ...(settings.desk.origins === '' ? {} : { OIDC_ORIGINS: settings.desk.origins }),
        FILES_BUCKET: state.buckets.files.bucketName,
      },
    });
    api.open({
      name: 'desk-page',
      handler: page.function,
      routes: ['GET /desk', 'GET /desk/{proxy+}'],
      proof: 'The page and its settings hold nothing of the office; people sign in from it.',
    });
  }
}
