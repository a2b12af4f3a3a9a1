import { Duration } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { admittedPatterns, refusedPatterns } from './bus-patterns.ts';
import { IntakeApi } from './intake-api.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';
import { WorkQueue } from './work-queue.ts';

const timeout = Duration.seconds(30);

/** The doors of the office: HTTP, bus, inbox bucket, and the file quarantine behind them. */
export class Intake extends Construct {
  readonly api: IntakeApi;
  readonly receiveBus: WorkQueue;
  readonly refuse: WorkQueue;

  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state } = resources;
    this.receiveBus = this.doorQueue('ReceiveBusQueue', 'receive-bus', resources);
    this.refuse = this.doorQueue('RefuseQueue', 'refuse', resources);
    this.routeBus(resources);

    const receiveHttp = this.receiver('ReceiveHttp', 'receive-http', resources);
    const requestUpload = new OfficeFunction(this, 'RequestUpload', resources.defaults, {
      name: 'request-upload',
      timeout,
      memorySize: 256,
      environment: {
        DIRECTORY_TABLE: state.tables.directory.tableName,
        QUARANTINE_BUCKET: state.buckets.quarantine.bucketName,
      },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      // The upload itself runs with these rights: a presigned URL carries its signer's.
      .allowObjects(['s3:PutObject'], state.buckets.quarantine, 'incoming/')
      .allow(['kms:Decrypt'], [state.dataKey.keyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'source-secret' },
      });
    this.api = new IntakeApi(this, 'Api', {
      name: `${resources.defaults.office}-intake`,
      routes: {
        '/events': receiveHttp.function,
        '/files': requestUpload.function,
      },
    });

    this.receiver('ReceiveBus', 'receive-bus', resources).readFrom(this.receiveBus, {
      batchSize: 10,
    });
    this.receiver('ReceiveInbox', 'receive-inbox', resources)
      .allowObjects(['s3:GetObject', 's3:DeleteObject'], state.buckets.inbox)
      .readFrom(state.receiveInbox, { batchSize: 10 });
    this.addRefuse(resources);
    this.addAdmitFile(resources);
  }

  private doorQueue(id: string, name: string, { defaults, state }: OfficeResources): WorkQueue {
    return new WorkQueue(this, id, {
      queueName: `${defaults.office}-${name}`,
      functionTimeout: timeout,
      alarmTopic: state.alarmTopic,
    });
  }

  /** R1 on the bus: only admitted events enter a queue whole; of the others only id and source do. */
  private routeBus({ bus }: OfficeResources): void {
    for (const [name, eventPattern] of Object.entries(admittedPatterns))
      new Rule(this, `Admit${name}`, {
        eventBus: bus,
        eventPattern,
        targets: [
          new SqsQueue(this.receiveBus.queue, {
            message: RuleTargetInput.fromEventPath('$.detail'),
          }),
        ],
      });
    for (const [name, eventPattern] of Object.entries(refusedPatterns))
      new Rule(this, `Refuse${name}`, {
        eventBus: bus,
        eventPattern,
        targets: [
          new SqsQueue(this.refuse.queue, {
            message: RuleTargetInput.fromObject({
              id: EventField.fromPath('$.detail.id'),
              source: EventField.fromPath('$.detail.source'),
            }),
          }),
        ],
      });
  }

  /** A function that accepts events: it knows the sources, commits, and holds what is unclear. */
  private receiver(id: string, name: string, resources: OfficeResources) {
    const { state } = resources;
    const receiver = new OfficeFunction(this, id, resources.defaults, {
      name,
      timeout,
      memorySize: 512,
      environment: {
        ...commitEnvironment(resources),
        DIRECTORY_TABLE: state.tables.directory.tableName,
        QUARANTINE_BUCKET: state.buckets.quarantine.bucketName,
        DATA_KEY_ID: state.dataKey.keyId,
      },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allowObjects(['s3:PutObject'], state.buckets.quarantine, 'held/')
      .allow(['kms:GenerateDataKey', 'kms:Decrypt'], [state.dataKey.keyArn]);
    allowCommit(receiver, resources);
    return receiver;
  }

  private addRefuse(resources: OfficeResources): void {
    const refuse = new OfficeFunction(this, 'Refuse', resources.defaults, {
      name: 'refuse',
      timeout,
      memorySize: 256,
      environment: commitEnvironment(resources),
    }).readFrom(this.refuse, { batchSize: 10 });
    allowCommit(refuse, resources);
  }

  private addAdmitFile(resources: OfficeResources): void {
    const { state } = resources;
    const admitFile = new OfficeFunction(this, 'AdmitFile', resources.defaults, {
      name: 'admit-file',
      timeout,
      memorySize: 512,
      environment: {
        ...commitEnvironment(resources),
        QUARANTINE_BUCKET: state.buckets.quarantine.bucketName,
        FILES_BUCKET: state.buckets.files.bucketName,
      },
    })
      .allowObjects(['s3:GetObject', 's3:DeleteObject'], state.buckets.quarantine, 'incoming/')
      .allowObjects(['s3:PutObject'], state.buckets.quarantine, 'held/')
      .allowObjects(['s3:PutObject'], state.buckets.files, 'files/')
      .readFrom(state.admitFile, { batchSize: 10 });
    allowCommit(admitFile, resources);
  }
}
