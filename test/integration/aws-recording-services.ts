import * as kmsSdk from '@aws-sdk/client-kms';
import * as schedulerSdk from '@aws-sdk/client-scheduler';
import * as snsSdk from '@aws-sdk/client-sns';
import * as sqsSdk from '@aws-sdk/client-sqs';
import { AwsServiceError, type EmulatedService } from '../../lib/local/aws/service.ts';
import { startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

export const SIGNATURE = Uint8Array.from({ length: 256 }, (_, index) => index);

/** A call that the recording KMS answers. */
export const signCommand = new kmsSdk.SignCommand({
  KeyId: 'key',
  Message: SIGNATURE,
  SigningAlgorithm: 'ECDSA_SHA_256',
});

type Input = Record<string, unknown>;

/** Endpoints whose services only record what crossed the wire. */
export interface RecordingEndpoints extends TestEndpoints {
  /** The input of the last call that ran; empty before the first. */
  received(): Input;
}

const unguarded = { authorize: () => [], close: async () => undefined };

/** Starts a KMS, SQS, SNS and Scheduler, one for each protocol and shape of error. */
export async function startRecordingEndpoints(): Promise<RecordingEndpoints> {
  let received: Input = {};
  const record = (reply: object | undefined) => (input: Input) => {
    received = input;
    return reply;
  };

  const kms: EmulatedService = {
    ...unguarded,
    signingName: 'kms',
    protocol: 'json',
    sdk: kmsSdk,
    authorize: (operation) =>
      operation === 'Sign' ? [{ action: 'kms:Sign', resource: 'arn:aws:kms:::key/1' }] : [],
    handlers: { Sign: record({ KeyId: 'key', Signature: SIGNATURE }) },
  };

  const sqs: EmulatedService = {
    ...unguarded,
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
    ...unguarded,
    signingName: 'sns',
    protocol: 'query',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    sdk: snsSdk,
    handlers: {
      Publish: (input: { Message?: string; PhoneNumber?: string }) => {
        if (!input.PhoneNumber) {
          throw new AwsServiceError('InvalidParameterException', 'Invalid <PhoneNumber> & more');
        }
        return record({ MessageId: 'm-1 <&>' })(input as Input);
      },
      SetSMSAttributes: record(undefined),
    },
  };

  const scheduler: EmulatedService = {
    ...unguarded,
    signingName: 'scheduler',
    protocol: 'restJson',
    sdk: schedulerSdk,
    handlers: { CreateSchedule: record({ ScheduleArn: 'arn:aws:scheduler:::schedule/d/n' }) },
  };

  const endpoints = await startTestEndpoints({ services: () => [kms, sqs, sns, scheduler] });
  return { ...endpoints, received: () => received };
}
