import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { SmsCertainlyNotSentError, type SmsFailureCode, SmsFateUnknownError } from './errors.ts';
import type { SmsChannel } from './sms-channel.ts';

/**
 * How the SNS client must be made: the SDK would resend after a reset, a time-out or a 500,
 * and SNS has no idempotency token for SMS (R6). Milliseconds.
 */
export const snsSmsClientOptions = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 3_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  },
} as const;

export interface SnsSmsSettings {
  /** Registered sender name: 3–11 letters, digits or hyphens, one letter at least. */
  readonly senderId: string;
  /** US dollars for one SMS, as SNS wants it: '0.15' */
  readonly maxPriceUsd: string;
}

const THROTTLING = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'KMSThrottlingException',
]);

/** Wrong keys or grants are put right by an operator, so the notice waits. */
const NOT_ALLOWED = new Set([
  'AuthorizationErrorException',
  'AuthorizationError',
  'AccessDenied',
  'AccessDeniedException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
  'CredentialsProviderError',
]);

const OPTED_OUT = new Set(['OptedOutException', 'OptedOut']);

/** The connection was never made: nothing can have been sent. */
const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);
const TIMED_OUT = new Set(['TimeoutError', 'AbortError', 'RequestTimeout', 'ETIMEDOUT']);
const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** What an SDK error says about itself, without its text, which may hold the number (R7). */
interface ErrorTraits {
  readonly names: readonly string[];
  readonly status: number | undefined;
}

const read = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined;

const traitsOf = (error: unknown): ErrorTraits => {
  const names = [
    read(error, 'name'),
    read(error, 'code'),
    read(error, 'Code'),
    read(read(error, 'cause'), 'code'),
  ].filter((name) => typeof name === 'string');
  const status = read(read(error, '$metadata'), 'httpStatusCode');
  return { names, status: typeof status === 'number' ? status : undefined };
};

const certain = (code: SmsFailureCode, retryable: boolean) =>
  new SmsCertainlyNotSentError(code, retryable);

/**
 * Sorts an error of Publish by what it says of the SMS's fate. Only a clear "no" counts as not
 * sent; 5xx, time-outs, resets and anything unheard of leave it unknown.
 */
export const classifySnsError = (
  error: unknown,
): SmsCertainlyNotSentError | SmsFateUnknownError => {
  const { names, status } = traitsOf(error);
  const isOneOf = (set: ReadonlySet<string>) => names.some((name) => set.has(name));
  if (isOneOf(THROTTLING) || status === 429) return certain('SMS_THROTTLED', true);
  if (isOneOf(NOT_ALLOWED) || status === 401 || status === 403) {
    return certain('SMS_NOT_ALLOWED', true);
  }
  if (isOneOf(OPTED_OUT)) return certain('SMS_OPTED_OUT', false);
  if (isOneOf(UNREACHABLE)) return certain('SMS_UNREACHABLE', true);
  // The SDK calls a reset connection a TimeoutError, too; its code tells them apart.
  if (isOneOf(CONNECTION_LOST)) return new SmsFateUnknownError('SMS_CONNECTION_LOST');
  if (isOneOf(TIMED_OUT) || status === 408) return new SmsFateUnknownError('SMS_TIMED_OUT');
  if (status !== undefined && status >= 400 && status < 500) return certain('SMS_REFUSED', false);
  return new SmsFateUnknownError('SMS_CHANNEL_FAILED');
};

const attribute = (value: string, type: 'String' | 'Number' = 'String') => ({
  DataType: type,
  StringValue: value,
});

/** SMS by Amazon SNS. A message id means accepted, no more: not even within the spend limit. */
export const createSnsSmsChannel = (
  deps: { readonly sns: SNSClient } & SnsSmsSettings,
): SmsChannel => ({
  send: async ({ phone, text }) => {
    const command = new PublishCommand({
      PhoneNumber: phone,
      Message: text,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': attribute('Transactional'),
        'AWS.SNS.SMS.SenderID': attribute(deps.senderId),
        'AWS.SNS.SMS.MaxPrice': attribute(deps.maxPriceUsd, 'Number'),
      },
    });
    const answer = await deps.sns.send(command).catch((error: unknown) => {
      throw classifySnsError(error);
    });
    if (!answer.MessageId) throw new SmsFateUnknownError('SMS_CHANNEL_FAILED');
    return { messageId: answer.MessageId };
  },
});
