import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  InvalidParameterException,
  ListPhoneNumbersOptedOutCommand,
  OptInPhoneNumberCommand,
  PublishCommand,
  SetSMSAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSns, type EmulatedSns } from '../../lib/local/sns/sns-service.ts';
import { ACCOUNT, startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

const PHONE = '+84912345678';
const NOTIFIER = `arn:aws:iam::${ACCOUNT}:role/notify`;

let endpoints: TestEndpoints;
let service: EmulatedSns;
let sns: SNSClient;

beforeEach(async () => {
  endpoints = await startTestEndpoints({
    services: (context) => {
      service = createSns(context);
      return [service];
    },
  });
  sns = new SNSClient(endpoints.clientFor());
});
afterEach(async () => {
  sns.destroy();
  await endpoints.close();
});

const publish = (PhoneNumber = PHONE) =>
  new PublishCommand({
    PhoneNumber,
    Message: 'UBDT: co van ban hoa toc & <khan>',
    MessageAttributes: {
      'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
      'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'UBDT' },
    },
  });

test('a publish over the wire reaches the phone with its attributes', async () => {
  const { MessageId } = await sns.send(publish());
  expect(service.outbox()).toMatchObject([
    {
      messageId: MessageId,
      phoneNumber: PHONE,
      message: 'UBDT: co van ban hoa toc & <khan>',
      smsType: 'Transactional',
      senderId: 'UBDT',
    },
  ]);
});

test('attributes of the account and opted-out numbers cross the wire', async () => {
  const attributes = { DefaultSMSType: 'Transactional', MonthlySpendLimit: '5' };
  await sns.send(new SetSMSAttributesCommand({ attributes }));
  const stored = await sns.send(new GetSMSAttributesCommand({}));
  expect(stored.attributes).toEqual(attributes);

  service.optOut(PHONE);
  const check = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: PHONE });
  expect((await sns.send(check)).isOptedOut).toBe(true);
  const list = await sns.send(new ListPhoneNumbersOptedOutCommand({}));
  expect(list.phoneNumbers).toEqual([PHONE]);
  await sns.send(new OptInPhoneNumberCommand({ phoneNumber: PHONE }));
  expect((await sns.send(check)).isOptedOut).toBe(false);
});

test('a refused number arrives as InvalidParameterException', async () => {
  await expect(sns.send(publish('0912345678'))).rejects.toBeInstanceOf(InvalidParameterException);
});

test('a reset after sending is an error to the caller while the phone has the message', async () => {
  service.injectFault({ kind: 'resetAfterSending' });
  await expect(sns.send(publish())).rejects.toThrow('socket hang up');
  expect(service.outbox()).toHaveLength(1);
});

test('a client with retries sends twice after a lost answer, one without does not', async () => {
  const retrying = new SNSClient({ ...endpoints.clientFor(), maxAttempts: 3 });
  service.injectFault({ kind: 'serverErrorAfterSending' });
  await retrying.send(publish());
  expect(service.outbox()).toHaveLength(2);
  service.injectFault({ kind: 'serverErrorAfterSending' });
  await expect(sns.send(publish())).rejects.toMatchObject({
    $metadata: { httpStatusCode: 500 },
  });
  expect(service.outbox()).toHaveLength(3);
  retrying.destroy();
});

test('a throttled publish is marked as such for the SDK', async () => {
  service.injectFault({ kind: 'throttle' });
  await expect(sns.send(publish())).rejects.toMatchObject({ name: 'Throttling' });
  expect(service.outbox()).toEqual([]);
});

test('publishing to a phone needs sns:Publish on *, a topic ARN does not do', async () => {
  const onTopics = new SNSClient(
    endpoints.clientFor(NOTIFIER, {
      Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: 'arn:aws:sns:*:*:*' }],
    }),
  );
  await expect(onTopics.send(publish())).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
  });
  const onPhones = new SNSClient(
    endpoints.clientFor(NOTIFIER, {
      Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*' }],
    }),
  );
  await onPhones.send(publish());
  expect(service.outbox()).toHaveLength(1);
  onTopics.destroy();
  onPhones.destroy();
});

test('topics are not emulated and say so by name', async () => {
  const command = new SubscribeCommand({ TopicArn: 'arn:aws:sns:x', Protocol: 'sms' });
  await expect(sns.send(command)).rejects.toThrow(/sns:Subscribe/);
});
