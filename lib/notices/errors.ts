import { OfficeError } from '../kernel/errors.ts';

/** The carrier's door refused the text or was never reached: nobody got an SMS. */
export class SmsCertainlyNotSentError extends OfficeError {
  readonly retryable: boolean;

  constructor(code: SmsFailureCode, retryable: boolean) {
    super(code, 'the SMS was not sent');
    this.name = 'SmsCertainlyNotSentError';
    this.retryable = retryable;
  }
}

/** The answer was lost on the way: the SMS may have been sent, so it is not sent again (R6). */
export class SmsFateUnknownError extends OfficeError {
  constructor(code: SmsFailureCode) {
    super(code, 'whether the SMS was sent is not known');
    this.name = 'SmsFateUnknownError';
  }
}

/** The stored phone number cannot be read with the key of this person. */
export class PhoneUnreadableError extends OfficeError {
  constructor() {
    super('PHONE_UNREADABLE', 'the stored phone number cannot be read');
    this.name = 'PhoneUnreadableError';
  }
}

/** A step that this row's state does not allow: a fault of the program, never of a user. */
export class NoticeTransitionError extends OfficeError {
  constructor(from: string, event: string) {
    super('NOTICE_TRANSITION', `a ${from} notice cannot be ${event}`);
    this.name = 'NoticeTransitionError';
  }
}

/** The work item names an occasion for which no notices exist. */
export class NoticeOccasionError extends OfficeError {
  constructor(step: string) {
    super('NOTICE_OCCASION', 'no notices are sent on this occasion', { facts: { step } });
    this.name = 'NoticeOccasionError';
  }
}

/** Why a channel did not accept a text. Stable; the channel's own words may hold the number (R7). */
export type SmsFailureCode =
  | 'SMS_THROTTLED'
  | 'SMS_NOT_ALLOWED'
  | 'SMS_REFUSED'
  | 'SMS_OPTED_OUT'
  | 'SMS_UNREACHABLE'
  | 'SMS_TIMED_OUT'
  | 'SMS_CONNECTION_LOST'
  | 'SMS_CHANNEL_FAILED';
