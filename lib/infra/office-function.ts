import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  type IRole,
  Policy,
  PolicyStatement,
  type PolicyStatementProps,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnEventSourceMapping,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeObjectKeys } from './office-checks.ts';
import type { WorkQueue } from './work-queue.ts';

/** Variables a function reads, without those that Lambda sets. */
export type FunctionVariables<Environment> = {
  readonly [Name in keyof Omit<Environment, 'LAMBDA_TASK_ROOT'>]: string;
};

/** What all functions of one deployment share. */
export interface FunctionDefaults {
  /** Prefix of the physical names. */
  readonly office: string;
  /** Folder with one bundle per function. */
  readonly bundles: string;
}

export interface OfficeFunctionProps<Environment> {
  /** Name of the folder below functions/. */
  readonly name: string;
  readonly timeout: Duration;
  /** In MB; 512 for what uses several clients, 256 for small ones. */
  readonly memorySize: number;
  /** Exactly the variables that functions/<name>/env.ts reads and Lambda does not set itself. */
  readonly environment: FunctionVariables<Environment>;
  /** An existing role; a role of its own by default. */
  readonly role?: IRole;
}

export interface QueueSource {
  readonly batchSize: number;
  /** At most this many batches at once. */
  readonly maxConcurrency?: number;
}

/** One Lambda function: its bundle, its log group, and a role that holds only what is granted here. */
export class OfficeFunction<Environment> extends Construct {
  readonly function: LambdaFunction;
  private readonly role: IRole;
  private readonly policy: Policy;
  private objectPolicy: Policy | undefined;

  constructor(
    scope: Construct,
    id: string,
    defaults: FunctionDefaults,
    props: OfficeFunctionProps<Environment>,
  ) {
    super(scope, id);
    const bundle = join(defaults.bundles, props.name);
    if (!existsSync(bundle))
      throw new Error(`${props.name} has no bundle: functions/${props.name}/handler.ts is missing`);
    const functionName = `${defaults.office}-${props.name}`;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role =
      props.role ??
      new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.policy = new Policy(this, 'Policy', { roles: [this.role] });
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      // Source maps stay with the build: they would only be read after a crash, and cost start time.
      code: Code.fromAsset(bundle, { exclude: ['*.map'] }),
      // The stack holds the grants; a mutable role would collect them in a second policy.
      role: Role.fromRoleArn(this, 'FunctionRole', this.role.roleArn, { mutable: false }),
      timeout: props.timeout,
      memorySize: props.memorySize,
      environment: props.environment as Record<string, string>,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    this.function.node.addDependency(this.policy);
    const resource = this.function.node.defaultChild as CfnFunction;
    resource.addMetadata('vanthu:name', props.name);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: PolicyStatementProps['conditions'],
  ): this {
    this.policy.addStatements(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions === undefined ? {} : { conditions }),
      }),
    );
    return this;
  }

  /**
   * Grants actions on the objects of a bucket below a prefix, for example `held/`. They stand in a
   * policy of their own, so that the acknowledged wildcard covers nothing else.
   */
  allowObjects(actions: readonly `s3:${string}`[], bucket: IBucket, prefix = ''): this {
    if (!this.objectPolicy) {
      this.objectPolicy = new Policy(this, 'ObjectPolicy', { roles: [this.role] });
      this.function.node.addDependency(this.objectPolicy);
      acknowledgeObjectKeys(
        this.objectPolicy,
        'Object keys hold hashes nobody knows at deployment; the wildcard is below a fixed prefix of one bucket.',
      );
    }
    this.objectPolicy.addStatements(
      new PolicyStatement({
        actions: [...actions],
        resources: [bucket.arnForObjects(`${prefix}*`)],
      }),
    );
    return this;
  }

  /** Lets a read of an object that is not there answer "no such key" instead of "denied". */
  allowMissing(bucket: IBucket): this {
    return this.allow(['s3:ListBucket'], [bucket.bucketArn]);
  }

  /** Adds a statement as it is, for example a Deny. */
  addStatement(statement: PolicyStatement): this {
    this.policy.addStatements(statement);
    return this;
  }

  /** Reads a queue in batches; a failed message comes back alone. */
  readFrom({ queue }: WorkQueue, { batchSize, maxConcurrency }: QueueSource): this {
    this.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      [queue.queueArn],
    );
    new CfnEventSourceMapping(this, `From${queue.node.scope?.node.id ?? 'Queue'}`, {
      functionName: this.function.functionName,
      eventSourceArn: queue.queueArn,
      batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      ...(maxConcurrency === undefined
        ? {}
        : { scalingConfig: { maximumConcurrency: maxConcurrency } }),
    }).node.addDependency(this.policy);
    return this;
  }
}
