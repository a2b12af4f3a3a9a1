import { RunnerError } from './errors.ts';
import { generatedName, type ResourceContext, type ResourceType } from './resource-type.ts';

function codeFolder(code: unknown, { stack, where }: ResourceContext): string {
  const objectKey = (code as { S3Key?: unknown } | undefined)?.S3Key;
  const folder = typeof objectKey === 'string' ? stack.assetFolder(objectKey) : undefined;
  if (folder === undefined)
    throw new RunnerError('BAD_ASSEMBLY', where, 'its code is not a file asset of the assembly');
  return folder;
}

/** AWS::Lambda::Function, run in worker threads. */
export const lambdaFunction: ResourceType = {
  effective: [
    'Code',
    'Environment',
    'FunctionName',
    'Handler',
    'MemorySize',
    'Role',
    'Runtime',
    'Timeout',
  ],
  ignored: {
    Architectures: 'bundles are plain JavaScript',
    Description: 'for people',
    LoggingConfig: 'lines go to the folder logs/ whatever their group',
    Tags: 'nothing here is chosen by tags',
    TracingConfig: 'there is no X-Ray here',
  },
  ensure(properties, context) {
    const { region, account, parts, metadata, where } = context;
    const functionName = String(properties['FunctionName'] ?? generatedName(context, 64));
    if (!String(properties['Runtime']).startsWith('nodejs'))
      throw new RunnerError('UNKNOWN_PROPERTY', where, `no runtime ${properties['Runtime']} here`);
    const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
    const environment = properties['Environment'] as
      | { readonly Variables?: Readonly<Record<string, string>> }
      | undefined;
    parts.functions.set(arn, {
      name: String(metadata['vanthu:name'] ?? functionName),
      functionName,
      arn,
      roleArn: String(properties['Role']),
      codeFolder: codeFolder(properties['Code'], context),
      handler: String(properties['Handler']),
      timeoutMs: Number(properties['Timeout'] ?? 3) * 1000,
      memorySize: Number(properties['MemorySize'] ?? 128),
      environment: environment?.Variables ?? {},
    });
    return { ref: functionName, attributes: { Arn: arn } };
  },
};

/** What Lambda's pollers start with when a mapping sets no maximum. */
const DEFAULT_CONCURRENCY = 5;

/** AWS::Lambda::EventSourceMapping from a queue. */
export const eventSourceMapping: ResourceType = {
  effective: [
    'BatchSize',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'ScalingConfig',
  ],
  ignored: { Tags: 'nothing here is chosen by tags' },
  ensure(properties, { parts, logicalId, where }) {
    const queueArn = String(properties['EventSourceArn']);
    const batchSize = Number(properties['BatchSize'] ?? 10);
    if (!queueArn.startsWith('arn:aws:sqs:'))
      throw new RunnerError('UNKNOWN_PROPERTY', where, 'only queues are event sources here');
    if (batchSize > 10)
      throw new RunnerError(
        'UNKNOWN_PROPERTY',
        where,
        'batches of more than 10 are not known here',
      );
    const scaling = properties['ScalingConfig'] as { MaximumConcurrency?: number } | undefined;
    const responses = (properties['FunctionResponseTypes'] ?? []) as readonly string[];
    parts.mappings.push({
      functionName: String(properties['FunctionName']).split(':').at(-1) ?? '',
      queueArn,
      batchSize,
      maxConcurrency: scaling?.MaximumConcurrency ?? DEFAULT_CONCURRENCY,
      reportsItemFailures: responses.includes('ReportBatchItemFailures'),
    });
    return { ref: logicalId };
  },
};
