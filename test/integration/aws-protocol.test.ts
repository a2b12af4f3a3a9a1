import * as eventsSdk from '@aws-sdk/client-eventbridge';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import * as kmsSdk from '@aws-sdk/client-kms';
import { KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import * as s3Sdk from '@aws-sdk/client-s3';
import * as schedulerSdk from '@aws-sdk/client-scheduler';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import * as snsSdk from '@aws-sdk/client-sns';
import { PublishCommand, SetSMSAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import * as sqsSdk from '@aws-sdk/client-sqs';
import { QueueDoesNotExist, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadOperations, loadQueryErrorCodes } from '../../lib/local/aws/schema-operations.ts';
import { OPERATOR } from '../support/local-endpoints.ts';
import {
  type RecordingEndpoints,
  SIGNATURE,
  signCommand,
  startRecordingEndpoints,
} from './aws-recording-services.ts';
import { failureOf } from './call-failure.ts';

let endpoints: RecordingEndpoints;

beforeEach(async () => {
  endpoints = await startRecordingEndpoints();
});

afterEach(() => endpoints.close());

describe('protocols made from the schemas of the SDK clients', () => {
  test('JSON 1.1 carries every byte both ways', async () => {
    const client = new KMSClient(endpoints.clientFor());
    const answer = await client.send(signCommand);
    expect(Buffer.from(answer.Signature ?? []).equals(SIGNATURE)).toBe(true);
    expect(Buffer.from(endpoints.received()['Message'] as Uint8Array).equals(SIGNATURE)).toBe(true);
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
    expect(endpoints.received()['Message']).toBe('Công văn số 123/UBDT & "hoả tốc" + 100%');
    const attributes = endpoints.received()['MessageAttributes'] as Record<
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
    expect(endpoints.received()).toEqual({ attributes: { DefaultSenderID: 'UBDT' } });
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
    expect(endpoints.received()).toMatchObject({
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
