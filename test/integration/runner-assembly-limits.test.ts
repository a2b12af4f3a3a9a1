import { afterEach, expect, it } from '@jest/globals';
import { startOffice } from '../../lib/local/runner/office.ts';
import type { Template } from '../../lib/local/runner/template.ts';
import { createTestAssembly, functionResources, type TestAssembly } from './runner-assembly.ts';

const assemblies: TestAssembly[] = [];

afterEach(() => {
  for (const assembly of assemblies.splice(0)) assembly.remove();
});

/** Why a stack of these resources cannot be started. */
async function refusalOf(Resources: Template['Resources']): Promise<unknown> {
  const prepared = createTestAssembly(
    { fine: 'exports.handler = async () => 1;' },
    {
      office: { Resources },
    },
  );
  assemblies.push(prepared);
  try {
    await (await startOffice(prepared)).close();
    return undefined;
  } catch (error) {
    return error;
  }
}

it('stops at a resource type it does not know, by its logical id', async () => {
  expect(
    await refusalOf({
      Known: { Type: 'AWS::SQS::Queue' },
      Stranger: { Type: 'AWS::Kinesis::Stream', Properties: {} },
    }),
  ).toMatchObject({
    code: 'UNKNOWN_RESOURCE_TYPE',
    where: 'office/Stranger',
    message: 'office/Stranger: AWS::Kinesis::Stream is not known to the runner',
  });
});

it('stops at a property it neither acts on nor knows to be harmless', async () => {
  expect(
    await refusalOf({
      Stream: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: {} } },
    }),
  ).toMatchObject({ code: 'UNKNOWN_PROPERTY', where: 'office/Stream' });
});

it('stops at an intrinsic function it does not know', async () => {
  expect(
    await refusalOf({
      Coded: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Base64': 'x' } } },
    }),
  ).toMatchObject({ code: 'UNKNOWN_INTRINSIC', where: 'office/Coded' });
});

it('stops at a conditional resource', async () => {
  expect(
    await refusalOf({ Maybe: { Type: 'AWS::SQS::Queue', Condition: 'IsLive' } }),
  ).toMatchObject({ code: 'UNKNOWN_INTRINSIC', where: 'office/Maybe' });
});

it('stops at a reference to nothing', async () => {
  expect(
    await refusalOf({
      Lost: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Nowhere' } } },
    }),
  ).toMatchObject({ code: 'UNRESOLVED_REFERENCE', where: 'office/Lost' });
});

it('stops at resources that refer to each other in a circle', async () => {
  const pointing = (at: string) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: { 'Fn::GetAtt': [at, 'QueueName'] } },
  });
  expect(await refusalOf({ A: pointing('B'), B: pointing('A') })).toMatchObject({
    code: 'BAD_ASSEMBLY',
  });
});

it('stops at a managed policy whose rights it does not know', async () => {
  expect(
    await refusalOf({
      Power: {
        Type: 'AWS::IAM::Role',
        Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
      },
    }),
  ).toMatchObject({ code: 'UNKNOWN_PROPERTY', where: 'office/Power' });
});

it('stops at a function whose code is not in the assembly', async () => {
  const resources = functionResources('Missing');
  expect(await refusalOf(resources)).toMatchObject({
    code: 'BAD_ASSEMBLY',
    where: 'office/Missing',
  });
  expect(await refusalOf(functionResources('Fine'))).toBeUndefined();
});

it('says when there is no assembly', async () => {
  await expect(startOffice({ assembly: 'no/such/place', folder: 'unused' })).rejects.toMatchObject({
    code: 'BAD_ASSEMBLY',
  });
});
