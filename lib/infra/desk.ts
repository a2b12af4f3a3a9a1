import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/desk/env.ts';
import { DeskPage } from './desk-page.ts';
import type { OfficeApi } from './office-api.ts';
import { OfficeFunction } from './office-function.ts';
import {
  allowCommit,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';

/** The web desk of clerk, officer and operator: its calls below /desk/api, and its page. */
export class Desk extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources, api: OfficeApi) {
    super(scope, id);
    const issuer = new CfnParameter(Stack.of(this), 'DeskIssuer', {
      description: 'Issuer identifier of the sign-in (OpenID Connect) of the desk',
      default: resources.settings.desk.issuer,
      allowedPattern: '(https://|http://127\\.0\\.0\\.1[:/]).+',
    });
    const desk = this.addCalls(resources, issuer.valueAsString);
    new DeskPage(this, 'Page', { resources, api, issuer: issuer.valueAsString });
    api.open({
      name: 'desk',
      handler: desk.function,
      routes: ['GET /desk/api/{proxy+}', 'POST /desk/api/{proxy+}'],
      proof:
        'Each request carries an access token; the function checks it against the issuer, and the person’s roles in the directory.',
    });
  }

  private addCalls(resources: OfficeResources, issuer: string): OfficeFunction<Environment> {
    const { state, defaults, settings } = resources;
    const { tables, buckets, dataKey } = state;
    const desk = new OfficeFunction<Environment>(this, 'Calls', defaults, {
      name: 'desk',
      // API Gateway waits for 30 seconds and no longer.
      timeout: Duration.seconds(29),
      memorySize: 512,
      environment: {
        ...effectEnvironment(resources),
        QUARANTINE_BUCKET: buckets.quarantine.bucketName,
        DATA_KEY_ID: dataKey.keyId,
        FILES_BUCKET: buckets.files.bucketName,
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: settings.desk.clientId,
        OIDC_AUDIENCE: settings.desk.audience,
        OIDC_PERSON_CLAIM: settings.desk.personClaim,
        OIDC_TOKEN_TYPE: settings.desk.tokenType,
      },
    })
      .allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tables.directory.tableArn])
      .allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tables.register.tableArn])
      .allow(
        ['dynamodb:Query'],
        [
          tables.register.tableArn,
          `${tables.register.tableArn}/index/to-do`,
          `${tables.register.tableArn}/index/by-month`,
          tables.history.tableArn,
        ],
      )
      // A held document is opened for the clerk alone, each reading with a line of history.
      .allowObjects(['s3:GetObject'], buckets.quarantine, 'held/')
      .allow(['kms:Decrypt'], [dataKey.keyArn], purposeIs('held-envelope'))
      // An address given to a browser carries this right.
      .allowObjects(['s3:GetObject'], buckets.files, 'files/')
      .allowMissing(buckets.quarantine)
      // A paper document of unknown grade that the clerk enters is held like any other.
      .allowObjects(['s3:PutObject', 's3:DeleteObject'], buckets.quarantine, 'held/')
      .allow(['kms:GenerateDataKey'], [dataKey.keyArn], purposeIs('held-envelope'));
    allowCommit(desk, resources, {
      wakes: ['screen', 'sign', 'notify', 'publish', 'answer'],
      removes: true,
    });
    return desk;
  }
}
