import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import type { MobilePhone } from '../../../lib/notices/mobile-phone.ts';
import { classifySnsError, createSnsSmsChannel } from '../../../lib/notices/sms-channel.sns.ts';

const phone = '+84912000001' as MobilePhone;
const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(`Invalid parameter: ${phone}`), { name, $metadata: { httpStatusCode } });
/** As the SDK hands on what the socket said. */
const socketError = (name: string, code: string) =>
  Object.assign(new Error(`${code} ${phone}`), { name, code, $metadata: { attempts: 1 } });

describe('what an error of SNS says about the SMS', () => {
  test.each([
    [answered('ThrottledException', 400), 'SMS_THROTTLED', true],
    [answered('Throttling', 400), 'SMS_THROTTLED', true],
    [answered('Strange', 429), 'SMS_THROTTLED', true],
    [answered('AuthorizationErrorException', 403), 'SMS_NOT_ALLOWED', true],
    [answered('ExpiredToken', 403), 'SMS_NOT_ALLOWED', true],
    [Object.assign(new Error(), { name: 'CredentialsProviderError' }), 'SMS_NOT_ALLOWED', true],
    [answered('InvalidParameterException', 400), 'SMS_REFUSED', false],
    [answered('Strange', 404), 'SMS_REFUSED', false],
    [answered('OptedOutException', 400), 'SMS_OPTED_OUT', false],
    [socketError('Error', 'ENOTFOUND'), 'SMS_UNREACHABLE', true],
    [socketError('Error', 'ECONNREFUSED'), 'SMS_UNREACHABLE', true],
  ])('%s: nobody got it (%s)', (error, code, retryable) => {
    const verdict = classifySnsError(error);
    expect(verdict).toMatchObject({ name: 'SmsCertainlyNotSentError', code, retryable });
  });

  test.each([
    [answered('InternalErrorException', 500), 'SMS_CHANNEL_FAILED'],
    [answered('ServiceUnavailable', 503), 'SMS_CHANNEL_FAILED'],
    [answered('Strange', 408), 'SMS_TIMED_OUT'],
    [socketError('TimeoutError', 'ETIMEDOUT'), 'SMS_TIMED_OUT'],
    [socketError('TimeoutError', 'ECONNRESET'), 'SMS_CONNECTION_LOST'],
    [socketError('Error', 'EPIPE'), 'SMS_CONNECTION_LOST'],
    [new TypeError('unheard of'), 'SMS_CHANNEL_FAILED'],
    ['not even an error', 'SMS_CHANNEL_FAILED'],
    [undefined, 'SMS_CHANNEL_FAILED'],
  ])('%s: somebody may have got it (%s)', (error, code) => {
    expect(classifySnsError(error)).toMatchObject({ name: 'SmsFateUnknownError', code });
  });

  test('nothing of what SNS said is kept, because it may hold the number', () => {
    const verdict = classifySnsError(answered('InvalidParameterException', 400));
    expect(verdict.message).not.toContain('912000001');
    expect(verdict.stack).not.toContain('912000001');
    expect(verdict.cause).toBeUndefined();
  });
});

describe('the SNS channel', () => {
  const channelAnswering = (answer: object) => {
    const commands: PublishCommand[] = [];
    const client = {
      send: async (command: PublishCommand) => {
        commands.push(command);
        return answer;
      },
    };
    const sns = client as unknown as SNSClient;
    const channel = createSnsSmsChannel({ sns, senderId: 'UBDT', maxPriceUsd: '0.20' });
    return { channel, commands };
  };

  test('says Transactional, the sender and the highest price', async () => {
    const { channel, commands } = channelAnswering({ MessageId: 'm1' });
    const answer = await channel.send({ phone, text: 'VB den', urgency: 'khan' });
    expect(answer).toEqual({ messageId: 'm1' });
    expect(commands[0]?.input).toEqual({
      PhoneNumber: phone,
      Message: 'VB den',
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
        'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'UBDT' },
        'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: '0.20' },
      },
    });
  });

  test('an answer without a message id leaves the fate unknown', async () => {
    const { channel } = channelAnswering({});
    await expect(channel.send({ phone, text: 'x', urgency: 'khan' })).rejects.toMatchObject({
      name: 'SmsFateUnknownError',
    });
  });
});
