import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { OperatorClients } from './resource-type.ts';

/** How a client reaches the embedded endpoints. */
export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function createOperatorClients(configuration: ClientConfiguration): OperatorClients {
  return {
    dynamodb: new DynamoDBClient({ ...configuration }),
    s3: new S3Client({ ...configuration }),
    sqs: new SQSClient({ ...configuration }),
    kms: new KMSClient({ ...configuration }),
    events: new EventBridgeClient({ ...configuration }),
    scheduler: new SchedulerClient({ ...configuration }),
  };
}

export function destroyClients(clients: OperatorClients): void {
  for (const client of Object.values(clients)) client.destroy();
}
