import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { listFunctions } from '../../lib/infra/bundle.ts';
import { createOfficeApp } from '../../lib/infra/office-app.ts';
import { root } from './office-templates.ts';

let bundles: string;

// What a bundle contains does not change the templates.
beforeAll(() => {
  bundles = mkdtempSync(join(tmpdir(), 'vanthu-bundles-'));
  for (const name of listFunctions(root)) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, 'index.cjs'), 'exports.handler = async () => {};');
  }
});
afterAll(() => rmSync(bundles, { recursive: true }));

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
const create = (changed: Readonly<Record<string, unknown>>) =>
  createOfficeApp({ bundles, app: { context: { ...context, ...changed } } });

it('makes a signing key for each pilot leader that the context names', () => {
  const template = Template.fromStack(create({ signers: 'chair,deputy' }).stateful);
  for (const AliasName of ['alias/sign/agency', 'alias/sign/chair', 'alias/sign/deputy'])
    template.hasResourceProperties('AWS::KMS::Alias', { AliasName });
  template.resourceCountIs('AWS::KMS::Key', 5);
});

it('gives a second office in the same account names of its own', () => {
  const { stateless } = create({ office: 'bandantoc' });
  const template = Template.fromStack(stateless);
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'bandantoc-sign' });
  template.hasResourceProperties('AWS::Events::EventBus', { Name: 'bandantoc' });
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'bandantoc-sign' });
});

it.each([
  ['office', 'Văn thư'],
  ['guestListOnly', 'maybe'],
  ['signers', [1]],
  ['agencyName', 7],
  ['agencyCode', 7],
])('stops at a wrong %s', (name, value) => {
  expect(() => create({ [name]: value })).toThrow(`context ${name}`);
});

it('stops at a function that has no bundle', () => {
  expect(() => createOfficeApp({ bundles: tmpdir(), app: { context } })).toThrow(
    /functions\/[a-z-]+\/handler\.ts is missing/,
  );
});
