import type { MessageAttributeValue, PublishCommandInput } from '@aws-sdk/client-sns';
import { AwsServiceError } from '../aws/service.ts';

export type SmsType = 'Promotional' | 'Transactional';

/** A Publish to a phone number, checked. */
export interface SmsRequest {
  readonly phoneNumber: string;
  readonly message: string;
  readonly senderId: string | null;
  readonly smsType: SmsType;
  /** USD; null: no limit of its own. */
  readonly maxPrice: number | null;
}

const MAX_SMS_BYTES = 1600;
const SENDER_ID = 'AWS.SNS.SMS.SenderID';
const SMS_TYPE = 'AWS.SNS.SMS.SMSType';
const MAX_PRICE = 'AWS.SNS.SMS.MaxPrice';

export function invalidParameter(detail: string): AwsServiceError {
  return new AwsServiceError('InvalidParameter', `Invalid parameter: ${detail}`);
}

/** E.164: a plus sign, no leading zero, at most 15 digits. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** 3 to 11 letters, digits or hyphens with at least one letter. */
export function isSenderId(text: string): boolean {
  return /^(?=.*[A-Za-z])[A-Za-z0-9-]{3,11}$/.test(text);
}

export function isSmsType(text: string): text is SmsType {
  return text === 'Promotional' || text === 'Transactional';
}

/** Checks a Publish to a phone number; throws InvalidParameter. Absent attributes take the account's defaults. */
export function checkSmsRequest(
  input: PublishCommandInput,
  defaults: Readonly<Record<string, string>>,
): SmsRequest {
  const phoneNumber = input.PhoneNumber ?? '';
  if (!isPhoneNumber(phoneNumber)) {
    // As on AWS, but without the number: it may end in a log.
    throw invalidParameter('PhoneNumber Reason: the number is not valid to publish to');
  }
  const message = input.Message ?? '';
  if (message.trim() === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(message) > MAX_SMS_BYTES) {
    throw invalidParameter(`Message too long: at most ${MAX_SMS_BYTES} bytes`);
  }
  const attributes = input.MessageAttributes ?? {};
  const senderId = textOf(attributes, SENDER_ID, 'String') || defaults['DefaultSenderID'] || null;
  if (senderId !== null && !isSenderId(senderId)) {
    throw invalidParameter(`${SENDER_ID} Reason: ${senderId} is not a sender ID`);
  }
  const smsType =
    textOf(attributes, SMS_TYPE, 'String') ?? defaults['DefaultSMSType'] ?? 'Promotional';
  if (!isSmsType(smsType)) {
    throw invalidParameter(
      `${SMS_TYPE} Reason: ${smsType} is neither Promotional nor Transactional`,
    );
  }
  return { phoneNumber, message, senderId, smsType, maxPrice: priceOf(attributes) };
}

function priceOf(attributes: Readonly<Record<string, MessageAttributeValue>>): number | null {
  const text = textOf(attributes, MAX_PRICE, 'Number');
  if (text === undefined) return null;
  if (!/^\d+(\.\d{1,5})?$/.test(text)) {
    throw invalidParameter(`${MAX_PRICE} Reason: ${text} is not a price in USD`);
  }
  return Number(text);
}

function textOf(
  attributes: Readonly<Record<string, MessageAttributeValue>>,
  name: string,
  type: 'String' | 'Number',
): string | undefined {
  const attribute = attributes[name];
  if (attribute === undefined) return undefined;
  if (attribute.DataType !== type || !attribute.StringValue) {
    throw invalidParameter(`${name} Reason: a value of type ${type} is expected`);
  }
  return attribute.StringValue;
}
