import * as eventsSdk from '@aws-sdk/client-eventbridge';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import * as kmsSdk from '@aws-sdk/client-kms';
import { KMSClient, ListAliasesCommand, SignCommand } from '@aws-sdk/client-kms';
import * as s3Sdk from '@aws-sdk/client-s3';
import * as schedulerSdk from '@aws-sdk/client-scheduler';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import * as snsSdk from '@aws-sdk/client-sns';
import { PublishCommand, SetSMSAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import * as sqsSdk from '@aws-sdk/client-sqs';
import { QueueDoesNotExist, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadOperations, loadQueryErrorCodes } from '../../lib/local/aws/schema-operations.ts';
import { AwsServiceError, type EmulatedService } from '../../lib/local/aws/service.ts';
import { OPERATOR, startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

/** What the services below were given, so that a test sees what crossed the wire. */
let received: Record<string, unknown>;
let endpoints: TestEndpoints;

const closed = { authorize: () => [], close: async () => undefined };

function record(reply: object | undefined) {
  return (input: Record<string, unknown>) => {
    received = input;
    return reply;
  };
}

const SIGNATURE = Uint8Array.from({ length: 256 }, (_, index) => index);

const kms: EmulatedService = {
  ...closed,
  signingName: 'kms',
  protocol: 'json',
  sdk: kmsSdk,
  authorize: (operation) =>
    operation === 'Sign' ? [{ action: 'kms:Sign', resource: 'arn:aws:kms:::key/1' }] : [],
  handlers: { Sign: record({ KeyId: 'key', Signature: SIGNATURE }) },
};

const sqs: EmulatedService = {
  ...closed,
  signingName: 'sqs',
  protocol: 'json',
  jsonVersion: '1.0',
  sdk: sqsSdk,
  handlers: {
    SendMessage: () => {
      throw new AwsServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
    },
  },
};

const sns: EmulatedService = {
  ...closed,
  signingName: 'sns',
  protocol: 'query',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  sdk: snsSdk,
  handlers: {
    Publish: (input: { Message?: string; PhoneNumber?: string }) => {
      if (!input.PhoneNumber) {
        throw new AwsServiceError('InvalidParameterException', 'Invalid <PhoneNumber> & more');
      }
      return record({ MessageId: 'm-1 <&>' })(input as Record<string, unknown>);
    },
    SetSMSAttributes: record(undefined),
  },
};

const scheduler: EmulatedService = {
  ...closed,
  signingName: 'scheduler',
  protocol: 'restJson',
  sdk: schedulerSdk,
  handlers: { CreateSchedule: record({ ScheduleArn: 'arn:aws:scheduler:::schedule/d/n' }) },
};

beforeEach(async () => {
  received = {};
  endpoints = await startTestEndpoints({ services: () => [kms, sqs, sns, scheduler] });
});

afterEach(() => endpoints.close());

/** The error a call ends with; a call that succeeds fails the test. */
async function failureOf(call: Promise<unknown>) {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: { name: string; message: string; $metadata?: { httpStatusCode?: number } }) => error,
  );
}

describe('protocols made from the schemas of the SDK clients', () => {
  test('JSON 1.1 carries every byte both ways', async () => {
    const client = new KMSClient(endpoints.clientFor());
    const answer = await client.send(
      new SignCommand({ KeyId: 'key', Message: SIGNATURE, SigningAlgorithm: 'ECDSA_SHA_256' }),
    );
    expect(Buffer.from(answer.Signature ?? []).equals(SIGNATURE)).toBe(true);
    expect(Buffer.from(received['Message'] as Uint8Array).equals(SIGNATURE)).toBe(true);
  });

  test('Query carries maps, and answers with Vietnamese text and reserved characters', async () => {
    const client = new SNSClient(endpoints.clientFor());
    const answer = await client.send(
      new PublishCommand({
        PhoneNumber: '+84912345678',
        Message: 'Công văn số 123/UBDT & "hoả tốc" + 100%',
        MessageAttributes: {
          'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
          raw: { DataType: 'Binary', BinaryValue: SIGNATURE },
        },
      }),
    );
    expect(answer.MessageId).toBe('m-1 <&>');
    expect(received['Message']).toBe('Công văn số 123/UBDT & "hoả tốc" + 100%');
    const attributes = received['MessageAttributes'] as Record<
      string,
      { StringValue?: string; BinaryValue?: Uint8Array }
    >;
    expect(attributes['AWS.SNS.SMS.SMSType']?.StringValue).toBe('Transactional');
    expect(Buffer.from(attributes['raw']?.BinaryValue ?? []).equals(SIGNATURE)).toBe(true);
  });

  test('Query answers an operation without output members', async () => {
    const client = new SNSClient(endpoints.clientFor());
    const command = new SetSMSAttributesCommand({ attributes: { DefaultSenderID: 'UBDT' } });
    await expect(client.send(command)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
    expect(received).toEqual({ attributes: { DefaultSenderID: 'UBDT' } });
  });

  test('REST JSON takes labels from the path and members from the body', async () => {
    const client = new SchedulerClient(endpoints.clientFor());
    const start = new Date('2026-01-02T03:04:05Z');
    const answer = await client.send(
      new CreateScheduleCommand({
        Name: 'remind-1.2_3',
        GroupName: 'default',
        ScheduleExpression: 'at(2026-01-02T03:04:05)',
        StartDate: start,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: 'arn:aws:sqs:::q', RoleArn: OPERATOR, Input: '{"a":"ữ"}' },
      }),
    );
    expect(answer.ScheduleArn).toBe('arn:aws:scheduler:::schedule/d/n');
    expect(received).toMatchObject({
      Name: 'remind-1.2_3',
      StartDate: start,
      Target: { Input: '{"a":"ữ"}' },
    });
  });

  test('an SQS error reaches the caller as its class and under its code of the Query protocol', async () => {
    const client = new SQSClient(endpoints.clientFor());
    const command = new SendMessageCommand({ QueueUrl: 'http://127.0.0.1/q', MessageBody: 'x' });
    const error = await failureOf(client.send(command));
    expect(error).toBeInstanceOf(QueueDoesNotExist);
    expect(error).toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  test('an SNS error is answered under its code of the Query protocol', async () => {
    const client = new SNSClient(endpoints.clientFor());
    const error = await failureOf(client.send(new PublishCommand({ Message: 'x' })));
    expect(error).toMatchObject({
      name: 'InvalidParameterException',
      Code: 'InvalidParameter',
      message: 'Invalid <PhoneNumber> & more',
    });
  });

  test('an operation that is not emulated answers 501 with its name', async () => {
    const client = new KMSClient(endpoints.clientFor());
    const error = await failureOf(client.send(new ListAliasesCommand({})));
    expect(error.$metadata?.httpStatusCode).toBe(501);
    expect(error.message).toBe('NotImplemented: kms:ListAliases is not emulated locally');
  });

  test('a service that is not emulated answers 501 with its name', async () => {
    const client = new EventBridgeClient(endpoints.clientFor());
    const error = await failureOf(client.send(new ListRulesCommand({})));
    expect(error.$metadata?.httpStatusCode).toBe(501);
    expect(error.message).toBe('NotImplemented: events is not emulated locally');
  });
});

describe('the schemas of the SDK clients', () => {
  test.each([
    ['kms', kmsSdk, ['CreateKey', 'Decrypt', 'Encrypt', 'GenerateDataKey', 'GetPublicKey', 'Sign']],
    ['sns', snsSdk, ['CheckIfPhoneNumberIsOptedOut', 'Publish', 'SetSMSAttributes']],
    ['sqs', sqsSdk, ['DeleteMessage', 'ReceiveMessage', 'SendMessage', 'SendMessageBatch']],
    ['events', eventsSdk, ['PutEvents', 'PutRule', 'PutTargets']],
    ['scheduler', schedulerSdk, ['CreateSchedule', 'DeleteSchedule', 'UpdateSchedule']],
    ['s3', s3Sdk, ['CopyObject', 'DeleteObjects', 'GetObject', 'ListObjectsV2', 'PutObject']],
  ])('%s names its operations with input and output', (_, sdk, names) => {
    const operations = loadOperations(sdk);
    for (const name of names) expect(operations.get(name)?.input.isStructSchema()).toBe(true);
  });

  test('exceptions of the Query protocol have their codes', () => {
    const codes = loadQueryErrorCodes(sqsSdk);
    expect(codes.get('QueueDoesNotExist')).toBe('AWS.SimpleQueueService.NonExistentQueue');
    expect(loadQueryErrorCodes(snsSdk).get('OptedOutException')).toBe('OptedOut');
  });
});

describe('signatures', () => {
  test('an unknown access key is refused', async () => {
    const config = endpoints.clientFor();
    const credentials = { ...config.credentials, accessKeyId: 'AKIAUNKNOWN' };
    const error = await failureOf(
      new KMSClient({ ...config, credentials }).send(new ListAliasesCommand({})),
    );
    expect(error.name).toBe('UnrecognizedClientException');
  });

  test('a wrong secret is refused', async () => {
    const config = endpoints.clientFor();
    const credentials = { ...config.credentials, secretAccessKey: 'wrong' };
    const error = await failureOf(
      new KMSClient({ ...config, credentials }).send(new ListAliasesCommand({})),
    );
    expect(error.name).toBe('InvalidSignatureException');
  });

  test('a body changed after signing is refused', async () => {
    const client = new KMSClient(endpoints.clientFor());
    client.middlewareStack.add(
      (next) => (argument) => {
        Object.assign(argument.request as object, { body: '[]' });
        return next(argument);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const error = await failureOf(client.send(new ListAliasesCommand({})));
    expect(error.name).toBe('InvalidSignatureException');
  });

  test('another region is refused', async () => {
    const config = { ...endpoints.clientFor(), region: 'us-east-1' };
    const error = await failureOf(new KMSClient(config).send(new ListAliasesCommand({})));
    expect(error.name).toBe('InvalidSignatureException');
    expect(error.message).toContain('ap-southeast-1');
  });

  test('temporary credentials end by the clock of the endpoints', async () => {
    const temporary = {
      accessKeyId: 'ASIATEMPORARY',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      principalArn: OPERATOR,
      expiresAt: endpoints.clock.now + 1000,
    };
    endpoints.credentials.add(temporary);
    const client = new KMSClient({ ...endpoints.clientFor(), credentials: temporary });
    const sign = new SignCommand({
      KeyId: 'key',
      Message: SIGNATURE,
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
    await client.send(sign);
    endpoints.clock.now += 1000;
    expect((await failureOf(client.send(sign))).name).toBe('ExpiredTokenException');
  });

  test('a request without a signature is refused', async () => {
    const answer = await fetch(`${endpoints.baseUrl}/bucket/key`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
  });
});

describe('observation, authorization and faults', () => {
  const sign = new SignCommand({
    KeyId: 'key',
    Message: SIGNATURE,
    SigningAlgorithm: 'ECDSA_SHA_256',
  });

  test('every call is observed with its principal, status and error', async () => {
    const client = new KMSClient(endpoints.clientFor());
    await client.send(sign);
    await failureOf(client.send(new ListAliasesCommand({})));
    expect(endpoints.calls).toMatchObject([
      { service: 'kms', operation: 'Sign', principal: OPERATOR, status: 200 },
      { service: 'kms', operation: 'ListAliases', status: 501, errorCode: 'NotImplemented' },
    ]);
  });

  test('a principal without a grant is refused in the words of AWS', async () => {
    const role = 'arn:aws:iam::111122223333:role/none';
    const error = await failureOf(new KMSClient(endpoints.clientFor(role)).send(sign));
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    expect(error.message).toContain(
      `User: ${role} is not authorized to perform: kms:Sign on resource: arn:aws:kms:::key/1`,
    );
    expect(received).toEqual({});
  });

  test('an injected error is answered and the call does not run', async () => {
    endpoints.faults.before = () => new AwsServiceError('ThrottlingException', 'Rate exceeded');
    const error = await failureOf(new KMSClient(endpoints.clientFor()).send(sign));
    expect(error.name).toBe('ThrottlingException');
    expect(received).toEqual({});
  });

  test('a lost reply breaks the connection after the call has run', async () => {
    endpoints.faults.after = () => 'disconnect';
    await failureOf(new KMSClient(endpoints.clientFor()).send(sign));
    expect(received['KeyId']).toBe('key');
    expect(endpoints.calls).toMatchObject([{ status: 0, errorCode: 'ConnectionCut' }]);
  });
});
