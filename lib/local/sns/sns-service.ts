import { randomUUID } from 'node:crypto';
import type {
  CheckIfPhoneNumberIsOptedOutInput,
  GetSMSAttributesInput,
  OptInPhoneNumberInput,
  PublishCommandInput,
  SetSMSAttributesInput,
} from '@aws-sdk/client-sns';
import * as sdk from '@aws-sdk/client-sns';
import {
  type AuthorizationNeed,
  AwsServiceError,
  type EmulatedService,
  type OperationHandler,
  type ServiceCall,
  type ServiceContext,
} from '../aws/service.ts';
import { buildDeliveryLog, type DeliveryLogEvent } from './delivery-log.ts';
import {
  checkSmsRequest,
  invalidParameter,
  isPhoneNumber,
  type SmsRequest,
} from './publish-rules.ts';
import { checkSmsAttributes } from './sms-attributes.ts';
import {
  createSmsFaults,
  failureOf,
  type SmsFault,
  strikeAfter,
  strikeBefore,
} from './sms-faults.ts';
import {
  type AcceptedSms,
  openSmsOutbox,
  type SentSms,
  type SmsFailure,
  type SmsOutbox,
} from './sms-outbox.ts';
import { countSegments } from './sms-text.ts';

export interface SnsOptions {
  /** USD for one part. The default is of the order of SNS's price to Vietnam. */
  readonly pricePerSegment?: number;
  /** How long a delivery record lets itself be waited for, in milliseconds. Default 2000. */
  readonly receiptDelayMs?: number;
}

export interface EmulatedSns extends EmulatedService {
  /** Messages that reached a phone, in order. */
  outbox(): readonly SentSms[];
  /** Called for each message that reaches a phone; returns the way to stop. */
  onSms(listener: (sms: SentSms) => void): () => void;
  /** Delivery records so far; on AWS they need the SMS attribute DeliveryStatusIAMRole. */
  deliveryLog(): readonly DeliveryLogEvent[];
  injectFault(fault: SmsFault): void;
  /** The owner of the phone has answered STOP. */
  optOut(phoneNumber: string): void;
}

const DEFAULT_PRICE = 0.08;
const DEFAULT_RECEIPT_DELAY_MS = 2000;

/** Embedded SNS, for SMS to phone numbers only: nothing leaves the machine. */
export function createSns(context: ServiceContext, options: SnsOptions = {}): EmulatedSns {
  const outbox = openSmsOutbox(context);
  const faults = createSmsFaults();
  const listeners = new Set<(sms: SentSms) => void>();

  const accept = (request: SmsRequest, forced: SmsFailure | null): AcceptedSms => {
    const at = context.now();
    const segments = countSegments(request.message);
    const price = segments * (options.pricePerSegment ?? DEFAULT_PRICE);
    const failure = forced ?? failureBefore(outbox, request, price, at);
    const sms: AcceptedSms = {
      messageId: randomUUID(),
      at,
      phoneNumber: request.phoneNumber,
      message: request.message,
      senderId: request.senderId,
      smsType: request.smsType,
      segments,
      failure,
      // A message that a carrier took is billed, also when no phone gets it.
      price: isRefusedBySns(failure) ? 0 : price,
      receiptAt: at + (options.receiptDelayMs ?? DEFAULT_RECEIPT_DELAY_MS),
    };
    outbox.add(sms);
    if (failure === null) for (const listener of listeners) listener(toSent(sms));
    return sms;
  };

  const publish = (input: PublishCommandInput, call: ServiceCall) => {
    if (input.PhoneNumber === undefined) {
      throw new AwsServiceError('NotImplemented', 'Publish to a topic is not emulated locally', {
        status: 501,
      });
    }
    const request = checkSmsRequest(input, outbox.attributes);
    const fault = faults.take(request.phoneNumber);
    strikeBefore(fault, call);
    const { messageId } = accept(request, failureOf(fault));
    strikeAfter(fault, call);
    return { MessageId: messageId };
  };

  return {
    signingName: 'sns',
    protocol: 'query',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    sdk,
    handlers: { Publish: publish, ...createAccountOperations(outbox) },
    authorize: authorizeSns,
    outbox: () => outbox.accepted.filter((sms) => sms.failure === null).map(toSent),
    onSms(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deliveryLog: () => buildDeliveryLog(context, outbox.accepted),
    injectFault: faults.inject,
    optOut: (phoneNumber) => outbox.setOptedOut(phoneNumber, true),
    close: async () => outbox.close(),
  };
}

function createAccountOperations(outbox: SmsOutbox): Record<string, OperationHandler> {
  return {
    SetSMSAttributes({ attributes = {} }: SetSMSAttributesInput) {
      checkSmsAttributes(attributes);
      outbox.setAttributes(attributes);
      return {};
    },
    GetSMSAttributes({ attributes: wanted }: GetSMSAttributesInput) {
      const chosen = Object.entries(outbox.attributes).filter(
        ([name]) => wanted === undefined || wanted.length === 0 || wanted.includes(name),
      );
      return { attributes: Object.fromEntries(chosen) };
    },
    CheckIfPhoneNumberIsOptedOut: ({ phoneNumber = '' }: CheckIfPhoneNumberIsOptedOutInput) => ({
      isOptedOut: outbox.optedOut.has(checkNumber(phoneNumber)),
    }),
    ListPhoneNumbersOptedOut: () => ({ phoneNumbers: [...outbox.optedOut] }),
    OptInPhoneNumber({ phoneNumber = '' }: OptInPhoneNumberInput) {
      outbox.setOptedOut(checkNumber(phoneNumber), false);
      return {};
    },
  };
}

function checkNumber(phoneNumber: string): string {
  if (isPhoneNumber(phoneNumber)) return phoneNumber;
  throw invalidParameter('PhoneNumber Reason: input incorrectly formatted');
}

/** A phone number has no ARN: IAM compares a publish to one with the resource `*`. */
function authorizeSns(
  operation: string,
  input: Readonly<Record<string, unknown>>,
): readonly AuthorizationNeed[] {
  const target = input['TopicArn'] ?? input['TargetArn'];
  return [{ action: `sns:${operation}`, resource: typeof target === 'string' ? target : '*' }];
}

/** Why SNS itself does not pass an accepted message on. */
function failureBefore(
  outbox: SmsOutbox,
  request: SmsRequest,
  price: number,
  at: number,
): SmsFailure | null {
  if (outbox.optedOut.has(request.phoneNumber)) return 'Phone number is opted out';
  if (request.maxPrice !== null && price > request.maxPrice) {
    return 'This delivery would exceed max price';
  }
  const limit = outbox.attributes['MonthlySpendLimit'];
  // Publish answers with a MessageId even then: accepted means no more than that.
  const overLimit = limit !== undefined && spentInMonth(outbox, at) + price > Number(limit);
  return overLimit ? 'No quota left for account' : null;
}

function isRefusedBySns(failure: SmsFailure | null): boolean {
  return (
    failure === 'No quota left for account' ||
    failure === 'This delivery would exceed max price' ||
    failure === 'Phone number is opted out'
  );
}

/** USD since the start of the calendar month, UTC. */
function spentInMonth(outbox: SmsOutbox, at: number): number {
  const month = new Date(at).toISOString().slice(0, 'yyyy-mm'.length);
  return outbox.accepted
    .filter((sms) => new Date(sms.at).toISOString().startsWith(month))
    .reduce((sum, sms) => sum + sms.price, 0);
}

function toSent(sms: AcceptedSms): SentSms {
  const { messageId, at, phoneNumber, message, senderId, smsType, segments } = sms;
  return { messageId, at, phoneNumber, message, senderId, smsType, segments };
}
