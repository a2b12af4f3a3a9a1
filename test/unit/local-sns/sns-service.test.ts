import type { PublishResponse } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSns, type EmulatedSns } from '../../../lib/local/sns/sns-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

const PHONE = '+84912345678';
const failure = (code: string) => expect.objectContaining({ code });

describe('the embedded SNS', () => {
  let surroundings: TestSurroundings;
  let sns: EmulatedSns;

  beforeEach(() => {
    surroundings = createSurroundings();
    sns = createSns(surroundings.context, { pricePerSegment: 0.1, receiptDelayMs: 5000 });
  });
  afterEach(async () => {
    await sns.close();
    surroundings.remove();
  });

  const publish = (more: object = {}) =>
    callOperation<PublishResponse>(sns, 'Publish', {
      PhoneNumber: PHONE,
      Message: 'UBDT: co van ban khan so 12/UBDT-VP',
      ...more,
    });
  const withAttribute = (name: string, StringValue: string, DataType = 'String') => ({
    MessageAttributes: { [`AWS.SNS.SMS.${name}`]: { DataType, StringValue } },
  });
  const setAttributes = (attributes: object) =>
    callOperation(sns, 'SetSMSAttributes', { attributes });
  const records = () => sns.deliveryLog().map((event) => JSON.parse(event.message));

  test('a publish is answered with an id and reaches the phone, also after a restart', async () => {
    const heard: string[] = [];
    sns.onSms((sms) => heard.push(sms.messageId));
    const { MessageId } = await publish({
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'UBDT' },
      },
    });
    expect(heard).toEqual([MessageId]);
    await sns.close();
    sns = createSns(surroundings.context);
    expect(sns.outbox()).toEqual([
      {
        messageId: MessageId,
        at: surroundings.context.now(),
        phoneNumber: PHONE,
        message: 'UBDT: co van ban khan so 12/UBDT-VP',
        senderId: 'UBDT',
        smsType: 'Transactional',
        segments: 1,
      },
    ]);
  });

  test.each([
    ['a national number', { PhoneNumber: '0912345678' }],
    ['a number with blanks', { PhoneNumber: '+84 912 345 678' }],
    ['an empty message', { Message: ' ' }],
    ['a message over 1,600 bytes', { Message: 'ạ'.repeat(534) }],
    ['a sender ID without a letter', withAttribute('SenderID', '12345')],
    ['a sender ID of 12 letters', withAttribute('SenderID', 'abcdefghijkl')],
    ['an unknown SMS type', withAttribute('SMSType', 'Urgent')],
    ['a price that is none', withAttribute('MaxPrice', 'cheap', 'Number')],
  ])('%s is refused and nothing is sent', async (_, input) => {
    await expect(publish(input)).rejects.toEqual(failure('InvalidParameter'));
    expect(sns.outbox()).toEqual([]);
  });

  test('a refused number does not stand in the error', async () => {
    await expect(publish({ PhoneNumber: '0912345678' })).rejects.not.toThrow(/0912345678/);
  });

  test('attributes of the account are the defaults, and unknown ones are refused', async () => {
    await setAttributes({ DefaultSenderID: 'UBDT', DefaultSMSType: 'Transactional' });
    await publish();
    expect(sns.outbox()).toMatchObject([{ senderId: 'UBDT', smsType: 'Transactional' }]);
    await expect(setAttributes({ DefaultColour: 'red' })).rejects.toEqual(
      failure('InvalidParameter'),
    );
    await expect(
      callOperation(sns, 'GetSMSAttributes', { attributes: ['DefaultSenderID'] }),
    ).resolves.toEqual({ attributes: { DefaultSenderID: 'UBDT' } });
  });

  test('without an SMS type a message is promotional, as on AWS', async () => {
    await publish();
    expect(sns.outbox()).toMatchObject([{ smsType: 'Promotional' }]);
  });

  test('over the monthly limit a publish is still answered with an id, and nothing is sent', async () => {
    await setAttributes({ MonthlySpendLimit: '0.2' });
    await publish();
    await publish();
    const third = await publish();
    expect(third.MessageId).toBeDefined();
    expect(sns.outbox()).toHaveLength(2);
    surroundings.advance(5000);
    expect(records().at(-1)).toMatchObject({
      notification: { messageId: third.MessageId },
      delivery: { providerResponse: 'No quota left for account', priceInUSD: 0 },
      status: 'FAILURE',
    });
    surroundings.advance(31 * 86_400_000);
    await publish();
    expect(sns.outbox()).toHaveLength(3);
  });

  test('a message dearer than its MaxPrice is not sent', async () => {
    await publish({ Message: 'a'.repeat(200), ...withAttribute('MaxPrice', '0.15', 'Number') });
    await publish({ Message: 'a'.repeat(100), ...withAttribute('MaxPrice', '0.15', 'Number') });
    expect(sns.outbox()).toMatchObject([{ segments: 1 }]);
  });

  test('an opted-out phone gets nothing until it is opted in', async () => {
    sns.optOut(PHONE);
    await expect(
      callOperation(sns, 'CheckIfPhoneNumberIsOptedOut', { phoneNumber: PHONE }),
    ).resolves.toEqual({ isOptedOut: true });
    await expect(publish()).resolves.toHaveProperty('MessageId');
    expect(sns.outbox()).toEqual([]);
    await callOperation(sns, 'OptInPhoneNumber', { phoneNumber: PHONE });
    await expect(callOperation(sns, 'ListPhoneNumbersOptedOut')).resolves.toEqual({
      phoneNumbers: [],
    });
    await publish();
    expect(sns.outbox()).toHaveLength(1);
  });

  describe('faults', () => {
    test.each([
      ['throttle', 'Throttling', 0],
      ['serverErrorBeforeSending', 'InternalError', 0],
      ['serverErrorAfterSending', 'InternalError', 1],
      ['resetBeforeSending', 'InternalError', 0],
      ['resetAfterSending', 'InternalError', 1],
    ] as const)(
      '%s fails the publish with %s after %d messages have gone out',
      async (kind, code, sent) => {
        sns.injectFault({ kind });
        await expect(publish()).rejects.toEqual(failure(code));
        expect(sns.outbox()).toHaveLength(sent);
        await expect(publish()).resolves.toHaveProperty('MessageId');
        expect(sns.outbox()).toHaveLength(sent + 1);
      },
    );

    test('a fault for one number meets no other, as often as asked', async () => {
      sns.injectFault({ kind: 'throttle', phoneNumber: PHONE, times: 2 });
      await publish({ PhoneNumber: '+84987654321' });
      await expect(publish()).rejects.toEqual(failure('Throttling'));
      await expect(publish()).rejects.toEqual(failure('Throttling'));
      await publish();
      expect(sns.outbox()).toHaveLength(2);
    });

    test('a carrier that does not deliver is seen in the log only, and is billed', async () => {
      sns.injectFault({
        kind: 'undelivered',
        failure: 'Phone is currently unreachable/unavailable',
      });
      await publish();
      expect(sns.outbox()).toEqual([]);
      surroundings.advance(5000);
      expect(records()).toMatchObject([{ status: 'FAILURE', delivery: { priceInUSD: 0.1 } }]);
    });
  });

  test('delivery records come late, in the log groups and the form of AWS', async () => {
    const { MessageId } = await publish({ Message: 'a'.repeat(161) });
    expect(sns.deliveryLog()).toEqual([]);
    surroundings.advance(5000);
    sns.injectFault({ kind: 'spendLimitReached' });
    await publish();
    surroundings.advance(5000);
    const [success, refused] = sns.deliveryLog();
    expect(success?.logGroup).toBe('sns/ap-southeast-1/111122223333/DirectPublishToPhoneNumber');
    expect(refused?.logGroup).toBe(`${success?.logGroup}/Failure`);
    expect(JSON.parse(success?.message ?? '')).toEqual({
      notification: { messageId: MessageId, timestamp: '2026-03-02 01:00:00.000' },
      delivery: {
        phoneCarrier: expect.any(String),
        mcc: 452,
        mnc: expect.any(Number),
        numberOfMessageParts: 2,
        destination: PHONE,
        priceInUSD: 0.2,
        smsType: 'Promotional',
        providerResponse: 'Message has been accepted by phone carrier',
        dwellTimeMs: 5000,
        dwellTimeMsUntilDeviceAck: 5000,
      },
      status: 'SUCCESS',
    });
  });

  test('IAM compares a publish to a phone with the resource *', async () => {
    expect(sns.authorize('Publish', { PhoneNumber: PHONE })).toEqual([
      { action: 'sns:Publish', resource: '*' },
    ]);
  });

  test('topics are not emulated and say so', async () => {
    await expect(
      callOperation(sns, 'Publish', { TopicArn: 'arn:aws:sns:x', Message: 'x' }),
    ).rejects.toMatchObject({ status: 501 });
  });
});
