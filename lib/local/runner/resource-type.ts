import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AssemblyStack } from './assembly.ts';
import type { OfficeParts } from './office-parts.ts';

/** Clients of the operator, who makes the template's resources. */
export interface OperatorClients {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly kms: KMSClient;
  readonly events: EventBridgeClient;
  readonly scheduler: SchedulerClient;
}

/** Resolved properties of one resource. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a resource type sees of its surroundings while a resource is made. */
export interface ResourceContext {
  /** `<stack>/<logical id>`, for error messages. */
  readonly where: string;
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly region: string;
  readonly account: string;
  readonly clients: OperatorClients;
  /** What the runner itself starts when everything is made. */
  readonly parts: OfficeParts;
}

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export interface MadeResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One resource type of CloudFormation, as the runner carries it out. */
export interface ResourceType {
  /** Properties the runner acts on. */
  readonly effective: readonly string[];
  /** Properties without local effect, each with the reason. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** Makes the resource, or brings the one of an earlier start up to date. Names never change. */
  ensure(properties: Properties, context: ResourceContext): Promise<MadeResource> | MadeResource;
}

/** The name CloudFormation would make up, without its random end, so that it stays the same. */
export const generatedName = ({ stack, logicalId }: ResourceContext, longest = 128): string =>
  `${stack.name}-${logicalId}`.slice(0, longest);

/** Whether an SDK call failed under one of these names. */
export function failedWith(error: unknown, ...names: readonly string[]): boolean {
  const name: unknown = (error as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' && names.includes(name);
}
