import { join } from 'node:path';
import { build } from 'esbuild';

/** Clients by the SDK's package, with the class and one call a handler would make. */
const CLIENTS = {
  dynamodb: ['DynamoDBClient', 'new GetItemCommand({ TableName: env.TABLE, Key: event })'],
  sqs: ['SQSClient', "new SendMessageCommand({ QueueUrl: env.TABLE, MessageBody: '' })"],
  s3: ['S3Client', "new GetObjectCommand({ Bucket: env.TABLE, Key: '' })"],
  kms: ['KMSClient', 'new DecryptCommand({ CiphertextBlob: event })'],
  sns: ['SNSClient', "new PublishCommand({ PhoneNumber: '', Message: '' })"],
  eventbridge: ['EventBridgeClient', 'new PutEventsCommand({ Entries: event })'],
} as const;
export type ClientName = keyof typeof CLIENTS;
export const clientNames = Object.keys(CLIENTS) as ClientName[];

const bench = join(import.meta.dirname, '..');

/** A handler as Powertools' own pages show it: no work of its own, all of the usual stack. */
const anchorSource = (clients: readonly ClientName[]): string => {
  const parts = clients.map((client) => {
    const [type, call] = CLIENTS[client];
    const command = /new (\w+)/.exec(call)?.[1] ?? '';
    return {
      imports: `import { ${type}, ${command} } from '@aws-sdk/client-${client}';`,
      made: `const ${client} = tracer.captureAWSv3Client(new ${type}({}));`,
      used: `await ${client}.send(${call});`,
    };
  });
  return `
import middy from '@middy/core';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { z } from 'zod';
${parts.map(({ imports }) => imports).join('\n')}
const env = z.object({ TABLE: z.string().min(1) }).parse(process.env);
const [logger, metrics, tracer] = [new Logger(), new Metrics({ namespace: 'anchor' }), new Tracer()];
${parts.map(({ made }) => made).join('\n')}
export const handler = middy(async (event) => {
${parts.map(({ used }) => used).join('\n')}
})
  .use(captureLambdaHandler(tracer))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
`;
};

export interface AnchorKind {
  readonly minify: boolean;
  /** What NodejsFunction leaves to the runtime unless told otherwise (`bundleAwsSDK`). */
  readonly external: boolean;
}

/** Bundles an anchor as NodejsFunction does: esbuild's defaults for Node, no aliases. */
export const buildAnchor = async (
  clients: readonly ClientName[],
  { minify, external }: AnchorKind,
  outfile: string,
): Promise<{ readonly file: string; readonly bytes: number }> => {
  const { metafile } = await build({
    absWorkingDir: bench,
    stdin: { contents: anchorSource(clients), resolveDir: bench, sourcefile: 'anchor.mjs' },
    outfile,
    bundle: true,
    minify,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    ...(external ? { external: ['@aws-sdk/*', '@smithy/*'] } : {}),
  });
  const bytes = Object.values(metafile.outputs)[0]?.bytes ?? 0;
  return { file: outfile, bytes };
};
