import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Template } from '../../lib/local/runner/template.ts';

const root = resolve(import.meta.dirname, '../..');

/** JavaScript that loads a package of this project, for functions outside of its folder. */
export const requirePackage = (name: string): string =>
  `require(${JSON.stringify(join(root, 'node_modules', name))})`;

export interface TestAssembly {
  /** Put into `startOffice` as it is. */
  readonly assembly: string;
  readonly folder: string;
  /** Replaces a stack's template, as the next synthesis would. */
  writeStack(name: string, template: Template): void;
  remove(): void;
}

/**
 * A cloud assembly in a temporary folder. `functions` are the sources of CommonJS modules by the
 * name that a template's `Code` refers to (see `codeOf`).
 */
export function createTestAssembly(
  functions: Readonly<Record<string, string>>,
  stacks: Readonly<Record<string, Template>>,
): TestAssembly {
  const base = mkdtempSync(join(tmpdir(), 'vanthu-runner-'));
  const assembly = join(base, 'cdk.out');
  for (const [name, source] of Object.entries(functions)) {
    mkdirSync(join(assembly, `asset.${name}`), { recursive: true });
    writeFileSync(join(assembly, `asset.${name}`, 'index.cjs'), source);
  }
  const files = Object.fromEntries(
    Object.keys(functions).map((name) => [
      name,
      {
        source: { path: `asset.${name}`, packaging: 'zip' },
        destinations: { here: { bucketName: 'assets', objectKey: `${name}.zip` } },
      },
    ]),
  );
  const writeStack = (name: string, template: Template): void => {
    writeFileSync(join(assembly, `${name}.template.json`), JSON.stringify(template));
    writeFileSync(join(assembly, `${name}.assets.json`), JSON.stringify({ files }));
  };
  mkdirSync(assembly, { recursive: true });
  for (const [name, template] of Object.entries(stacks)) writeStack(name, template);
  const artifacts = Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: `${name}.template.json` },
      },
    ]),
  );
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ artifacts }));
  return {
    assembly,
    folder: join(base, 'state'),
    writeStack,
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

type Resources = Template['Resources'];

export interface TestFunction {
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, unknown>>;
  /** Statements of the function's role. */
  readonly allow?: readonly { readonly Action: string | string[]; readonly Resource: unknown }[];
}

/** A function `<name>` with its role, reading the asset of the same name. */
export function functionResources(name: string, options: TestFunction = {}): Resources {
  const Statement = (options.allow ?? []).map((statement) => ({ Effect: 'Allow', ...statement }));
  return {
    [`${name}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {},
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
      },
    },
    [name]: {
      Type: 'AWS::Lambda::Function',
      Metadata: { 'vanthu:name': name.toLowerCase() },
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: options.timeout ?? 10,
        Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
        Code: { S3Bucket: 'assets', S3Key: `${name.toLowerCase()}.zip` },
        Environment: { Variables: options.environment ?? {} },
      },
    },
  };
}

/** What a role needs to be fed from a queue. */
export const mayRead = (queue: string) => ({
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
});

/** A mapping from a queue to a function. */
export const mappingResource = (queue: string, name: string, more: object = {}): Resources => ({
  [`${name}From${queue}`]: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
      FunctionName: { Ref: name },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...more,
    },
  },
});

/** A clock that a test moves. */
export function createTestClock(): { now(): number; advance(milliseconds: number): void } {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

/** Resolves when the condition holds; rejects when it does not within 20 seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come to hold');
    await new Promise((continueLater) => setTimeout(continueLater, 20));
  }
}
