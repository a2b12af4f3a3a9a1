import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/desk/env.ts';
import type { Environment as OperationsEnvironment } from '../../functions/desk-operations/env.ts';
import type { Environment as PrintEnvironment } from '../../functions/desk-print/env.ts';
import { DeskPage } from './desk-page.ts';
import type { OfficeApi } from './office-api.ts';
import { OfficeFunction } from './office-function.ts';
import {
  allowCommit,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';
import type { WorkQueue } from './work-queue.ts';

/** API Gateway waits for 30 seconds and no longer. */
const timeout = Duration.seconds(29);

const PROOF =
  'Each request carries an access token; the function checks it against the issuer, and the person’s roles in the directory.';

export interface DeskProps {
  readonly resources: OfficeResources;
  readonly api: OfficeApi;
  /** Every queue of the office by its name, for the operator. */
  readonly queues: Readonly<Record<string, WorkQueue>>;
}

/** The web desk of clerk, officer and operator: its page, and its calls below /desk/api. */
export class Desk extends Construct {
  private readonly resources: OfficeResources;
  private readonly api: OfficeApi;
  private readonly issuer: string;

  constructor(scope: Construct, id: string, { resources, api, queues }: DeskProps) {
    super(scope, id);
    this.resources = resources;
    this.api = api;
    this.issuer = new CfnParameter(Stack.of(this), 'DeskIssuer', {
      description: 'Issuer identifier of the sign-in (OpenID Connect) of the desk',
      default: resources.settings.desk.issuer,
      allowedPattern: '(https://|http://127\\.0\\.0\\.1[:/]).+',
    }).valueAsString;
    this.addCalls();
    this.addPrinting();
    this.addOperations(queues);
    new DeskPage(this, 'DeskPage', { resources, api, issuer: this.issuer });
  }

  private signIn() {
    const { state, settings } = this.resources;
    return {
      DIRECTORY_TABLE: state.tables.directory.tableName,
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: settings.desk.clientId,
      OIDC_AUDIENCE: settings.desk.audience,
      OIDC_PERSON_CLAIM: settings.desk.personClaim,
      OIDC_TOKEN_TYPE: settings.desk.tokenType,
    };
  }

  /** Clerk and officer: lists, held documents, documents, books, acts. */
  private addCalls(): void {
    const { state, defaults } = this.resources;
    const { tables, buckets, dataKey } = state;
    const desk = new OfficeFunction<Environment>(this, 'Calls', defaults, {
      name: 'desk',
      timeout,
      memorySize: 512,
      environment: {
        ...effectEnvironment(this.resources),
        ...this.signIn(),
        QUARANTINE_BUCKET: buckets.quarantine.bucketName,
        DATA_KEY_ID: dataKey.keyId,
        FILES_BUCKET: buckets.files.bucketName,
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
      .allowMissing(buckets.quarantine)
      .allow(['kms:Decrypt'], [dataKey.keyArn], purposeIs('held-envelope'))
      // An address given to a browser carries this right.
      .allowObjects(['s3:GetObject'], buckets.files, 'files/')
      // A paper document of unknown grade that the clerk enters is held like any other.
      .allowObjects(['s3:PutObject', 's3:DeleteObject'], buckets.quarantine, 'held/')
      .allow(['kms:GenerateDataKey'], [dataKey.keyArn], purposeIs('held-envelope'));
    allowCommit(desk, this.resources, {
      wakes: ['screen', 'sign', 'notify', 'publish', 'answer'],
      removes: true,
    });
    this.api.open({
      name: 'desk',
      handler: desk.function,
      routes: ['GET /desk/api/{proxy+}', 'POST /desk/api/{proxy+}'],
      proof: PROOF,
    });
  }

  /** Books and sheets as files: reads, and changes nothing. */
  private addPrinting(): void {
    const { state, defaults, settings } = this.resources;
    const { register, history, directory } = state.tables;
    const print = new OfficeFunction<PrintEnvironment>(this, 'Print', defaults, {
      name: 'desk-print',
      timeout,
      // Drawing a month of a book takes processor time, which grows with memory.
      memorySize: 1024,
      environment: {
        ...this.signIn(),
        REGISTER_TABLE: register.tableName,
        HISTORY_TABLE: history.tableName,
        AGENCY_NAME: settings.agencyName,
        AGENCY_PARENT: settings.agencyParent,
        AGENCY_PLACE: settings.agencyPlace,
        DESK_BANNER: settings.portalBanner,
      },
    })
      .allow(['dynamodb:BatchGetItem'], [directory.tableArn])
      .allow(['dynamodb:GetItem', 'dynamodb:Query'], [register.tableArn])
      .allow(['dynamodb:Query'], [`${register.tableArn}/index/by-month`]);
    this.api.open({
      name: 'desk-print',
      handler: print.function,
      routes: ['GET /desk/api/books/{book}/file', 'GET /desk/api/documents/{id}/sheet'],
      proof: PROOF,
    });
  }

  /** The operator: what is wrong, and dead messages sent again. No other function may do that. */
  private addOperations(queues: DeskProps['queues']): void {
    const { state, defaults } = this.resources;
    const { register, history, directory, notices } = state.tables;
    const { files } = state.buckets;
    const all = Object.values(queues);
    const deadLetters = all.map((one) => one.deadLetters.queueArn);
    const operations = new OfficeFunction<OperationsEnvironment>(this, 'Operations', defaults, {
      name: 'desk-operations',
      timeout,
      memorySize: 512,
      environment: {
        ...this.signIn(),
        REGISTER_TABLE: register.tableName,
        HISTORY_TABLE: history.tableName,
        NOTICES_TABLE: notices.tableName,
        FILES_BUCKET: files.bucketName,
        QUEUES: Object.entries(queues)
          .map(([name, one]) => [name, one.queue.queueUrl, one.deadLetters.queueUrl].join('='))
          .join(' '),
      },
    })
      .allow(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Scan'], [directory.tableArn])
      .allow(
        ['dynamodb:Query'],
        [
          register.tableArn,
          `${register.tableArn}/index/due`,
          `${register.tableArn}/index/to-do`,
          `${notices.tableArn}/index/due`,
        ],
      )
      // Evidence of numbers is found by its names; nothing of the bucket is read.
      .allow(['s3:ListBucket'], [files.bucketArn])
      .allow(
        ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
        all.map(({ queue }) => queue.queueArn),
      )
      .allow(
        [
          'sqs:GetQueueAttributes',
          'sqs:StartMessageMoveTask',
          'sqs:ListMessageMoveTasks',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
        ],
        deadLetters,
      );
    this.api.open({
      name: 'desk-operations',
      handler: operations.function,
      routes: ['GET /desk/api/operations', 'POST /desk/api/queues/{queue}/redrive'],
      proof: PROOF,
    });
  }
}
