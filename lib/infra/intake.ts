import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment as ReceiveBusEnvironment } from '../../functions/receive-bus/env.ts';
import type { Environment as ReceiveHttpEnvironment } from '../../functions/receive-http/env.ts';
import type { Environment as ReceiveInboxEnvironment } from '../../functions/receive-inbox/env.ts';
import type { Environment as RefuseEnvironment } from '../../functions/refuse/env.ts';
import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import { BusRouting } from './bus-routing.ts';
import { FileIntake } from './file-intake.ts';
import { OfficeApi } from './office-api.ts';
import { type FunctionVariables, OfficeFunction } from './office-function.ts';
import {
  allowCommit,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';
import { WorkQueue } from './work-queue.ts';

const timeout = Duration.seconds(30);

const SIGNED =
  'Each request carries an HMAC over id, time and body by a registered source; the function checks it.';

/** The doors for events: HTTP, bus and inbox bucket; and the way out for what the bus refuses. */
export class Intake extends Construct {
  readonly api: OfficeApi;
  readonly receiveBus: WorkQueue;
  readonly refuse: WorkQueue;
  private readonly resources: OfficeResources;

  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    this.resources = resources;
    const { state, bus } = resources;
    this.receiveBus = this.doorQueue('ReceiveBusQueue', 'receive-bus');
    this.refuse = this.doorQueue('RefuseQueue', 'refuse');
    new BusRouting(this, 'BusRouting', {
      bus,
      admitted: this.receiveBus.queue,
      refused: this.refuse.queue,
    });

    const door = this.doorEnvironment();
    const receiveHttp = this.receiver<ReceiveHttpEnvironment>('ReceiveHttp', 'receive-http', door);
    receiveHttp.allow(['kms:Decrypt'], [state.dataKey.keyArn], purposeIs('source-secret'));
    this.receiver<ReceiveBusEnvironment>('ReceiveBus', 'receive-bus', {
      ...door,
      EVENT_BUS_NAME: bus.eventBusName,
    })
      .allow(['events:PutEvents'], [bus.eventBusArn], fromOffice)
      .readFrom(this.receiveBus, { batchSize: 10 });
    this.receiver<ReceiveInboxEnvironment>('ReceiveInbox', 'receive-inbox', {
      ...door,
      INBOX_BUCKET: state.buckets.inbox.bucketName,
    })
      .allowObjects(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], state.buckets.inbox)
      .allowMissing(state.buckets.inbox)
      .readFrom(state.receiveInbox, { batchSize: 10 });
    this.addRefuse();

    const files = new FileIntake(this, 'Files', resources);
    this.api = new OfficeApi(this, 'Api', { name: `${resources.defaults.office}-intake` });
    this.api.open({
      name: 'events',
      handler: receiveHttp.function,
      routes: ['POST /events'],
      proof: SIGNED,
    });
    this.api.open({
      name: 'files',
      handler: files.requestUpload.function,
      routes: ['POST /files'],
      proof: SIGNED,
    });
  }

  private doorQueue(id: string, name: string): WorkQueue {
    const { defaults, state } = this.resources;
    return new WorkQueue(this, id, {
      queueName: `${defaults.office}-${name}`,
      functionTimeout: timeout,
      alarmTopic: state.alarmTopic,
    });
  }

  private doorEnvironment() {
    const { state } = this.resources;
    return {
      ...effectEnvironment(this.resources),
      QUARANTINE_BUCKET: state.buckets.quarantine.bucketName,
      DATA_KEY_ID: state.dataKey.keyId,
    };
  }

  /** A function that accepts events: it knows the sources, commits, and seals what is unclear. */
  private receiver<E>(
    id: string,
    name: string,
    environment: FunctionVariables<E>,
  ): OfficeFunction<E> {
    const { state, defaults } = this.resources;
    const receiver = new OfficeFunction<E>(this, id, defaults, {
      name,
      timeout,
      memorySize: 512,
      environment,
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allow(['dynamodb:BatchGetItem'], [state.tables.register.tableArn])
      .allowObjects(['s3:PutObject', 's3:DeleteObject'], state.buckets.quarantine, 'held/')
      .allow(['kms:GenerateDataKey'], [state.dataKey.keyArn], purposeIs('held-envelope'));
    allowCommit(receiver, this.resources, {
      wakes: ['screen', 'sign', 'notify', 'publish', 'answer'],
      removes: true,
    });
    return receiver;
  }

  private addRefuse(): void {
    const { state, bus, defaults } = this.resources;
    new OfficeFunction<RefuseEnvironment>(this, 'Refuse', defaults, {
      name: 'refuse',
      timeout,
      memorySize: 256,
      environment: {
        HISTORY_TABLE: state.tables.history.tableName,
        EVENT_BUS_NAME: bus.eventBusName,
      },
    })
      .allow(['dynamodb:PutItem'], [state.tables.history.tableArn])
      .allow(['events:PutEvents'], [bus.eventBusArn], fromOffice)
      .readFrom(this.refuse, { batchSize: 10 });
  }
}

const fromOffice = { StringEquals: { 'events:source': OFFICE_SOURCE } };
