import { type Endpoints, inSubfolder, startEndpoints } from '../aws/endpoint-server.ts';
import type { CallObserver, EndpointFaults } from '../aws/faults.ts';
import type { DynamoFaults } from '../dynamodb/faults.ts';
import { startDynamo } from '../dynamodb/front.ts';
import { createEventBridge, type EmulatedEventBridge } from '../eventbridge/eventbridge-service.ts';
import type { Authorizer } from '../iam/authorizer.ts';
import { createKms } from '../kms/kms-service.ts';
import { createS3, type S3Service } from '../s3/s3-service.ts';
import { createScheduler, type EmulatedScheduler } from '../scheduler/scheduler-service.ts';
import { createSns, type EmulatedSns } from '../sns/sns-service.ts';
import { createSqs, type EmulatedSqs } from '../sqs/sqs-service.ts';
import { createDeliver, createNotificationHook } from './deliveries.ts';
import type { Principals } from './principals.ts';

export interface LocalServicesOptions {
  readonly folder: string;
  readonly port: number;
  readonly region: string;
  readonly account: string;
  now(): number;
  readonly principals: Principals;
  readonly authorizer: Authorizer;
  readonly faults: EndpointFaults;
  readonly observe: CallObserver;
  /** Runs a function that a rule or schedule is due for. */
  invokeFunction(functionArn: string, event: unknown): Promise<void>;
  onError(error: unknown): void;
}

interface Services {
  readonly sqs: EmulatedSqs;
  readonly s3: S3Service;
  readonly sns: EmulatedSns;
  readonly events: EmulatedEventBridge;
  readonly scheduler: EmulatedScheduler;
}

/** The embedded endpoints, and what the runner needs of single services. */
export interface LocalServices extends Services {
  readonly endpoints: Endpoints;
  /** Conflicts, throttling and stale reads that tests ask for. */
  readonly dynamoFaults: DynamoFaults;
  /** Fires the schedules that are due. */
  fireDue(): Promise<void>;
  /** Resolves when no notification or routed event is under way. */
  settled(): Promise<void>;
}

/** Starts the endpoints with all emulated services. */
export async function startLocalServices(options: LocalServicesOptions): Promise<LocalServices> {
  const { authorizer, account, now, onError } = options;
  let services: Services | undefined;
  let dynamoFaults: DynamoFaults | undefined;
  const endpoints = await startEndpoints({
    ...options,
    credentials: options.principals.store,
    services: async (context) => {
      const sqs = createSqs(inSubfolder(context, 'sqs'));
      const routes = { sqs, authorizer, account, invoke: options.invokeFunction };
      const s3 = await createS3(inSubfolder(context, 's3'), {
        onObjectCreated: createNotificationHook(routes),
        onDeliveryFailure: ({ error }) => onError(error),
      });
      const sns = createSns(inSubfolder(context, 'sns'));
      const events = createEventBridge(inSubfolder(context, 'events'), {
        deliver: createDeliver('events.amazonaws.com', routes),
        onDropped: (_, error) => onError(error),
      });
      const scheduler = createScheduler(inSubfolder(context, 'scheduler'), {
        deliver: createDeliver('scheduler.amazonaws.com', routes),
        onDropped: (_, error) => onError(error),
      });
      services = { sqs, s3, sns, events, scheduler };
      return [sqs, s3, sns, events, scheduler, createKms(inSubfolder(context, 'kms'))];
    },
    dynamo: async (context) => {
      const dynamo = await startDynamo(context);
      dynamoFaults = dynamo.faults;
      return dynamo;
    },
  });
  if (!services || !dynamoFaults) throw new Error('the endpoints started without their services');
  const { s3, events, scheduler } = services;
  return {
    ...services,
    endpoints,
    dynamoFaults,
    fireDue: async () => {
      await events.fireDue(now());
      await scheduler.fireDue(now());
    },
    settled: async () => {
      await events.deliverDue();
      await s3.notificationsSettled();
    },
  };
}
